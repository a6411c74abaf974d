import { describe, expect, test } from 'vitest';
import { clusterEvents, likelyPairs, type ToldReport } from '#lib/domain/event-cluster.ts';

const report = (id: number, other: Partial<ToldReport> = {}): ToldReport => ({
	id,
	words: 'Shelling hits a school in Avdiivka, 3 people killed',
	event_type: 'shelling',
	occurred_at: '2023-11-01T10:00:00Z',
	time_precision: 'hour',
	point: [37.745, 48.139],
	geo_precision: 'settlement',
	links: [],
	...other
});

/** Hand-written pairs of accounts: what is to be proposed to a person, and what is not. */
const PAIRS: [what: string, isProposed: boolean, Partial<ToldReport>, Partial<ToldReport>][] = [
	['a copy with an emoji', true, {}, { words: '⚡️ Shelling hits a school in Avdiivka, 3 people killed' }],
	['in other words', true, {}, { words: 'School in Avdiivka hit by shelling, 3 people were killed' }],
	[
		'a translation within the hour',
		true,
		{},
		{ words: 'Обстріл школи в Авдіївці, 3 загиблих', occurred_at: '2023-11-01T11:00:00Z' }
	],
	[
		'a translation, five hours later',
		false,
		{},
		{ words: 'Обстріл школи в Авдіївці, 3 загиблих', occurred_at: '2023-11-01T15:00:00Z' }
	],
	[
		'Arabic and English',
		true,
		{ words: 'قصف مدرسة في النصيرات و 14 شهيدا', point: [34.392, 31.448] },
		{ words: 'School hit in Nuseirat, 14 killed', point: [34.392, 31.45] }
	],
	[
		'another place in the same words',
		false,
		{},
		{ words: 'Shelling hits a school in Toretsk, 3 people killed', point: [37.848, 48.398] }
	],
	["another day's template", false, {}, { occurred_at: '2023-11-02T10:00:00Z' }],
	[
		'another toll of the same thing',
		false,
		{},
		{ words: 'Shelling hits a school in Avdiivka, 9 people killed' }
	],
	['an air strike for the shelling', true, {}, { event_type: 'air_strikes' }],
	['a protest', false, {}, { event_type: 'protests_riots' }],
	['only known to the oblast', false, {}, { geo_precision: 'admin1' }],
	[
		'near one another, both vague',
		true,
		{ geo_precision: 'near' },
		{ geo_precision: 'near', point: [38.2, 48.3] }
	],
	['the other side of the cell', true, { point: [37.499, 48.139] }, { point: [37.51, 48.139] }],
	[
		'about something else in one town',
		false,
		{},
		{ words: 'A market burned down on the outskirts in the night' }
	]
];

describe('pairs of accounts', () => {
	test.each(PAIRS)('%s: proposed %s', (_, isProposed, a, b) => {
		expect(likelyPairs([report(1, a), report(2, b)])).toHaveLength(isProposed ? 1 : 0);
	});
});

describe('groups', () => {
	const at = (hour: number) => `2023-11-01T${String(hour).padStart(2, '0')}:00:00Z`;

	test('each resembles each other: no chain through the day', () => {
		const reports = [0, 5, 10, 15].map((hour, n) => report(n, { occurred_at: at(hour) }));
		const groups = clusterEvents(reports);
		expect(groups.map((group) => group.length)).toEqual([2, 2]);
	});

	test('no group lasts longer than a day', () => {
		const days = ['2023-11-01T22:30:00Z', '2023-11-02T21:00:00Z'];
		const reports = days.map((occurred_at, n) => report(n, { occurred_at, time_precision: 'day' }));
		expect(clusterEvents(reports)).toHaveLength(1);
		const link = { links: ['https://example.org/1'] };
		const apart = [report(1, link), report(2, { ...link, occurred_at: '2023-11-02T11:00:00Z' })];
		expect(likelyPairs(apart)).toHaveLength(1);
		expect(clusterEvents(apart)).toEqual([]);
	});

	test('who resembles nobody is in none', () => {
		expect(clusterEvents([report(1), report(2), report(3, { point: [30, 50] })])).toEqual([[1, 2]]);
	});
});
