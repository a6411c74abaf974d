import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, test } from 'vitest';
import { matching } from '#lib/columns/filter.ts';
import { pointOf, xOf, yOf } from '#lib/columns/mercator.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import { tile } from '#lib/columns/tile.ts';
import { isPin } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Filter } from '#lib/domain/view.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { anyFilter, anyReports, aReport, columnsOf, passes, rowsOf } from './arbitrary.ts';
import { syntheticReports } from './synthetic.ts';

function featuresOf(bytes: Uint8Array) {
	const { reports, ...others } = new VectorTile(new PbfReader(bytes)).layers;
	expect(others).toEqual({});
	return Array.from({ length: reports?.length ?? 0 }, (_, index) => {
		const feature = reports!.feature(index);
		const point = feature.loadGeometry()[0]![0]!;
		expect(feature.type).toBe(1);
		expect(Math.min(point.x, point.y)).toBeGreaterThanOrEqual(0);
		expect(Math.max(point.x, point.y)).toBeLessThan(4096);
		return { id: feature.id, x: point.x, y: point.y, properties: { ...feature.properties } };
	});
}

/** Every tile of a zoom that can hold one of the reports. */
function tilesWith(columns: ReportColumns, z: number): [number, number, number][] {
	const names = rowsOf(columns).map(
		({ point }) => `${xOf(point[0]) >> (22 - z)},${yOf(point[1]) >> (22 - z)}`
	);
	return [...new Set(names)].map((name) => [z, ...(name.split(',').map(Number) as [number, number])]);
}

const allFeatures = (columns: ReportColumns, filter: Filter, z: number) =>
	tilesWith(columns, z).flatMap((name) => featuresOf(tile(columns, filter, ...name)));

/** The tile of a zoom that a point is in. */
const tileAt = (columns: ReportColumns, z: number, { point }: ReportRow) =>
	featuresOf(tile(columns, EVERYTHING, z, xOf(point[0]) >> (22 - z), yOf(point[1]) >> (22 - z)));

