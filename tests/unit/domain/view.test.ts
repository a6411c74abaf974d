import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLine } from '#lib/domain/plain-text.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import {
	DEFAULT_LAYERS,
	DEFAULT_STATES,
	DEFAULT_VIEW,
	LANGS,
	LASTS,
	parseView,
	THEMES,
	toFilter,
	toSearch,
	VIEW_VALUES,
	type Period,
	type View
} from '#lib/domain/view.ts';

const NOW = Date.parse('2023-12-01T12:00:30Z');
const HOUR = 3_600_000;
const parse = (search: string, ofPath?: 'gaza') => parseView(new URLSearchParams(search), ofPath);
const viewOf = (search: string) => parse(search).view;
const filterOf = (search: string) => toFilter(viewOf(search), NOW);

describe('reading a view', () => {
	test('an address without parameters is the default view', () => {
		expect(parse('')).toEqual({ view: DEFAULT_VIEW, problems: [] });
	});

	test('every parameter is read', () => {
		const search =
			'theatre=gaza,sahel&from=2023-10-01&to=2023-11-30T06:30:00Z&asof=2023-12-01T00:00:00Z' +
			'&type=shelling,battles&source=zeta,alpha_1&reliability=B,A&credibility=3,1&state=retracted' +
			'&q=water+tower&bbox=34.1,31.2,34.6,31.6&at=9.5/31.4/34.4&layers=reports,damage&report=17&lang=ar&theme=dark';
		expect(parse(search)).toEqual({
			problems: [],
			view: {
				theatres: ['gaza', 'sahel'],
				period: { from: '2023-10-01', to: '2023-11-30T06:30:00Z' },
				asOf: '2023-12-01T00:00:00Z',
				types: ['battles', 'shelling'],
				sources: ['alpha_1', 'zeta'],
				reliabilities: ['A', 'B'],
				credibilities: [1, 3],
				states: ['retracted'],
				q: 'water tower',
				bbox: [34.1, 31.2, 34.6, 31.6],
				at: { zoom: 9.5, lat: 31.4, lon: 34.4 },
				layers: ['reports', 'damage'],
				report: 17,
				lang: 'ar',
				theme: 'dark'
			}
		});
	});

	test('a form without scripts repeats parameters and sends empty ones', () => {
		const { view, problems } = parse('type=battles&type=shelling&q=&from=&source=');
		expect({ types: view.types, view, problems }).toEqual({
			types: ['battles', 'shelling'],
			view: { ...DEFAULT_VIEW, types: ['battles', 'shelling'] },
			problems: []
		});
	});

	test('a list that names everything is no choice', () => {
		expect(viewOf(`type=${VIEW_VALUES.type.join()}&theatre=ukraine,sahel,gaza`)).toEqual(DEFAULT_VIEW);
	});

	test('an unknown value is named with what is allowed, and the rest still applies', () => {
		const { view, problems } = parse('type=shellling,battles&last=2w&lang=de&credibility=7&reliability=B');
		expect(problems).toEqual([
			{ parameter: 'last', value: '2w', allowed: '24h, 7d, 30d, 90d, 1y, all' },
			{ parameter: 'type', value: 'shellling', allowed: VIEW_VALUES.type.join(', ') },
			{ parameter: 'credibility', value: '7', allowed: '1, 2, 3, 4, 5, 6' },
			{ parameter: 'lang', value: 'de', allowed: 'en, ar, fr, ru, uk, es' }
		]);
		expect(view).toEqual({ ...DEFAULT_VIEW, types: ['battles'], reliabilities: ['B'] });
	});

	test.each([
		['from=2023-12-01&to=2023-11-30', 'from'],
		['from=2023-11-30T12:00Z&to=2023-11-30T11:59Z', 'from'],
		['from=2023-02-30', 'from'],
		['to=yesterday', 'to'],
		['to=2023-11-30T12:00:00%2B02:00', 'to'],
		['asof=2023-11-30', 'asof'],
		['bbox=36,31,34,33', 'bbox'],
		['bbox=34,31,34,33', 'bbox'],
		['bbox=34,33,36,31', 'bbox'],
		['bbox=-181,0,1,1', 'bbox'],
		['bbox=0,0,1,91', 'bbox'],
		['bbox=0,0,1', 'bbox'],
		['bbox=0,0,1,Infinity', 'bbox'],
		['at=23/0/0', 'at'],
		['at=9/91/0', 'at'],
		['at=9/0/181', 'at'],
		['at=9,0,0', 'at'],
		['report=0', 'report'],
		['report=4294967296', 'report'],
		['report=1e3', 'report'],
		['source=The%20Source', 'source'],
		[`q=${'long'.repeat(60)}`, 'q'],
		['q=%00', 'q']
	])('%s is refused', (search, parameter) => {
		const { view, problems } = parse(search);
		expect(problems.map((problem) => problem.parameter)).toEqual([parameter]);
		expect(view).toEqual(DEFAULT_VIEW);
	});

	test('characters that cannot be seen are no part of the words', () => {
		expect(parse('q=wa%00ter%20%20%E2%80%AEtower')).toEqual({
			view: { ...DEFAULT_VIEW, q: 'water tower' },
			problems: []
		});
	});

	test('a path that names a theatre is the same view as the parameter', () => {
		expect(parse('', 'gaza').view).toEqual(viewOf('theatre=gaza'));
	});

	test('a theatre beside the one of the path is a problem', () => {
		const { view, problems } = parse('theatre=gaza,ukraine', 'gaza');
		expect(view.theatres).toEqual(['gaza']);
		expect(problems).toEqual([
			{ parameter: 'theatre', value: 'ukraine', allowed: 'gaza, which the path already names' }
		]);
	});

	test('parameters of other things are left alone', () => {
		expect(parse('limit=10&after=x&utm_source=feed')).toEqual({ view: DEFAULT_VIEW, problems: [] });
	});
});

