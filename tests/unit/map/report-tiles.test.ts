import { expect, test } from 'vitest';
import type { CellFeature } from '#lib/columns/tile-features.ts';
import { ReportTiles } from '#lib/map/report-tiles.ts';

const cell = (count: number): CellFeature => ({
	point: [37, 48],
	count,
	types: [count],
	best: 'C3',
	deaths: 0
});
const [WEST, EAST, NORTH] = [
	{ z: 5, x: 1, y: 2 },
	{ z: 5, x: 2, y: 2 },
	{ z: 5, x: 1, y: 1 }
];

/** Each tile holds one cell with the tile's column as its count. */
function tilesOf(isSlow = false) {
	const asked: string[] = [];
	const tiles = new ReportTiles((z, x, y) => {
		asked.push(`${z}/${x}/${y}`);
		const features = { pins: [], areas: [], cells: [cell(x)] };
		return isSlow ? Promise.resolve(features) : features;
	});
	return { tiles, asked };
}

test.each([false, true])(
	'what the tiles hold together, whether they come at once or later: %s',
	async (isSlow) => {
		const { tiles } = tilesOf(isSlow);
		const { cells, pins, areas } = await tiles.at([WEST, EAST]);
		expect(cells.map(({ count }) => count)).toEqual([1, 2]);
		expect([...pins, ...areas]).toEqual([]);
	}
);

test('a tile that is there twice, in two worlds side by side, counts once', async () => {
	const { tiles } = tilesOf();
	expect((await tiles.at([WEST, WEST])).cells).toHaveLength(1);
});

test('a tile that stays on screen is not asked for again, one that comes back is', async () => {
	const { tiles, asked } = tilesOf();
	await tiles.at([WEST, EAST]);
	await tiles.at([WEST, NORTH]);
	expect(asked).toEqual(['5/1/2', '5/2/2', '5/1/1']);
	await tiles.at([EAST]);
	expect(asked).toHaveLength(4);
});

test('other reports: every tile is asked for again', async () => {
	const { tiles, asked } = tilesOf();
	await tiles.at([WEST]);
	tiles.forget();
	await tiles.at([WEST]);
	expect(asked).toEqual(['5/1/2', '5/1/2']);
});

test('knows whether it holds what is on screen', async () => {
	const { tiles } = tilesOf();
	expect(tiles.isAt([WEST])).toBe(false);
	await tiles.at([WEST, EAST]);
	expect(tiles.isAt([EAST, WEST])).toBe(true);
	expect(tiles.isAt([EAST])).toBe(false);
	expect(tiles.isAt([EAST, NORTH])).toBe(false);
});
