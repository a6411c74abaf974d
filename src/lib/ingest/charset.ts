import iconv from 'iconv-lite';

/** Eight-bit encodings that pages of a language come in when they do not say. */
const USUAL: Record<string, string> = {
	ru: 'windows-1251',
	uk: 'windows-1251',
	ar: 'windows-1256',
	he: 'windows-1255'
};

/**
 * The text of a page. A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, whatever is declared,
 * because text in an eight-bit encoding practically never is; then the XML declaration or HTML meta element, the HTTP
 * header, and the usual encoding of the source's first language. Never throws.
 */
export function decodeText(
	bytes: Uint8Array,
	contentType: string | null | undefined,
	languages: readonly string[] = []
): string {
	const marked = byteOrderMark(bytes);
	if (marked) return decode(bytes, marked);
	const utf8 = validUtf8(bytes);
	if (utf8 !== null) return utf8;
	const head = String.fromCharCode(...bytes.subarray(0, 1024));
	const declared =
		/^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})["']/i.exec(head)?.[1] ??
		/<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(head)?.[1];
	const sent = /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(contentType ?? '')?.[1];
	const usual = languages.map((language) => USUAL[language]).find((encoding) => encoding !== undefined);
	// UTF-8 has been ruled out above: a label that says so is wrong.
	const encoding = [declared, sent, usual, 'windows-1252'].find(
		(name) => name && !/^utf-?8$/i.test(name) && iconv.encodingExists(name)
	);
	return decode(bytes, encoding ?? 'windows-1252');
}

function byteOrderMark(bytes: Uint8Array): string | null {
	const [a, b, c] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	// UTF-16 without a mark: "<" and a zero byte.
	if (a === 0x3c && b === 0) return 'utf-16le';
	if (a === 0 && b === 0x3c) return 'utf-16be';
	return null;
}

function validUtf8(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

const decode = (bytes: Uint8Array, encoding: string): string =>
	iconv.decode(bytes, encoding as Parameters<typeof iconv.decode>[1]);
