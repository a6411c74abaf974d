import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	EARTH_RADIUS,
	areaOf,
	crossesItself,
	distanceBetween,
	greatCircle,
	lengthOf
} from '#lib/domain/geodesy.ts';
import type { LngLat } from '#lib/domain/location.ts';

const gazaCity: LngLat = [34.4667, 31.5017];
const rafah: LngLat = [34.2436, 31.2968];
const somewhere = fc.tuple(
	fc.double({ min: -180, max: 180, noNaN: true }),
	fc.double({ min: -85, max: 85, noNaN: true })
) as fc.Arbitrary<LngLat>;
/** A ring around a point that does not cross itself. */
const ring = fc
	.tuple(
		fc.double({ min: -150, max: 150, noNaN: true }),
		fc.double({ min: -60, max: 60, noNaN: true }),
		fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 3, maxLength: 12 })
	)
	.map(([lon, lat, radii]) =>
		radii.map((radius, i): LngLat => {
			const turn = (2 * Math.PI * i) / radii.length;
			return [lon + radius * Math.cos(turn), lat + radius * Math.sin(turn)];
		})
	);

describe('a distance', () => {
	test('is that of the map: Gaza City to Rafah is 31 km', () => {
		expect(distanceBetween(gazaCity, rafah) / 1000).toBeCloseTo(31.1, 1);
	});

	test('of a degree of a meridian is a 360th of the circumference', () => {
		expect(distanceBetween([10, 0], [10, 1])).toBeCloseTo((2 * Math.PI * EARTH_RADIUS) / 360, 3);
	});

	test('is the same there and back, and a way around is never shorter', () => {
		fc.assert(
			fc.property(somewhere, somewhere, somewhere, (a, b, c) => {
				expect(distanceBetween(a, b)).toBeCloseTo(distanceBetween(b, a), 0);
				// Between opposite points the haversine keeps half its digits: 0.1 m in 20,000 km.
				expect(lengthOf([a, b, c])).toBeGreaterThanOrEqual(distanceBetween(a, c) - 1);
			})
		);
	});
});

describe('an area', () => {
	test('of an eighth of the globe is an eighth of its surface', () => {
		const octant: LngLat[] = [
			[0, 0],
			[90, 0],
			[90, 89.999999],
			[0, 89.999999]
		];
		expect(areaOf(octant) / ((4 * Math.PI * EARTH_RADIUS ** 2) / 8)).toBeCloseTo(1, 6);
	});

	test('of a small square is its sides multiplied', () => {
		const side = 0.01;
		const square: LngLat[] = [
			[34, 31],
			[34 + side, 31],
			[34 + side, 31 + side],
			[34, 31 + side]
		];
		const flat = distanceBetween(square[0]!, square[3]!) * distanceBetween(square[0]!, square[1]!);
		expect(areaOf(square) / flat).toBeCloseTo(1, 3);
	});

	test('does not depend on where the ring begins, which way it runs, or whether it is closed', () => {
		fc.assert(
			fc.property(ring, (points) => {
				const area = areaOf(points);
				expect(areaOf([...points.slice(1), points[0]!]) / area).toBeCloseTo(1, 6);
				expect(areaOf(points.toReversed()) / area).toBeCloseTo(1, 6);
				expect(areaOf([...points, points[0]!]) / area).toBeCloseTo(1, 6);
			})
		);
	});

	test('of a convex outline is the sum of the two halves a diagonal makes', () => {
		// High enough that the bend of a great circle, a tenth of a degree here, does not make it concave.
		const side = fc.double({ min: 1, max: 5, noNaN: true });
		const quadrilateral = fc.tuple(side, side, side, side);
		fc.assert(
			fc.property(quadrilateral, ([east, north, west, south]) => {
				const [a, b, c, d]: LngLat[] = [
					[20 + east, 40],
					[20, 40 + north],
					[20 - west, 40],
					[20, 40 - south]
				];
				const halves = areaOf([a!, b!, c!]) + areaOf([a!, c!, d!]);
				expect(halves / areaOf([a!, b!, c!, d!])).toBeCloseTo(1, 9);
			})
		);
	});

	test('is the same on both sides of the 180th meridian', () => {
		const square = (west: number): LngLat[] => [
			[west, 10],
			[west + 2 > 180 ? west + 2 - 360 : west + 2, 10],
			[west + 2 > 180 ? west + 2 - 360 : west + 2, 12],
			[west, 12]
		];
		expect(areaOf(square(179)) / areaOf(square(20))).toBeCloseTo(1, 9);
	});
});

describe('a great circle', () => {
	test('is no longer than the way, in steps one can draw straight between', () => {
		fc.assert(
			fc.property(somewhere, somewhere, (a, b) => {
				fc.pre(distanceBetween(a, b) < EARTH_RADIUS * 3);
				const line = greatCircle(a, b);
				expect(line[0]).toEqual(a);
				expect(line.at(-1)).toEqual(b);
				expect(lengthOf(line)).toBeCloseTo(distanceBetween(a, b), 0);
			})
		);
	});

	test('between two near points is a straight line', () => {
		expect(greatCircle(gazaCity, rafah)).toEqual([gazaCity, rafah]);
	});
});

describe('an outline', () => {
	test('like an hourglass crosses itself, a square does not', () => {
		expect(
			crossesItself([
				[0, 0],
				[1, 1],
				[1, 0],
				[0, 1]
			])
		).toBe(true);
		expect(
			crossesItself([
				[0, 0],
				[1, 0],
				[1, 1],
				[0, 1]
			])
		).toBe(false);
	});
});
