/** Text as XML 1.0 takes it. */

/** Characters no XML document may hold, not even escaped (XML 1.0, 2.2). */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text without what would make a document unreadable; halves of characters become U+FFFD. */
export const xmlText = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '');

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** For the inside of an element or of a quoted attribute, of XML and of HTML. */
export const escaped = (text: string): string => xmlText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
