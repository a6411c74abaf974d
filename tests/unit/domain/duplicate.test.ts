import { describe, expect, test } from 'vitest';
import { likenessOf, similarity, type Told } from '#lib/domain/duplicate.ts';

const TOLD: Told = {
	words: 'Shelling hits a school in Avdiivka, 3 people killed',
	event_type: 'shelling',
	occurred_at: '2023-11-01T10:00:00Z',
	time_precision: 'minute',
	point: [37.745, 48.139],
	geo_precision: 'settlement',
	links: ['https://t.me/a/1']
};
const told = (other: Partial<Told>): Told => ({ ...TOLD, links: [], ...other });
const COPY = 'Avdiivka school hit by shelling: 3 people were killed';

describe('one event', () => {
	test.each<[string, Partial<Told>]>([
		['in other words', { words: COPY }],
		['some hours later', { words: COPY, occurred_at: '2023-11-01T15:59:00Z' }],
		['known to the day', { words: COPY, occurred_at: '2023-11-01', time_precision: 'day' }],
		['a town further, both vague', { words: COPY, point: [37.8, 48.14] }],
		['called an explosion', { words: COPY, event_type: 'explosions' }],
		[
			'late in the evening, known to the day',
			{
				words: COPY,
				occurred_at: '2023-10-31T23:30:00Z',
				time_precision: 'day'
			}
		],
		['at another minute', { words: 'At 10:20 shelling hit a school in Avdiivka, 3 people killed' }],
		['in a language nobody compares', { words: 'Обстріл школи в Авдіївці, 3 загиблих' }]
	])('%s', (_, other) => {
		expect(likenessOf(TOLD, told(other))?.why).toBe('same_event');
	});

	test('the same link, whatever else is said', () => {
		const other = told({
			words: 'Something else',
			event_type: 'humanitarian',
			point: [0, 15],
			links: ['https://t.me/s/a/1?single']
		});
		expect(likenessOf(TOLD, other)).toMatchObject({ why: 'same_link', score: 1 });
	});
});

describe('two events', () => {
	test.each<[string, Partial<Told>]>([
		['the same words elsewhere', { words: TOLD.words, point: [37.99, 48.59] }],
		['the same words on another day', { words: TOLD.words, occurred_at: '2023-11-02T10:00:00Z' }],
		['other numbers', { words: 'Shelling hits a school in Avdiivka, 9 people killed' }],
		['one number of two', { words: `${COPY}, 12 people wounded`.replace('3 people were', '3 were') }],
		['another kind', { words: COPY, event_type: 'protests_riots' }],
		['other words', { words: 'A market burned down on the outskirts last night' }],
		['a whole district', { words: COPY, geo_precision: 'admin2' }],
		['a whole week', { words: COPY, time_precision: 'week' }],
		['another language, hours apart', { words: 'Обстріл школи', occurred_at: '2023-11-01T14:00:00Z' }]
	])('%s', (_, other) => {
		expect(likenessOf(TOLD, told(other))).toBeNull();
	});
});

test('likeness of words is that of pg_trgm', () => {
	// select similarity('word', 'two words') in PostgreSQL.
	expect(similarity('word', 'two words')).toBeCloseTo(0.363636, 5);
	expect(similarity('', '')).toBe(0);
});
