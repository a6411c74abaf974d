import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulletinMarkdown, LEMMY_LIMIT } from '#lib/publish/bulletin-markdown.ts';
import type { Block, Entry, Line } from '#lib/publish/bulletin-text.ts';
import { lemmy as md } from '../../support/lemmy-markdown.ts';
import { NASTY } from '../../support/nasty.ts';

const PAGE = 'https://fronts.example/bulletins/gaza/2023-10-31';
const options = (limit: number) => ({
	...{ limit, page: PAGE, continued: '(continued)' },
	part: (number: number, of: number) => `part ${number} of ${of}`
});

const anEntry = (facts: Partial<Entry> = {}): Entry => ({
	...{ id: 12, type: 'air_strikes', state: 'published', title: 'A strike', grade: 'C2' },
	...{ href: 'https://fronts.example/reports/12', facts: ['31 October 2023', 'Jabalia'], warnings: [] },
	...{ summary: 'Two accounts differ.', notes: [] },
	lines: [{ label: 'Sources', parts: [[{ text: 'ISW', href: 'https://example.org/a' }, ' (C)']] }],
	...facts
});
const bulletin = (...entries: Entry[]): Block[] => [
	{ kind: 'title', text: 'Gaza: bulletin of 31 October 2023' },
	{ kind: 'paragraph', role: 'note', text: ['Automatic and unsigned.'] },
	{ kind: 'heading', level: 2, text: 'Air strikes', count: String(entries.length) },
	{ kind: 'heading', level: 3, text: 'North Gaza' },
	...entries.map((entry): Block => ({ kind: 'entry', entry }))
];

test('a short bulletin is one part, as a person would write it', () => {
	expect(bulletinMarkdown(bulletin(anEntry()), options(LEMMY_LIMIT.comment))).toEqual([
		`# [Gaza: bulletin of 31 October 2023](${PAGE})

*Automatic and unsigned.*

## Air strikes (1)

### North Gaza

**[A strike](https://fronts.example/reports/12)** · C2 · 31 October 2023 · Jabalia
- Two accounts differ.
- Sources: [ISW](https://example.org/a) (C)`
	]);
});

test('a summary that needs a warning is behind a spoiler, whose title is shown as it is', () => {
	const entry = anEntry({ title: 'A [bad] *day*', warnings: ['graphic violence'] });
	const html = md.render(bulletinMarkdown(bulletin(entry), options(10_000))[0]!);
	expect(html).toContain(
		'<details><summary>graphic violence: A [bad] *day*</summary>\n<p>Two accounts differ.</p>'
	);
	expect(html).not.toContain(':::');
});

test('each part can be read alone', () => {
	const entries = Array.from({ length: 60 }, (_, n) =>
		anEntry({ id: n, title: `Strike ${n}`, summary: 'Word '.repeat(80) })
	);
	const parts = bulletinMarkdown(bulletin(...entries), options(LEMMY_LIMIT.comment));
	expect(parts.length).toBeGreaterThan(2);
	for (const [n, part] of parts.entries()) {
		const head = part.split('\n\n').slice(0, 4);
		expect(head).toEqual([
			`# [Gaza: bulletin of 31 October 2023](${PAGE}) — part ${n + 1} of ${parts.length}`,
			'*Automatic and unsigned.*',
			`## Air strikes (60)${n === 0 ? '' : ' (continued)'}`,
			`### North Gaza${n === 0 ? '' : ' (continued)'}`
		]);
		// No report is cut that has room in a part of its own.
		expect(part.match(/Sources:/g)?.length).toBe(part.match(/\*\*\[Strike/g)?.length);
	}
});

test('a limit that leaves no room is refused', () => {
	expect(() => bulletinMarkdown([], options(100))).toThrow('a part needs 5000 characters, not 100');
});

const visible = (html: string): string =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/&amp;/g, '&')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"');

