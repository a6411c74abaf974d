import { describe, expect, test } from 'vitest';
import type { AreaFeature, ReportFeature } from '#lib/columns/tile-features.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { groupAreas, metresOf, selectionFeatures } from '#lib/map/areas.ts';

const MOPTI: LngLat = [-4.2, 14.5];
const area = (id: number, r0: number, more: Partial<AreaFeature> = {}): AreaFeature => ({
	id,
	point: MOPTI,
	type: 'battles',
	reliability: 'B',
	credibility: 2,
	state: 'published',
	t: 28_000_000 + id,
	deaths: 0,
	r0,
	ids: [id],
	...more
});

/** Metres between two points, by the haversine formula. */
function distance([lon1, lat1]: LngLat, [lon2, lat2]: LngLat): number {
	const rad = Math.PI / 180;
	const h =
		Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
		Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
	return 2 * 6_371_009 * Math.asin(Math.sqrt(h));
}

describe('areas', () => {
	test('fifty reports of one region are one disc with a count, not an opaque one', () => {
		const { discs, tags } = groupAreas(Array.from({ length: 50 }, (_, i) => area(i + 1, 1.3)));
		expect(discs).toHaveLength(1);
		expect(tags[0]!.properties).toMatchObject({ kind: 'tag', count: 50 });
		expect(tags[0]!.properties.ids.split(',').slice(0, 2)).toEqual(['50', '49']);
	});

	test('circles of different size around one centre stay apart, the small one on top', () => {
		const { discs } = groupAreas([area(1, 0.3), area(2, 1.3)]);
		expect(discs.map(({ properties }) => properties.r0)).toEqual([1.3, 0.3]);
	});

	test('a disc is as wide as the uncertainty it was given', () => {
		const r0 = (100_000 / (2 * Math.PI * 6_378_137 * Math.cos((14.5 * Math.PI) / 180))) * 512;
		expect(metresOf(r0, 14.5)).toBeCloseTo(100_000, 3);
		const rim = groupAreas([area(1, r0)]).discs[0]!.geometry.coordinates[0]!;
		for (const point of rim) expect(distance(MOPTI, point as LngLat) / 100_000).toBeCloseTo(1, 2);
	});

	test('the tag stands on the northern rim, never in the middle', () => {
		const [lon, lat] = groupAreas([area(1, 1.3)]).tags[0]!.geometry.coordinates as LngLat;
		expect(lon).toBeCloseTo(MOPTI[0], 5);
		expect(lat).toBeGreaterThan(MOPTI[1] + 0.5);
	});
});

describe('the selected report', () => {
	const kinds = (uncertainty: number) =>
		selectionFeatures({ point: MOPTI, uncertainty }).features.map(({ geometry }) => geometry.type);

	test('shows its circle, and its point only where that is exact enough for a pin', () => {
		expect(kinds(500)).toEqual(['Polygon', 'Point']);
		expect(kinds(100_000)).toEqual(['Polygon']);
	});

	test('is drawn again as the pin that the map has of it', () => {
		const pin: ReportFeature = area(7, 0);
		const features = selectionFeatures({ point: MOPTI, uncertainty: 100_000 }, pin).features;
		expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon', 'Point']);
		expect(features[1]!.properties).toEqual({
			type: 'battles',
			reliability: 'B',
			credibility: 2,
			state: 'published'
		});
	});

	test('nothing selected, nothing drawn', () => {
		expect(selectionFeatures(null).features).toEqual([]);
	});
});
