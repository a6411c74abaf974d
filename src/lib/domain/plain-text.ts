/**
 * Characters that show nothing and change how the rest is shown or compared: controls, soft hyphen, zero-width
 * characters, and the marks and overrides of direction (Unicode TR 36, "Bidirectional Text Spoofing").
 */
const INVISIBLE =
	// eslint-disable-next-line no-control-regex
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Text as a person typed it, without what cannot be seen. Lines stay lines; halves of characters become U+FFFD. */
export const plainText = (text: string): string =>
	text
		.replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
		.toWellFormed()
		.replaceAll(INVISIBLE, '')
		.normalize('NFC')
		.trim();

/** The same on one line. */
export const plainLine = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ');
