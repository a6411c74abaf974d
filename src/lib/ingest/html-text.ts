import { HTMLElement, type Node, NodeType } from 'node-html-parser';
import { parseHtml } from './html.ts';

/** Longer texts are cut: a report is judged by its beginning, and the fetched bytes are kept whole. */
export const MAX_TEXT = 20_000;

const BLOCKS = new Set(
	'P DIV LI UL OL BLOCKQUOTE PRE H1 H2 H3 H4 H5 H6 TR TABLE SECTION ARTICLE FIGURE FIGCAPTION'.split(' ')
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);

export type ReadHtml = { text: string; links: string[]; images: string[] };

/** Text, absolute http(s) links and pictures of a piece of HTML. */
export function readHtml(html: string, base: string): ReadHtml {
	const root = parseHtml(html);
	return {
		text: textOf(root),
		links: unique(root.querySelectorAll('a[href]').map((a) => absolute(a.getAttribute('href'), base))),
		images: unique(root.querySelectorAll('img[src]').map((img) => absolute(img.getAttribute('src'), base)))
	};
}

/** Text as a person reads it: line breaks kept, entities decoded, white space collapsed. */
export function textOf(element: HTMLElement): string {
	const parts: string[] = [];
	// A stack of our own: pages may be nested deeper than the call stack.
	const stack: (Node | string)[] = [element];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (typeof node === 'string') parts.push(node);
		else if (node.nodeType === NodeType.TEXT_NODE) parts.push(node.text.replace(/[\s\u00a0]+/g, ' '));
		else if (node instanceof HTMLElement) {
			if (SILENT.has(node.tagName)) continue;
			if (node.tagName === 'BR') {
				parts.push('\n');
				continue;
			}
			const block = BLOCKS.has(node.tagName) && node !== element;
			if (block) stack.push('\n');
			for (let at = node.childNodes.length - 1; at >= 0; at--) {
				const child = node.childNodes[at];
				if (child) stack.push(child);
			}
			if (block) stack.push('\n');
		}
	}
	return tidy(parts.join(''));
}

/** White space collapsed, at most one empty line, cut at `MAX_TEXT`. */
export function tidy(text: string): string {
	return text
		.replace(/[\t \u00a0]+/g, ' ')
		.split('\n')
		.map((line) => line.trim())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim()
		.slice(0, MAX_TEXT);
}

/** One line of plain text: entities decoded and tags removed, as titles sometimes carry both. */
export const plainLine = (html: string): string =>
	/[<&]/.test(html) ? textOf(parseHtml(html)).replace(/\s+/g, ' ') : html.replace(/\s+/g, ' ').trim();

/** An http(s) address, made absolute; null for anything else. */
export function absolute(href: string | null | undefined, base: string): string | null {
	if (!href || !URL.canParse(href.trim(), base)) return null;
	const url = new URL(href.trim(), base);
	return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

export const unique = (values: readonly (string | null)[]): string[] => [
	...new Set(values.filter((value): value is string => value !== null))
];
