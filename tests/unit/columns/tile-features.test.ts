import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matching } from '#lib/columns/filter.ts';
import { xOf, yOf } from '#lib/columns/mercator.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import { prominence, tileFeatures } from '#lib/columns/tile-features.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import type { Filter } from '#lib/domain/view.ts';
import { anyFilter, anyReports, aReport, columnsOf, rowsOf } from './arbitrary.ts';

const tileAt = (z: number, [lon, lat]: readonly [number, number]) =>
	[z, xOf(lon) >> (22 - z), yOf(lat) >> (22 - z)] as [number, number, number];

/** Everything in the tiles of a zoom that hold a report. */
function allFeatures(columns: ReportColumns, filter: Filter, z: number) {
	const names = new Map(rowsOf(columns).map(({ point }) => [tileAt(z, point).join(), tileAt(z, point)]));
	const tiles = [...names.values()].map((name) => tileFeatures(columns, filter, ...name));
	return {
		pins: tiles.flatMap(({ pins }) => pins),
		areas: tiles.flatMap(({ areas }) => areas),
		cells: tiles.flatMap(({ cells }) => cells)
	};
}

test('every matching report is in the tiles of a zoom exactly once', () => {
	fc.assert(
		fc.property(anyReports, anyFilter, fc.integer({ min: 0, max: 22 }), (reports, filter, z) => {
			const columns = columnsOf(reports);
			const { pins, areas, cells } = allFeatures(columns, filter, z);
			const named = [...pins.map(({ id }) => id), ...areas.flatMap(({ ids }) => ids)];
			expect(new Set(named).size).toBe(named.length);
			const counted = cells.reduce((sum, { count }) => sum + count, 0);
			expect(named.length + counted).toBe(matching(columns, filter).length);
			if (z > 7) expect(cells).toEqual([]);
		}),
		{ numRuns: 300 }
	);
});

describe('areas', () => {
	const vague = (id: number, more = {}) =>
		aReport({ id, precision: 'admin1', uncertainty: 100_000, ...more });
	const areasOf = (reports: ReturnType<typeof vague>[], z: number) =>
		tileFeatures(columnsOf(reports), EVERYTHING, ...tileAt(z, reports[0]!.point)).areas;

	test.each([3, 7, 8, 12])(
		'at zoom %i fifty reports of one region are one feature that names them all',
		(z) => {
			const reports = Array.from({ length: 50 }, (_, i) => vague(i + 1));
			const [area, ...others] = areasOf(reports, z);
			expect(others).toEqual([]);
			expect([...area!.ids].sort((a, b) => a - b)).toEqual(reports.map(({ id }) => id));
		}
	);

	test('the most prominent of them tells what is drawn', () => {
		const newer = vague(2, { occurredAt: aReport().occurredAt + 86_400_000, eventType: 'battles' });
		const [area] = areasOf([vague(1), newer, vague(3)], 5);
		expect(area).toMatchObject({ id: 2, type: 'battles' });
	});

	test('circles of another size or place stay apart', () => {
		const reports = [vague(1), vague(2, { uncertainty: 40_000 }), vague(3, { point: [34.6, 31.6] })];
		expect(areasOf(reports, 5)).toHaveLength(3);
	});
});

test('a cell is at the mean of its reports and says what they are', () => {
	const reports = [
		aReport({ id: 1, eventType: 'shelling', reliability: 'C', credibility: 4, deaths: 7 }),
		aReport({
			id: 2,
			deaths: 3,
			eventType: 'battles',
			reliability: 'F',
			credibility: 6,
			point: [34.4628, 31.5057]
		})
	];
	const { cells, pins } = tileFeatures(columnsOf(reports), EVERYTHING, ...tileAt(6, [34.4618, 31.5047]));
	expect(pins).toEqual([]);
	expect(cells).toEqual([
		{
			point: [expect.closeTo(34.4623, 4), expect.closeTo(31.5052, 4)],
			count: 2,
			types: [1, 0, 1, 0, 0, 0, 0, 0],
			best: 'C4',
			deaths: 7
		}
	]);
});

test('a report alone in its cell keeps its symbol, its place and its time', () => {
	const report = aReport({ id: 9 });
	const { pins, cells } = tileFeatures(columnsOf([report]), EVERYTHING, ...tileAt(5, report.point));
	expect(cells).toEqual([]);
	expect(pins).toMatchObject([
		{ id: 9, type: 'explosions', reliability: 'B', credibility: 2, t: Date.UTC(2023, 9, 17, 16) / 60_000 }
	]);
	expect(pins[0]!.point[0]).toBeCloseTo(report.point[0], 4);
	expect(prominence(pins[0]!)).toBe(pins[0]!.t - 2 * 3 * 1440);
});
