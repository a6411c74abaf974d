/**
 * What is pasted into a forum so that a view or report stands there: a picture that leads to the map, or the map itself
 * where a forum lets one in. Each kind of forum has its own small language, and titles are other people's words: none
 * of them may become markup, in none of these languages.
 */
export const SNIPPET_FORMATS = ['link', 'lemmy', 'reddit', 'bbcode', 'discourse', 'html', 'picture'] as const;
export type SnippetFormat = (typeof SNIPPET_FORMATS)[number];

export type Shared = {
	/** One line: what it shows, and when. */
	title: string;
	/** What the picture shows, for who does not see it. */
	alt: string;
	/** Absolute addresses: of the page, of its picture, of the bare map. */
	url: string;
	picture: string;
	frame: string;
	/** Of the picture and the frame, pixels. */
	width: number;
	height: number;
	/** What a reader is warned of before they see it; null: of nothing. */
	warning: string | null;
};

/** Lemmy takes no longer description of a picture (characters). */
const LONGEST_ALT = 1_500;

const MAKERS: Record<SnippetFormat, (shared: Shared) => string> = {
	link: ({ url }) => plainAddress(url),
	lemmy: lemmyMarkdown,
	reddit: redditMarkdown,
	bbcode,
	discourse: discourseMarkdown,
	html: htmlFrame,
	picture: ({ picture }) => plainAddress(picture)
};

export const snippet = (format: SnippetFormat, shared: Shared): string => MAKERS[format](shared);

/**
 * Lemmy shows no HTML. A picture that is a link; what is sensitive behind a fold, whose heading is plain text and not
 * Markdown.
 */
function lemmyMarkdown({ title, alt, url, picture, warning }: Shared): string {
	const linked =
		`[![${altText(alt)}](${plainAddress(picture)})](${plainAddress(url)})\n\n` +
		`[${markdownText(title)}](${plainAddress(url)})`;
	return warning === null ? linked : `::: spoiler ${oneLine(warning)}\n${linked}\n:::`;
}

/** Reddit shows pictures of other sites nowhere but behind links. */
function redditMarkdown({ title, url, picture, alt, warning }: Shared): string {
	const first = warning === null ? '' : `**${markdownText(warning)}**\n\n`;
	return (
		`${first}[${markdownText(title)}](${plainAddress(url)})\n\n` +
		`[${markdownText(alt)}](${plainAddress(picture)})`
	);
}

/** BBCode has no escapes: brackets become their round kin. */
function bbcode({ title, url, picture, warning }: Shared): string {
	const linked =
		`[url=${plainAddress(url)}][img]${plainAddress(picture)}[/img][/url]\n` +
		`[url=${plainAddress(url)}]${bbcodeText(title)}[/url]`;
	return warning === null
		? linked
		: `[spoiler="${bbcodeText(warning).replaceAll('"', '”')}"]\n${linked}\n[/spoiler]`;
}

/** Discourse reads the size of a picture after a bar, and folds `[details]` away. */
function discourseMarkdown({ title, alt, url, picture, width, height, warning }: Shared): string {
	const linked =
		`[![${altText(alt)}|${width}x${height}](${plainAddress(picture)})](${plainAddress(url)})\n\n` +
		`[${markdownText(title)}](${plainAddress(url)})`;
	return warning === null
		? linked
		: `[details="${bbcodeText(warning).replaceAll('"', '”')}"]\n\n${linked}\n\n[/details]`;
}

/** For pages that let frames in. Whoever scrolls past it loads nothing. */
function htmlFrame({ title, frame, url, width, height, warning }: Shared): string {
	const iframe =
		`<iframe src="${htmlText(frame)}" title="${htmlText(oneLine(title))}" width="${width}" height="${height}" ` +
		'style="max-width:100%;border:0" loading="lazy" allowfullscreen ' +
		'referrerpolicy="strict-origin-when-cross-origin"></iframe>\n' +
		`<p><a href="${htmlText(url)}">${htmlText(oneLine(title))}</a></p>`;
	return warning === null
		? iframe
		: `<details><summary>${htmlText(oneLine(warning))}</summary>\n${iframe}\n</details>`;
}

/** Without line breaks and what a reader cannot see; what marks the direction of writing is closed again. */
export function oneLine(text: string): string {
	// eslint-disable-next-line no-control-regex
	const plain = text.replace(/[\u0000-\u001f\u007f\u2028\u2029\s]+/g, ' ').trim();
	return isolated(plain);
}

const OPENING = /[\u202a\u202b\u202d\u202e]/g;
const ISOLATES = /[\u2066\u2067\u2068]/g;
/** Embeddings and isolates that a text leaves open would turn what is written after it around. */
function isolated(text: string): string {
	const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
	return (
		text +
		'\u202c'.repeat(Math.max(0, count(OPENING) - count(/\u202c/g))) +
		'\u2069'.repeat(Math.max(0, count(ISOLATES) - count(/\u2069/g)))
	);
}

/**
 * Any punctuation of ASCII may be escaped (CommonMark 0.31, 2.4), and these begin something in one of the dialects:
 * emphasis, code, links, footnotes, HTML, entities, sub- and superscript, ruby, tables, mentions, spoilers.
 */
const markdownText = (text: string): string =>
	oneLine(text)
		.replace(/[\\`*_{}[\]<>()#!|~^&$@=+]/g, '\\$&')
		// Autolinks and shortcodes look at what follows a colon.
		.replace(/:(?=\S)/g, '\\:')
		.replace(/^([-.\d])/, (first) => (/\d/.test(first) ? first : `\\${first}`))
		.replace(/^(\d+)\./, '$1\\.');

/** An address that ends where it should in every one of these languages. */
const plainAddress = (url: string): string =>
	url.replace(
		/[\s"'<>()[\]{}\\^`|]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
	);
/**
 * What describes a picture. Lemmy's renderer loses every escaped character and entity there, so what would begin
 * something gives way to its nearest kin.
 */
const altText = (text: string): string =>
	oneLine(clipped(text))
		.replace(/[\\`*_[\]<>{}|~^]/g, (character) => KIN[character]!)
		.replace(/&(?=#?\w+;)/g, '＆');

const KIN: Readonly<Record<string, string>> = {
	...{ '\\': '∖', '`': '´', '*': '∗', _: '-', '[': '(', ']': ')', '<': '‹', '>': '›' },
	...{ '{': '(', '}': ')', '|': '¦', '~': '-', '^': '˄' }
};

const bbcodeText = (text: string): string => oneLine(text).replaceAll('[', '(').replaceAll(']', ')');

const htmlText = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function clipped(text: string): string {
	const characters = [...text];
	return characters.length <= LONGEST_ALT ? text : `${characters.slice(0, LONGEST_ALT - 1).join('')}…`;
}