describe('writing a view', () => {
	test('defaults are left out', () => {
		expect(toSearch(DEFAULT_VIEW).toString()).toBe('');
	});

	test('the order does not depend on how a person chose', () => {
		const search = toSearch(viewOf('theme=dark&type=shelling,battles&last=30d&theatre=sahel,gaza'));
		expect([...search]).toEqual([
			['theatre', 'gaza,sahel'],
			['last', '30d'],
			['type', 'battles,shelling'],
			['theme', 'dark']
		]);
	});

	test('the theatre of the path is not repeated, any other is', () => {
		const gaza = viewOf('theatre=gaza');
		expect(toSearch(gaza, { theatreInPath: 'gaza' }).toString()).toBe('');
		expect(toSearch(gaza, { theatreInPath: 'sahel' }).get('theatre')).toBe('gaza');
		expect(toSearch(gaza).get('theatre')).toBe('gaza');
	});

	test('numbers of a dragged map are written short', () => {
		const at = { zoom: 8.123456, lat: 31.4999999, lon: -0.000001 };
		expect(toSearch({ ...DEFAULT_VIEW, at }).get('at')).toBe('8.12/31.5/0');
	});

	test('what is written reads back as the same view', () => {
		fc.assert(
			fc.property(anyView, (view) => {
				expect(parseView(toSearch(view))).toEqual({ view, problems: [] });
			}),
			{ numRuns: 500 }
		);
	});

	test('reading never throws, and what it understood reads back the same without problems', () => {
		const parameter = fc.constantFrom(...Object.keys(VIEW_VALUES), 'from', 'to', 'asof', 'at', 'bbox', 'q');
		const text = fc.oneof(
			fc.string(),
			fc.constantFrom('2023-01-01', '1', 'A,C', '1,2,3,4', '3/4/5', 'gaza', '7d')
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(parameter, text)), (entries) => {
				const { view } = parseView(new URLSearchParams(entries));
				expect(parseView(toSearch(view))).toEqual({ view, problems: [] });
			})
		);
	});
});