describe('tiles', () => {
	test('every matching report is in the tiles of a zoom exactly once', () => {
		const zoom = fc.integer({ min: 0, max: 22 });
		fc.assert(
			fc.property(anyReports, anyFilter, zoom, (reports, filter, z) => {
				const columns = columnsOf(reports);
				const counted = allFeatures(columns, filter, z).map(({ properties }) =>
					Number(properties.count ?? 1)
				);
				expect(counted.reduce((sum, count) => sum + count, 0)).toBe(matching(columns, filter).length);
			}),
			{ numRuns: 300 }
		);
	});

	test.each([0, 4, 7, 8, 11])('at zoom %i 3,000 reports are all there', (z) => {
		const columns = columnsOf(syntheticReports(3_000));
		const features = allFeatures(columns, EVERYTHING, z);
		expect(features.reduce((sum, { properties }) => sum + Number(properties.count ?? 1), 0)).toBe(3_000);
	});

	test('beyond the cells each id is there once', () => {
		fc.assert(
			fc.property(anyReports, anyFilter, fc.integer({ min: 8, max: 22 }), (reports, filter, z) => {
				const columns = columnsOf(reports);
				const ids = allFeatures(columns, filter, z).map((feature) => feature.id ?? -1);
				const expected = reports.map(kept).filter((report) => passes(report, filter));
				expect(ids.sort(ascending)).toEqual(expected.map((report) => report.id).sort(ascending));
			})
		);
	});

	test('a point has all that drawing it needs', () => {
		const report = aReport({ id: 17, sources: [] });
		const [feature] = tileAt(columnsOf([report]), 12, report);
		expect(feature).toEqual({
			id: 17,
			x: expect.any(Number),
			y: expect.any(Number),
			properties: {
				id: 17,
				type: 'explosions',
				theatre: 'gaza',
				reliability: 'B',
				credibility: 2,
				state: 'published',
				precision: 'exact',
				area: false,
				r0: expect.closeTo((50 / 40_075_017 / Math.cos((31.5047 * Math.PI) / 180)) * 512, 5),
				t: Date.UTC(2023, 9, 17, 16) / 60_000
			}
		});
	});

	test('a point is drawn where its report is', () => {
		const report = aReport();
		const name: [number, number, number] = [12, xOf(report.point[0]) >> 10, yOf(report.point[1]) >> 10];
		const layer = new VectorTile(new PbfReader(tile(columnsOf([report]), EVERYTHING, ...name))).layers
			.reports;
		const { geometry } = layer!.feature(0).toGeoJSON(name[1], name[2], 12);
		expect(geometry).toEqual({
			type: 'Point',
			coordinates: [expect.closeTo(34.4618, 3), expect.closeTo(31.5047, 3)]
		});
	});

	test('times before 1970 are told', () => {
		const report = aReport({ occurredAt: -90 * 60_000 });
		expect(tileAt(columnsOf([report]), 9, report)[0]?.properties.t).toBe(-90);
	});

	test('reports of one cell are one bubble with the counts of each letter and the best judged grade', () => {
		const reports = [
			aReport({ id: 1, reliability: 'F', credibility: 6, eventType: 'shelling' }),
			aReport({ id: 2, reliability: 'C', credibility: 4, eventType: 'shelling', state: 'unreviewed' }),
			aReport({ id: 3, reliability: 'C', credibility: 6, eventType: 'battles', point: [34.4628, 31.5057] })
		];
		const [bubble, ...others] = tileAt(columnsOf(reports), 6, aReport());
		expect(others).toEqual([]);
		expect(bubble).toMatchObject({
			id: undefined,
			properties: {
				count: 3,
				types: 'shelling',
				reliability: 'C',
				credibility: 4,
				a: 0,
				b: 0,
				c: 2,
				d: 0,
				e: 0,
				f: 1,
				unreviewed: 1,
				t0: 1,
				t2: 2,
				// Of the second report: C and 4 belong together here.
				best: 'C4'
			}
		});
		expect(bubble?.properties).not.toHaveProperty('t1');
		expect(bubble?.properties).not.toHaveProperty('id');
	});

	test('the best grade of a bubble is one that a report has', () => {
		const reports = [
			aReport({ id: 1, reliability: 'A', credibility: 6 }),
			aReport({ id: 2, reliability: 'D', credibility: 2 }),
			aReport({ id: 3, reliability: 'B', credibility: 3 })
		];
		const [bubble] = tileAt(columnsOf(reports), 6, aReport());
		expect(bubble?.properties).toMatchObject({ reliability: 'A', credibility: 2, best: 'D2' });
	});

	test('the types of a bubble add up to its count', () => {
		fc.assert(
			fc.property(anyReports, fc.integer({ min: 0, max: 7 }), (reports, z) => {
				for (const { properties } of allFeatures(columnsOf(reports), EVERYTHING, z)) {
					if (properties.count === undefined) continue;
					const types = Object.entries(properties).filter(([key]) => /^t\d$/.test(key));
					expect(types.every(([, count]) => Number(count) > 0)).toBe(true);
					expect(types.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(properties.count);
				}
			})
		);
	});

	test('where nothing is judged the bubble says so', () => {
		const reports = [1, 2].map((id) => aReport({ id, reliability: 'F', credibility: 6 }));
		expect(tileAt(columnsOf(reports), 6, aReport())[0]?.properties).toMatchObject({
			reliability: 'F',
			credibility: 6
		});
	});

	test('a bubble of one report can be opened like a point', () => {
		const report = aReport({ id: 9 });
		const columns = columnsOf([report]);
		const [point] = tileAt(columns, 8, report);
		const [bubble] = tileAt(columns, 7, report);
		expect(bubble?.id).toBe(9);
		expect(bubble?.properties).toMatchObject({ count: 1, types: 'explosions', ...point?.properties });
	});

	test.each([0, 5, 7, 8, 14])('at zoom %i a vague report is an area of its own, in no bubble', (z) => {
		const vague = aReport({ id: 2, precision: 'admin1', uncertainty: 100_000 });
		const features = tileAt(columnsOf([aReport(), vague]), z, vague);
		const area = features.find((feature) => feature.id === 2);
		expect(features.length).toBe(2);
		expect(area?.properties).toMatchObject({ area: true, id: 2, precision: 'admin1' });
		expect(area?.properties).not.toHaveProperty('count');
		expect(Number(area?.properties.r0)).toBeCloseTo(1.498, 2);
	});

	test('vague reports of one place and radius are counted together, and beyond the cells each by itself', () => {
		const vague = [1, 2, 3].map((id) => aReport({ id, precision: 'admin1', uncertainty: 100_000 }));
		const near = aReport({ id: 4, precision: 'near', uncertainty: 25_000, eventType: 'battles' });
		const columns = columnsOf([...vague, near]);
		const far = tileAt(columns, 6, near);
		expect(far.map(({ properties }) => properties.count)).toEqual([undefined, 3]);
		expect(far[1]?.properties).toMatchObject({ area: true, best: 'B2', types: 'explosions' });
		expect(Number(far[1]?.properties.r0)).toBeCloseTo(1.498, 2);
		expect(tileAt(columns, 8, near).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
	});

	test('the same reports give the same bytes in whatever order they came', () => {
		fc.assert(
			fc.property(anyReports, fc.integer({ min: 0, max: 12 }), (reports, z) => {
				const [there, back] = [columnsOf(reports), columnsOf(reports.toReversed())];
				for (const name of tilesWith(there, z)) {
					expect(tile(back, EVERYTHING, ...name)).toEqual(tile(there, EVERYTHING, ...name));
				}
			})
		);
	});

	test('a tile without reports has no bytes', () => {
		expect(tile(columnsOf([aReport()]), EVERYTHING, 5, 0, 0)).toEqual(new Uint8Array(0));
	});

	test('pins and areas are what the domain says', () => {
		expect([isPin('settlement'), isPin('near')]).toEqual([true, false]);
	});
});

const ascending = (a: number, b: number) => a - b;
const kept = (report: ReportRow): ReportRow => ({
	...report,
	point: pointOf(xOf(report.point[0]), yOf(report.point[1]))
});
