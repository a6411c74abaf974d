import { expect, test } from 'vitest';
import { loadTile, parseTileUrl, registerTiles, tileUrl } from '#lib/map/tile-protocol.ts';

const load = (url: string) => loadTile({ url }, new AbortController());

test('an address names map, revision and tile', () => {
	const url = tileUrl('3', 12).replace('{z}', '8').replace('{x}', '152').replace('{y}', '104');
	expect(parseTileUrl(url)).toEqual({ map: '3', revision: 12, z: 8, x: 152, y: 104 });
});

test.each(['reports://3/12/8/152', 'https://example.org/1/2/3/4/5', 'reports://3/x/8/152/104'])(
	'%s is refused',
	(url) => {
		expect(() => parseTileUrl(url)).toThrow(url);
	}
);

test('each map on a page is given its own tiles', async () => {
	const one = registerTiles((z, x, y) => Uint8Array.of(1, z, x, y));
	const two = registerTiles(async () => Uint8Array.of(2));
	expect(new Uint8Array((await load(`reports://${one.map}/0/8/5/6`)).data as ArrayBuffer)).toEqual(
		Uint8Array.of(1, 8, 5, 6)
	);
	expect(new Uint8Array((await load(`reports://${two.map}/0/8/5/6`)).data as ArrayBuffer)).toEqual(
		Uint8Array.of(2)
	);
	one.release();
	two.release();
});

test('the page keeps its bytes: MapLibre is handed a copy', async () => {
	const whole = Uint8Array.of(0, 7, 8, 0);
	const { map, release } = registerTiles(() => whole.subarray(1, 3));
	const { data } = await load(`reports://${map}/0/0/0/0`);
	structuredClone(data, { transfer: [data as ArrayBuffer] });
	expect(whole).toEqual(Uint8Array.of(0, 7, 8, 0));
	release();
});

test('a map that has gone leaves an empty tile behind', async () => {
	const { map, release } = registerTiles(() => Uint8Array.of(1));
	release();
	expect(((await load(`reports://${map}/0/0/0/0`)).data as ArrayBuffer).byteLength).toBe(0);
});
