/**
 * HTML from strangers, parsed in linear time. The parser's work grows with the square of unclosed elements and unclosed
 * comments (60,000 bare `<div>` took 30 s): such pages are broken or hostile and lose their mark-up first.
 */
import { parse, type HTMLElement } from 'node-html-parser';

/** Pages made by software close what they open, but for these. */
const MAY_STAY_OPEN = new Set(
	'area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr'.split(' ')
);
const MAX_UNCLOSED = 200;

export function parseHtml(html: string): HTMLElement {
	const bare = withoutComments(html);
	return parse(unclosedElements(bare) > MAX_UNCLOSED ? bare.replace(/<[^<>]*>?/g, ' ') : bare);
}

/** An unclosed comment swallows the rest, as in a browser. */
function withoutComments(html: string): string {
	const parts: string[] = [];
	let at = 0;
	for (let open = html.indexOf('<!--'); open >= 0; open = html.indexOf('<!--', at)) {
		parts.push(html.slice(at, open));
		const close = html.indexOf('-->', open + 4);
		if (close < 0) return parts.join('');
		at = close + 3;
	}
	parts.push(html.slice(at));
	return parts.join('');
}

function unclosedElements(html: string): number {
	let open = 0;
	for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
		if (!MAY_STAY_OPEN.has(name.toLowerCase())) open += slash ? -1 : 1;
	}
	return open;
}
