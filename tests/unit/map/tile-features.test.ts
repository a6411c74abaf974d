import { expect, test } from 'vitest';
import { readFeatures } from '#lib/map/tile-features.ts';

const at = (properties: Record<string, unknown>) => ({
	geometry: { type: 'Point', coordinates: [34.46, 31.5] },
	properties
});
const PIN = {
	id: 7,
	type: 'air_strikes',
	reliability: 'B',
	credibility: 2,
	state: 'published',
	t: 28_000_000
};

test('cells, pins and areas are told apart', () => {
	const { cells, pins, areas } = readFeatures([
		at({ count: 12, t0: 9, t2: 3, best: 'B3', types: 'battles', reliability: 'B', credibility: 2 }),
		at({ ...PIN, count: 1 }),
		at({ ...PIN, id: 8, area: true, r0: 1.3 })
	]);
	expect(cells).toEqual([{ point: [34.46, 31.5], count: 12, types: [9, 0, 3, 0, 0, 0, 0, 0], best: 'B3' }]);
	expect(pins.map(({ id }) => id)).toEqual([7]);
	expect(areas).toMatchObject([{ id: 8, r0: 1.3 }]);
});

test('a report that a tile and its parent both hold is read once', () => {
	expect(readFeatures([at(PIN), at(PIN)]).pins).toHaveLength(1);
});

test('a feature without a report in it is left out', () => {
	expect(
		readFeatures([
			at({}),
			{ geometry: { type: 'Polygon' }, properties: PIN },
			{ ...at(PIN), properties: null }
		])
	).toEqual({ pins: [], areas: [], cells: [] });
});
