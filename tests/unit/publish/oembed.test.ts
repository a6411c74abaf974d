import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { frameSize, oembedAnswer, oembedXml, type OembedPage } from '#lib/publish/oembed.ts';

const page: OembedPage = {
	title: 'Gaza: “a & b” <c> · 21–28 Nov 2026 UTC',
	frame: 'https://fronts.example/embed?theatre=gaza&last=30d',
	siteUrl: 'https://fronts.example/',
	cacheAge: 600,
	picture: { width: 1200, height: 630 },
	pictureOf: ({ width, height }) => `https://fronts.example/card/${width}x${height}.png?theatre=gaza&lang=en`
};
const side = fc.option(fc.integer({ min: 1, max: 10_000 }));

test('nothing is larger than allowed, and a thumbnail is there whole or not at all', () => {
	fc.assert(
		fc.property(side, side, (maxWidth, maxHeight) => {
			const answer = oembedAnswer(page, maxWidth, maxHeight);
			const sizes = [[answer.width, answer.height]];
			const parts = ['thumbnail_url', 'thumbnail_width', 'thumbnail_height'].filter((name) => name in answer);
			expect([0, 3]).toContain(parts.length);
			if (parts.length) sizes.push([answer.thumbnail_width, answer.thumbnail_height]);
			for (const [width, height] of sizes as [number, number][]) {
				expect(Number.isInteger(width) && Number.isInteger(height)).toBe(true);
				expect(width).toBeGreaterThanOrEqual(1);
				expect(height).toBeGreaterThanOrEqual(1);
				expect(width).toBeLessThanOrEqual(Math.min(maxWidth ?? 2000, 2000));
				expect(height).toBeLessThanOrEqual(Math.min(maxHeight ?? 2000, 2000));
			}
		})
	);
});

test.each([
	[null, null, 640, 360],
	[200, null, 200, 112],
	[2000, null, 2000, 1125],
	[2000, 2000, 2000, 1125],
	[null, 200, 355, 200],
	[600, 200, 355, 200],
	[9999, 9999, 2000, 1125]
])('the frame keeps 16 : 9 within %j × %j', (maxWidth, maxHeight, width, height) => {
	expect(frameSize(maxWidth, maxHeight)).toEqual({ width, height });
});

test('its html is one frame of that size, whatever stands in the title', () => {
	const answer = oembedAnswer(page, 500, 300);
	const frames = parse(String(answer.html)).childNodes;
	expect(frames).toHaveLength(1);
	const frame = parse(String(answer.html)).querySelector('iframe')!;
	expect(frame.getAttribute('src')).toBe(page.frame);
	expect(frame.getAttribute('title')).toBe(page.title);
	expect([frame.getAttribute('width'), frame.getAttribute('height')]).toEqual(['500', '281']);
});

test('XML says the same as JSON', () => {
	const answer = oembedAnswer(page, null, null);
	const root = new DOMParser().parseFromString(oembedXml(answer), 'text/xml').documentElement!;
	expect(root.tagName).toBe('oembed');
	const read = Object.fromEntries([...root.childNodes].map((node) => [node.nodeName, node.textContent]));
	expect(read).toEqual(Object.fromEntries(Object.entries(answer).map(([k, v]) => [k, String(v)])));
});
