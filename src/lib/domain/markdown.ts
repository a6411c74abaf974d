/** Plain text inside Markdown, CommonMark 0.31 and what Lemmy adds: ~sub~, ^sup^, footnotes, ruby, tables, mentions. */

/** Text that stays text inside a line. A forum must not take `@name@host` in a headline for a mention either. */
export const escapeMarkdown = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/[\\`*_{}[\]<>~^|@]/g, '\\$&')
		.replace(/&(?=#?\w+;)/g, '\\&');

/** The same at the start of a line, where a number or a dash would begin a list. */
export const escapeLineStart = (text: string): string =>
	escapeMarkdown(text.trimStart())
		.replace(/^(?=[#+\-=:])/, '\\')
		.replace(/^(\d+)(?=[.)])/, '$1\\');

/** `[title](url)` that stays one link whatever stands in the title (CommonMark 0.31, 6.3). */
export const markdownLink = (title: string, url: string): string =>
	`[${escapeMarkdown(title)}](${url.replace(/[()<>\s\\]/g, escapedSign).replace(/&(?=#?\w+;)/g, '\\&')})`;

const escapedSign = (sign: string): string =>
	encodeURIComponent(sign).replace('(', '%28').replace(')', '%29');
