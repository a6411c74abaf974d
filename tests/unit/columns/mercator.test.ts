import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelRadius, pointOf, unitsIn, unitsOfTile, WORLD_SIZE, xOf, yOf } from '#lib/columns/mercator.ts';

describe('units of the world', () => {
	test('a point of Gaza is in the zoom 10 tile that maps show it in', () => {
		expect([xOf(34.4618) >> 12, yOf(31.5047) >> 12]).toEqual([610, 417]);
	});

	test('the edges of the world belong to it', () => {
		expect([xOf(-180), xOf(180), yOf(85.0511288), yOf(-85.0511288), yOf(90), yOf(-90)]).toEqual([
			0,
			WORLD_SIZE - 1,
			0,
			WORLD_SIZE - 1,
			0,
			WORLD_SIZE - 1
		]);
	});

	test('the middle of a unit is in that unit', () => {
		const unit = fc.integer({ min: 0, max: WORLD_SIZE - 1 });
		fc.assert(
			fc.property(unit, unit, (x, y) => {
				const [lon, lat] = pointOf(x, y);
				expect([xOf(lon), yOf(lat)]).toEqual([x, y]);
			})
		);
	});

	test('the whole world holds every unit', () => {
		const { west, north, east, south } = unitsIn([-180, -90, 180, 90]);
		expect(west <= 0 && north <= 0 && east >= WORLD_SIZE - 1 && south >= WORLD_SIZE - 1).toBe(true);
	});

	test('a kilometre at 60° is drawn twice as wide as at the equator', () => {
		expect(pixelRadius(1000, yOf(60)) / pixelRadius(1000, yOf(0))).toBeCloseTo(2, 3);
		expect(pixelRadius(40_075_016.7, yOf(0))).toBeCloseTo(512, 3);
	});

	test.each([
		[23, 0, 0],
		[-1, 0, 0],
		[1, 2, 0],
		[1, 0, -1],
		[1.5, 0, 0],
		[NaN, 0, 0]
	])('tile %d/%d/%d is refused', (z, x, y) => {
		expect(() => unitsOfTile(z, x, y)).toThrow(`there is no tile ${z}/${x}/${y}`);
	});
});
