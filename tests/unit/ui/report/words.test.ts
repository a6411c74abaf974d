import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bubbleWords } from '#lib/ui/report/bubble-words.ts';
import { changedField, changedValue, roleWord, WORDED_FIELDS } from '#lib/ui/report/change-words.ts';
import { distanceText } from '#lib/ui/report/distance-text.ts';
import { markdownLink } from '#lib/domain/markdown.ts';
import { sideWord } from '#lib/ui/report/side-words.ts';

const migration = readFileSync(
	new URL('../../../../supabase/migrations/20261123090400_revisions.sql', import.meta.url),
	'utf8'
);

describe('a correction in words', () => {
	test('every fact that can be corrected has a name', () => {
		const [, list] = /f\.key not in \(([^)]+)\)/.exec(migration)!;
		const correctable = [...list!.matchAll(/'(\w+)'/g)].map(([, field]) => field!);
		expect(correctable.length).toBeGreaterThan(15);
		expect(
			[...correctable, 'origins', 'media', 'proofs'].filter((field) => !WORDED_FIELDS.includes(field))
		).toEqual([]);
	});

	test.each([
		['point', [34.46678, 31.50152], '31.50152, 34.46678'],
		['geo_precision', 'near', 'near this place'],
		['time_precision', 'day', 'to the day'],
		['uncertainty_m', 25_000, '±25 km'],
		['occurred_at', '2023-10-17T16:00:00+00:00', '17 October 2023 at 16:00 UTC'],
		['credibility', 2, '2 — Probably true'],
		['state', 'retracted', 'retracted'],
		['event_type', 'shelling', 'Shelling or missiles'],
		['origins', 3, '3'],
		['sensitivity', ['graphic_violence'], 'Graphic violence'],
		['sensitivity', [], 'no warning'],
		['occurred_until', null, 'not stated'],
		[
			'fatalities',
			{ low: 3, best: null, high: null, claimed_by: 'the ministry' },
			'at least 3, as claimed by the ministry'
		]
	])('%s %j reads "%s"', (field, value, words) => {
		expect(changedValue(field, value, 'en')).toBe(words);
	});

	test('a value or field nobody knows is shown as it is, never left out', () => {
		expect(changedField('new_field')).toBe('new field');
		expect(changedValue('new_field', { a: 1 }, 'en')).toBe('{"a":1}');
		expect(changedValue('state', 'frozen', 'en')).toBe('frozen');
		expect(roleWord('auditor')).toBe('auditor');
	});
});

test('every side of the registry has words', () => {
	const registry = JSON.parse(
		readFileSync(new URL('../../../../supabase/registry/sources.json', import.meta.url), 'utf8')
	) as { side: string }[];
	const source = readFileSync(
		new URL('../../../../src/lib/ui/report/side-words.ts', import.meta.url),
		'utf8'
	);
	for (const { side } of registry) expect(source).toContain(side);
	expect(sideWord('Not applicable')).toBe('No side');
	expect(sideWord('A new side')).toBe('A new side');
});

test.each([
	[
		'Strike on [Rafah] *again*',
		'https://f.example/reports/1',
		'[Strike on \\[Rafah\\] \\*again\\*](https://f.example/reports/1)'
	],
	['Two\nlines', 'https://f.example/a(b)', '[Two lines](https://f.example/a%28b%29)']
])('Markdown of %j', (title, url, link) => {
	expect(markdownLink(title, url)).toBe(link);
});

test.each([
	[40, '40 m'],
	[1_000, '1 km'],
	[3_240, '3.2 km'],
	[41_400, '41 km']
])('%d metres are "%s"', (metres, words) => {
	expect(distanceText(metres, 'en')).toBe(words);
});

test('a bubble in words: how many, of which types, the best grade', () => {
	const types = [
		{ type: 'shelling' as const, count: 8 },
		{ type: 'battles' as const, count: 6 }
	];
	expect(bubbleWords({ count: 14, types, best: 'B2', deaths: 0 }, 'en')).toBe(
		'Reports: 14 (Shelling or missiles: 8, Battle: 6). Best grade among them: B2'
	);
	expect(bubbleWords({ count: 14, types, best: 'B2', deaths: 1471 }, 'en')).toContain(
		'B2. Most deaths claimed in one report: 1,471'
	);
});
