import { describe, expect, test } from 'vitest';
import type { LngLat } from '#lib/domain/location.ts';
import { measure, withoutLast, withPoint, type Measurement } from '#lib/domain/measurement.ts';

const corner: LngLat = [34, 31];
const east: LngLat = [34.1, 31];
const north: LngLat = [34.1, 31.1];
const of = (kind: Measurement['kind'], ...points: LngLat[]): Measurement => ({ kind, points });

test('nothing is measured before there are two points', () => {
	expect(measure(of('distance'))).toEqual({ length: null, area: null, isCrossed: false });
	expect(measure(of('radius', corner)).length).toBeNull();
});

test('a distance adds up over its points', () => {
	const first = measure(of('distance', corner, east)).length!;
	const both = measure(of('distance', corner, east, north)).length!;
	expect(first / 1000).toBeCloseTo(9.5, 1);
	expect(both / 1000).toBeCloseTo(20.7, 1);
});

test('a radius has the area of its circle', () => {
	const { length, area } = measure(of('radius', corner, east));
	expect(area! / (Math.PI * length! ** 2)).toBeCloseTo(1, 5);
});

describe('an area', () => {
	test('has a size from the third point on, and the length of its outline', () => {
		expect(measure(of('area', corner, east)).area).toBeNull();
		const { length, area } = measure(of('area', corner, east, north));
		expect(area! / 1e6).toBeCloseTo(53, 0);
		expect(length! / 1000).toBeCloseTo(35.3, 1);
	});

	test('whose outline crosses itself has none', () => {
		const hourglass = of('area', [0, 0], [1, 1], [1, 0], [0, 1]);
		expect(measure(hourglass)).toMatchObject({ area: null, isCrossed: true });
	});
});

test('the third point of a radius begins another circle', () => {
	expect(withPoint(of('radius', corner, east), north).points).toEqual([north]);
	expect(withPoint(of('area', corner, east), north).points).toEqual([corner, east, north]);
});

test('the last point can be taken back', () => {
	expect(withoutLast(of('distance', corner, east)).points).toEqual([corner]);
	expect(withoutLast(of('distance')).points).toEqual([]);
});
