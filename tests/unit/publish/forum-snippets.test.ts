import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { SNIPPET_FORMATS, snippet, type Shared } from '#lib/publish/forum-snippets.ts';
import { lemmy } from '../../support/lemmy-markdown.ts';

const SHARED: Shared = {
	title: 'Gaza · 7–20 October 2023',
	alt: 'Map: Gaza, 7–20 October 2023. Reports: 57.',
	url: 'https://fronts.example/gaza?from=2023-10-07&to=2023-10-20&source=a_b,c_d',
	picture: 'https://fronts.example/card/1200x630.png?theatre=gaza&lang=en&t=2026-11-28T03:10:00Z',
	frame: 'https://fronts.example/embed?theatre=gaza',
	width: 640,
	height: 360,
	warning: null
};

/** Titles as people and sources write them, and as nobody should. */
const TITLES = [
	'Strike on [Al-Ahli] (hospital)',
	'He said "no", \'never\' | pipes || bars',
	'`code` ``more`` ~sub~ ^sup^ *em* _em_ **strong** ~~gone~~',
	'<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; &amp;',
	'قصف على [مستشفى] الأهلي | غزة',
	'\u202eturned around\u202b twice',
	'{ruby|annotation} [^1] ![x](http://evil.example/x.png) ::: spoiler open',
	'[/url][/img][url=http://evil.example]x[/url] [/spoiler][/details]',
	'two\nlines\r\nand\u2028more\n\n::: \n# heading',
	'1. not a list',
	'- not a list',
	'http://evil.example/ and www.evil.example',
	'back\\slash \\[ \\]( $$ @all #tag :smile: a=b+c'
];

/** The letters and digits of a text in their order: signs may give way to their kin. */
const letters = (text: string) => text.match(/[\p{L}\p{N}]+/gu)!.join(' ');

describe('in Lemmy', () => {
	const rendered = (shared: Shared) => parse(lemmy.render(snippet('lemmy', shared)));

	test('it is a picture that leads to the map', () => {
		const page = rendered(SHARED);
		const image = page.querySelector('a img')!;
		expect(image.getAttribute('src')).toBe(SHARED.picture.replaceAll('&', '&amp;').replaceAll('&amp;', '&'));
		expect(image.getAttribute('alt')).toBe(SHARED.alt);
		expect(image.closest('a')!.getAttribute('href')).toBe(SHARED.url);
		expect(page.querySelectorAll('a')).toHaveLength(2);
		expect(page.querySelector('details')).toBeNull();
	});

	test('what is sensitive is folded away under its warning', () => {
		const page = rendered({ ...SHARED, warning: 'Graphic violence [& more] *here*' });
		const details = page.querySelector('details')!;
		expect(details.querySelector('summary')!.textContent).toContain('Graphic violence [& more] *here*');
		expect(details.querySelector('a img')).not.toBeNull();
		expect(page.childNodes.filter((node) => node.textContent.trim() !== '')).toHaveLength(1);
		expect(page.textContent).not.toContain(':::');
	});

	test.each(TITLES)('%j stays a title', (title) => {
		for (const warning of [null, title]) {
			const page = rendered({ ...SHARED, title, alt: title, warning });
			const links = page.querySelectorAll('a');
			expect(links.map((link) => link.getAttribute('href'))).toEqual([SHARED.url, SHARED.url]);
			expect(page.querySelectorAll('img')).toHaveLength(1);
			expect(letters(page.querySelector('img')!.getAttribute('alt')!)).toBe(letters(title));
			expect(letters(links[1]!.textContent)).toBe(letters(title));
			expect(
				page.querySelectorAll('script, video, audio, ruby, sub, sup, em, strong, code, s, ul, ol, h1')
			).toEqual([]);
			expect(page.querySelectorAll('details')).toHaveLength(warning === null ? 0 : 1);
		}
	});

	test('whatever a title is, there are these two links and one picture', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
				const title = `x${words}x`;
				const page = rendered({ ...SHARED, title, alt: title, warning: title });
				expect(page.querySelectorAll('a').map((link) => link.getAttribute('href'))).toEqual([
					SHARED.url,
					SHARED.url
				]);
				expect(page.querySelectorAll('img')).toHaveLength(1);
				expect(page.querySelectorAll('details')).toHaveLength(1);
			})
		);
	});

	test('a description is no longer than Lemmy takes', () => {
		const image = rendered({ ...SHARED, alt: 'ж'.repeat(3_000) }).querySelector('img')!;
		expect([...image.getAttribute('alt')!]).toHaveLength(1_500);
	});
});

describe('elsewhere', () => {
	test.each(TITLES)('%j becomes no BBCode', (title) => {
		const text = snippet('bbcode', { ...SHARED, title, warning: title });
		expect(text.match(/\[\/?[a-z]+/g)).toEqual([
			...['[spoiler', '[url', '[img', '[/img', '[/url', '[url', '[/url', '[/spoiler']
		]);
		expect(text.split('\n')).toHaveLength(4);
		expect(text.split('\n')[0]).toMatch(/^\[spoiler="[^"]*"\]$/);
	});

	test.each(TITLES)('%j becomes no HTML', (title) => {
		const page = parse(snippet('html', { ...SHARED, title, warning: title }));
		const frame = page.querySelector('iframe')!;
		expect(frame.getAttribute('src')).toBe(SHARED.frame);
		expect(letters(frame.getAttribute('title')!)).toBe(letters(title));
		expect(page.querySelectorAll('*').map(({ rawTagName }) => rawTagName)).toEqual(
			expect.arrayContaining(['details', 'summary', 'iframe', 'p', 'a'])
		);
		expect(page.querySelectorAll('*')).toHaveLength(5);
		expect(letters(page.querySelector('a')!.textContent)).toBe(letters(title));
	});

	test.each(TITLES)('%j is one line of a Discourse or Reddit text', (title) => {
		const discourse = snippet('discourse', { ...SHARED, title, alt: title, warning: title });
		expect(discourse).toContain('|640x360](https://fronts.example/card/');
		expect(discourse.split('\n')[2]!.match(/\|/g)).toHaveLength(1);
		expect(discourse.split('\n')).toHaveLength(7);
		const reddit = parse(lemmy.render(snippet('reddit', { ...SHARED, title, alt: title })));
		expect(reddit.querySelectorAll('a').map((link) => link.getAttribute('href'))).toEqual([
			SHARED.url,
			SHARED.picture
		]);
		expect(reddit.querySelectorAll('img')).toEqual([]);
	});

	test('no address ends early, in any of the languages', () => {
		const url = 'https://fronts.example/gaza?q=a)b]c"d\'e f|g`h<i>&source=x_y*z';
		for (const format of SNIPPET_FORMATS.filter((name) => name !== 'html'))
			expect(snippet(format, { ...SHARED, url, picture: url }), format).toContain(
				'q=a%29b%5Dc%22d%27e%20f%7Cg%60h%3Ci%3E&source=x_y*z'
			);
		const page = parse(snippet('html', { ...SHARED, url, frame: url }));
		expect(page.querySelector('iframe')!.getAttribute('src')).toBe(url);
		expect(page.querySelector('a')!.getAttribute('href')).toBe(url);
	});

	test('a sensitive view warns in every format that has words', () => {
		for (const format of SNIPPET_FORMATS.filter((name) => name !== 'link' && name !== 'picture'))
			expect(snippet(format, { ...SHARED, warning: 'Graphic violence' }), format).toContain(
				'Graphic violence'
			);
	});
});