describe('nasty words stay words', () => {
	// Typographic quotes and guessed links are no concern here.
	beforeAll(() => void md.set({ typographer: false, linkify: false }));
	afterAll(() => void md.set({ typographer: true, linkify: true }));
	const WORDS = [
		...NASTY.filter(
			(text) => text.trim() !== '' && text.length < 300 && !text.includes('\0') && text.isWellFormed()
		),
		...[
			'# not a heading',
			'- no list',
			'1. no list',
			'> no quote',
			'```',
			'    code',
			'::: spoiler x',
			'***',
			'---'
		],
		...[
			'a | b',
			'[^1]',
			'[x]: https://evil.example',
			'![x](https://evil.example/x.mp4)',
			'H~2~O x^2^',
			'{漢字|kan ji}'
		],
		...[
			'@someone@forum.example',
			'!news@forum.example',
			'&copy; &#65;',
			'\\',
			'a\\',
			'[',
			'](',
			'<https://evil.example>'
		],
		'**',
		'__a__',
		'~~a~~',
		'tail `',
		'= x',
		'+ x'
	];
	test.each(WORDS)('%j', (text) => {
		const entry = anEntry({ title: text, summary: text, facts: [text], notes: [{ label: 'Note', text }] });
		const blocks: Block[] = [
			...bulletin(entry),
			{ kind: 'paragraph', role: 'lead', text: [text] },
			{ kind: 'paragraph', role: 'plain', text: [text] }
		];
		const [part = ''] = bulletinMarkdown(blocks, options(10_000));
		const html = md.render(part);
		const expected = text.replace(/\s+/g, ' ').trim();
		expect(visible(html).replaceAll('\ufffd', '').split(expected).length - 1).toBeGreaterThanOrEqual(6);
		expect(html.match(/<(\w+)/g)!.every((tag) => /<(h[1-3]|p|a|em|strong|ul|li|blockquote)$/.test(tag))).toBe(
			true
		);
		expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			PAGE,
			'https://fronts.example/reports/12',
			'https://example.org/a'
		]);
		expect(part).not.toMatch(/[^\\]@\w+@/);
	});
});

/** Words that can be told apart, of any length, with signs that mean something in Markdown. */
const word = fc
	.tuple(fc.nat(), fc.string({ unit: fc.constantFrom('a', '*', '[', ']', '_', ')', 'я', 'ع', '🙂') }))
	.map(([n, tail]) => `w${n}${tail}`);
const text = (most: number) =>
	fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '));
const address = fc
	.tuple(fc.nat(), fc.nat({ max: 1_800 }))
	.map(([n, length]) => `https://example.org/${n}?${'q'.repeat(length)}`);
const line: fc.Arbitrary<Line> = fc.array(fc.oneof(text(4), fc.record({ text: text(4), href: address })), {
	minLength: 1,
	maxLength: 3
});
const entry = fc.record({
	...{ title: text(30), href: address, summary: text(400) },
	warnings: fc.constantFrom([], ['graphic violence']),
	lines: fc.array(fc.record({ label: text(2), parts: fc.array(line, { minLength: 1, maxLength: 30 }) }), {
		maxLength: 3
	})
});
const block: fc.Arbitrary<Block> = fc.oneof(
	{ weight: 4, arbitrary: entry.map((facts): Block => ({ kind: 'entry', entry: anEntry(facts) })) },
	fc.record({
		kind: fc.constant('heading' as const),
		level: fc.constantFrom(2 as const, 3 as const),
		text: text(4)
	}),
	fc.record({
		kind: fc.constant('paragraph' as const),
		role: fc.constantFrom('lead' as const, 'plain' as const),
		text: line
	}),
	fc.record({ kind: fc.constant('list' as const), items: fc.array(line, { minLength: 1, maxLength: 40 }) })
);

test('parts keep to the limit, nothing is lost, each part is whole Markdown', () => {
	const limit = fc.constantFrom(...Object.values(LEMMY_LIMIT), 5_000);
	fc.assert(
		fc.property(fc.array(block, { maxLength: 25 }), limit, (blocks, limit) => {
			const parts = bulletinMarkdown([...bulletin(), ...blocks], options(limit));
			expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(limit);
			const html = parts.map((part) => md.render(part)).join('\n');
			const shown = visible(html);
			const addresses = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href));
			for (const href of hrefsOf(blocks)) expect(addresses).toContain(href);
			for (const said of wordsOf(blocks)) expect(shown).toContain(said);
			// Every frame that opens closes in the same part.
			for (const part of parts)
				expect(part.match(/^:::$/gm)?.length).toBe(part.match(/^::: spoiler/gm)?.length);
			expect(html).not.toContain(':::');
		}),
		{ numRuns: 40 }
	);
}, 60_000);

const linesIn = (block: Block): Line[] => {
	if (block.kind === 'list') return [...block.items];
	if (block.kind === 'paragraph') return [block.text];
	if (block.kind !== 'entry') return [];
	const { title, href, summary, lines } = block.entry;
	return [[{ text: title, href }], [summary], ...lines.flatMap(({ parts }) => parts)];
};
const inlines = (blocks: readonly Block[]) => blocks.flatMap(linesIn).flat();
const hrefsOf = (blocks: readonly Block[]): string[] =>
	inlines(blocks).flatMap((part) => (typeof part === 'string' ? [] : [part.href]));
const wordsOf = (blocks: readonly Block[]): string[] =>
	inlines(blocks)
		.flatMap((part) => (typeof part === 'string' ? part : part.text).split(' '))
		.filter((said) => said.length < 100);
