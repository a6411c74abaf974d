import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { headMarkup, headTags, shortened, type SharedPage } from '#lib/publish/head-tags.ts';

const page: SharedPage = {
	url: 'https://fronts.example/gaza?type=shelling&lang=en',
	title: 'Gaza: "Shelling" <script> $& · 21–28 Nov 2026 UTC',
	description: 'Reports: 12. By reliability of the source: A 2, C 10.',
	lang: 'en',
	picture: { url: 'https://fronts.example/card/1200x630.png?a=1&b=2', width: 1200, height: 630, alt: 'Map' },
	frame: 'https://fronts.example/embed?theatre=gaza',
	oembed: {
		json: 'https://fronts.example/oembed?url=x&format=json',
		xml: 'https://fronts.example/oembed?url=x&format=xml'
	},
	feeds: [{ type: 'application/rss+xml', title: 'Reports', href: 'https://fronts.example/feeds/reports.rss' }]
};

test('the markup says what the list says', () => {
	const tags = headTags(page);
	const read = parse(headMarkup(tags)).childNodes.flatMap((node) =>
		'rawTagName' in node && node.rawTagName
			? [{ element: node.rawTagName, attributes: (node as unknown as HTMLElement).attributes }]
			: []
	);
	expect(read).toEqual(tags.map(({ element, attributes }) => ({ element, attributes })));
});

test('no tag is said twice', () => {
	const names = headTags(page).map(({ attributes: a }) => a.property ?? a.name ?? `${a.rel} ${a.type}`);
	expect(new Set(names).size).toBe(names.length);
});

test('a long text ends after a whole word', () => {
	expect(shortened('short', 10)).toBe('short');
	expect(shortened('strikes on the port, again', 21)).toBe('strikes on the port…');
	expect([...shortened('🟥'.repeat(90), 80)]).toHaveLength(80);
});