describe('the filter of a view', () => {
	test('the default is the last seven days of what is published or not yet reviewed', () => {
		expect(filterOf('')).toEqual({
			theatres: null,
			from: NOW - 7 * 24 * HOUR,
			to: Date.parse('2023-12-01T12:01:00Z'),
			types: null,
			sources: null,
			reliabilities: null,
			credibilities: null,
			states: ['unreviewed', 'published'],
			bbox: null,
			asOf: null
		});
	});

	test('a day as the end is included whole', () => {
		const { from, to } = filterOf('from=2023-11-01&to=2023-11-30');
		expect([from, to]).toEqual([Date.parse('2023-11-01T00:00Z'), Date.parse('2023-12-01T00:00Z')]);
	});

	test('a moment as the end is not included', () => {
		expect(filterOf('to=2023-11-30T10:00Z').to).toBe(Date.parse('2023-11-30T10:00Z'));
	});

	test('one day is a period', () => {
		const { from, to } = filterOf('from=2023-11-30&to=2023-11-30');
		expect(to - (from ?? 0)).toBe(24 * HOUR);
	});

	test('without a beginning everything before counts', () => {
		expect([filterOf('last=all').from, filterOf('to=2023-11-30').from]).toEqual([null, null]);
	});

	test.each([
		['24h', 1],
		['7d', 7],
		['30d', 30],
		['90d', 90],
		['1y', 365]
	])('last=%s looks back %i days', (last, days) => {
		expect(filterOf(`last=${last}`).from).toBe(NOW - days * 24 * HOUR);
	});

	test('a frozen view looks back from its own moment', () => {
		const asOf = Date.parse('2023-11-10T00:00Z');
		expect(filterOf('asof=2023-11-10T00:00:00Z&last=24h')).toMatchObject({
			from: asOf - 24 * HOUR,
			to: asOf + 60_000,
			asOf
		});
	});

	test('choosing nothing filters nothing', () => {
		expect(toFilter({ ...DEFAULT_VIEW, types: [], states: [] }, NOW)).toMatchObject({
			types: null,
			states: null
		});
	});
});

/** Views in their canonical form: lists ordered, complete ones `null`, numbers as short as they are written. */
const some = <T>(vocabulary: readonly T[], least = 1) =>
	fc.subarray([...vocabulary], { minLength: least, maxLength: vocabulary.length - 1 });
const someOrAll = <T>(vocabulary: readonly T[]) => fc.option(some(vocabulary));
const degrees = (limit: number) =>
	fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((units) => units / 1e5 + 0);
const instant = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString().replace('.000Z', 'Z'));
const bound = fc.oneof(
	instant,
	instant.map((text) => text.slice(0, 10))
);
const period: fc.Arbitrary<Period> = fc.oneof(
	fc.constantFrom(...LASTS).map((last) => ({ last })),
	bound.map((from) => ({ from, to: null })),
	bound.map((to) => ({ from: null, to })),
	fc
		.tuple(bound, bound)
		.filter(([a, b]) => a.slice(0, 10) !== b.slice(0, 10))
		.map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
);
const anyView: fc.Arbitrary<View> = fc.record({
	theatres: someOrAll(THEATRES),
	period,
	asOf: fc.option(instant),
	types: someOrAll(VIEW_VALUES.type),
	sources: fc.option(
		fc
			.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}$/), { minLength: 1, maxLength: 4 })
			.map((slugs) => slugs.sort())
	),
	reliabilities: someOrAll(VIEW_VALUES.reliability),
	credibilities: someOrAll(VIEW_VALUES.credibility),
	states: fc.oneof(fc.constant(DEFAULT_STATES), fc.subarray([...VIEW_VALUES.state], { minLength: 1 })),
	q: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(plainLine).filter(Boolean)),
	bbox: fc.option(
		fc
			.tuple(degrees(180), degrees(90), degrees(180), degrees(90))
			.filter(([w, s, e, n]) => w !== e && s !== n)
			.map(([w, s, e, n]): [number, number, number, number] => [
				Math.min(w, e),
				Math.min(s, n),
				Math.max(w, e),
				Math.max(s, n)
			])
	),
	at: fc.option(
		fc.record({
			zoom: fc.integer({ min: 0, max: 2200 }).map((units) => units / 100),
			lat: degrees(90),
			lon: degrees(180)
		})
	),
	layers: fc.oneof(fc.constant(DEFAULT_LAYERS), fc.subarray([...VIEW_VALUES.layers], { minLength: 1 })),
	report: fc.option(fc.integer({ min: 1, max: 0xffff_ffff })),
	lang: fc.option(fc.constantFrom(...LANGS)),
	theme: fc.constantFrom(...THEMES)
});
