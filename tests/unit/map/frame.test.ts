import fc from 'fast-check';
import { expect, test } from 'vitest';
import { THEATRE } from '#lib/domain/theatre.ts';
import { clipLine, clipRing, simplify, areaOf } from '#lib/map/basemap/shapes.ts';
import { boundsOf, frameOf, project, tilePlace, tilesIn, type XY } from '#lib/map/frame.ts';

const BOX = { left: 0, top: 0, right: 100, bottom: 80 };
const xy = fc.tuple(fc.integer({ min: -150, max: 250 }), fc.integer({ min: -150, max: 250 }));
const isIn = ([x, y]: XY) => x >= -1e-6 && y >= -1e-6 && x <= 100 + 1e-6 && y <= 80 + 1e-6;

test.each(Object.entries(THEATRE))('the opening view of %s is in its picture', (_, { view }) => {
	const frame = frameOf({ bounds: view }, 960, 640);
	for (const corner of [
		[view[0], view[1]],
		[view[2], view[3]]
	] as XY[]) {
		const [x, y] = project(frame, corner);
		expect([x >= 0 && x <= 960, y >= 0 && y <= 640]).toEqual([true, true]);
	}
	const [west, south, east, north] = boundsOf(frame);
	expect([west <= view[0], south <= view[1], east >= view[2], north >= view[3]]).not.toContain(false);
});

test('a centre stands in the middle', () => {
	const [x, y] = project(frameOf({ center: [34.4, 31.4], zoom: 9.5 }, 400, 300), [34.4, 31.4]);
	expect([x, y]).toEqual([expect.closeTo(200, 6), expect.closeTo(150, 6)]);
});

test('the tiles of a frame cover it', () => {
	const frame = frameOf({ center: [34.4, 31.4], zoom: 7.3 }, 960, 640);
	const places = tilesIn(frame, 7).map((tile) => tilePlace(frame, tile));
	expect(Math.min(...places.map(({ x }) => x))).toBeLessThanOrEqual(0);
	expect(Math.max(...places.map(({ x, side }) => x + side))).toBeGreaterThanOrEqual(960);
	expect(Math.min(...places.map(({ y }) => y))).toBeLessThanOrEqual(0);
	expect(Math.max(...places.map(({ y, side }) => y + side))).toBeGreaterThanOrEqual(640);
});

test('what is cut lies in the box, and keeps its turning direction', () => {
	fc.assert(
		fc.property(fc.array(xy, { minLength: 3, maxLength: 12 }), (ring) => {
			expect(clipRing(ring, BOX).every(isIn)).toBe(true);
			expect(clipLine(ring, BOX).flat().every(isIn)).toBe(true);
		})
	);
	const square: XY[] = [
		[-50, -50],
		[150, -50],
		[150, 150],
		[-50, 150]
	];
	expect(areaOf(clipRing(square, BOX))).toBeCloseTo(8_000);
	expect(areaOf(clipRing(square.toReversed(), BOX))).toBeCloseTo(-8_000);
});

test('a line that leaves and comes back is two pieces', () => {
	const pieces = clipLine(
		[
			[10, 10],
			[10, 200],
			[50, 200],
			[50, 10]
		],
		BOX
	);
	expect(pieces).toEqual([
		[
			[10, 10],
			[10, 80]
		],
		[
			[50, 80],
			[50, 10]
		]
	]);
});

test('no corner is moved further than the tolerance by leaving others out', () => {
	fc.assert(
		fc.property(fc.array(xy, { minLength: 2, maxLength: 40 }), (line) => {
			const simple = simplify(line, 5);
			expect([simple[0], simple.at(-1)]).toEqual([line[0], line.at(-1)]);
			expect(simple.every((point) => line.includes(point))).toBe(true);
		})
	);
	expect(
		simplify(
			[
				[0, 0],
				[50, 0.3],
				[100, 0]
			],
			0.5
		)
	).toEqual([
		[0, 0],
		[100, 0]
	]);
});
