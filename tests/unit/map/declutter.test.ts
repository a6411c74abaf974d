import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prominence, type CellFeature, type ReportFeature } from '#lib/columns/tile-features.ts';
import type { Grade } from '#lib/domain/grade.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { declutter, type PinProperties } from '#lib/map/declutter.ts';

const report = (id: number, point: LngLat, more: Partial<ReportFeature> = {}): ReportFeature => ({
	id,
	point,
	type: 'shelling',
	reliability: 'C',
	credibility: 3,
	state: 'published',
	t: 28_000_000,
	deaths: 0,
	...more
});
const cell = (point: LngLat, types: number[], best: Grade = 'C3'): CellFeature => ({
	point,
	count: types.reduce((sum, count) => sum + count, 0),
	types: [...types, ...Array<number>(8 - types.length).fill(0)],
	best,
	deaths: 0
});
const AVDIIVKA: LngLat = [37.75, 48.14];
const totalOf = (marks: ReturnType<typeof declutter>) =>
	marks.features.reduce((sum, { properties }) => sum + properties.count, 0);

describe('close up', () => {
	test('reports on one spot are one pin with a count and all their ids', () => {
		const { features } = declutter({ pins: [1, 2, 3].map((id) => report(id, AVDIIVKA)), cells: [] }, 10);
		expect(features).toHaveLength(1);
		expect(features[0]!.properties).toMatchObject({ kind: 'pin', count: 3, ids: '3,2,1' });
	});

	test('a pile shows its most prominent report, exactly where that is', () => {
		const older = report(1, AVDIIVKA, { t: 28_000_000 });
		const newer = report(2, [37.7501, 48.1401], { t: 28_050_000, type: 'battles' });
		const { features } = declutter({ pins: [older, newer], cells: [] }, 10);
		expect(features[0]!.geometry.coordinates).toEqual([37.7501, 48.1401]);
		expect((features[0]!.properties as PinProperties).type).toBe('battles');
	});

	test('pins that do not overlap stay apart', () => {
		const pins = [report(1, AVDIIVKA), report(2, [38, 48.59])];
		expect(declutter({ pins, cells: [] }, 8).features).toHaveLength(2);
	});

	test('piles come apart as one zooms in', () => {
		const pins = [report(1, AVDIIVKA), report(2, [37.77, 48.14])];
		expect(declutter({ pins, cells: [] }, 8).features).toHaveLength(1);
		expect(declutter({ pins, cells: [] }, 12).features).toHaveLength(2);
	});
});

describe('far out', () => {
	test('cells and lone reports near each other become one bubble', () => {
		const cells = [cell([37.7, 48.1], [20, 0, 10], 'C3'), cell([37.8, 48.1], [4, 6], 'F2')];
		const { features } = declutter({ pins: [report(1, AVDIIVKA)], cells }, 5);
		expect(features).toHaveLength(1);
		expect(features[0]!.properties).toEqual({
			kind: 'bubble',
			count: 41,
			types: '24,6,11,0,0,0,0,0',
			best: 'F2',
			ring: 'ring/15-3-6-0-0-0-0-0',
			deaths: 0
		});
		expect(features[0]!.geometry.coordinates[0]).toBeCloseTo(37.726, 2);
	});

	test('a lone report far from all cells keeps its symbol', () => {
		const cells = [cell([30.5, 50.4], [5])];
		const kinds = declutter({ pins: [report(1, AVDIIVKA)], cells }, 5).features.map((f) => f.properties.kind);
		expect(kinds.sort()).toEqual(['bubble', 'pin']);
	});
});

test('no report is lost or counted twice, whatever the zoom', () => {
	const point = fc.tuple(
		fc.double({ min: -12, max: 40, noNaN: true }),
		fc.double({ min: 10, max: 52, noNaN: true })
	);
	fc.assert(
		fc.property(
			fc.array(point),
			fc.array(fc.tuple(point, fc.integer({ min: 2, max: 900 }))),
			fc.double({ min: 0, max: 14, noNaN: true }),
			(points, counted, zoom) => {
				const pins = points.map((at, i) => report(i + 1, at as LngLat));
				const cells = counted.map(([at, count]) => cell(at as LngLat, [count]));
				const expected = pins.length + cells.reduce((sum, { count }) => sum + count, 0);
				expect(totalOf(declutter({ pins, cells }, zoom))).toBe(expected);
			}
		)
	);
});

describe('prominence', () => {
	test('the newer report wins, and a better grade makes up for three days', () => {
		const base = report(1, AVDIIVKA);
		expect(prominence(report(2, AVDIIVKA, { t: base.t + 1 }))).toBeGreaterThan(prominence(base));
		const threeDays = 3 * 24 * 60;
		expect(prominence(report(2, AVDIIVKA, { t: base.t - threeDays + 1, credibility: 2 }))).toBeGreaterThan(
			prominence(base)
		);
	});

	test('what cannot be judged stands between probable and improbable, not last', () => {
		const of = (credibility: 3 | 4 | 6) => prominence(report(1, AVDIIVKA, { credibility }));
		expect(of(6)).toBeLessThan(of(3));
		expect(of(6)).toBeGreaterThan(of(4));
	});
});
