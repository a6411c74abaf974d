import { expect, test } from 'vitest';
import { coordinateText, toDms, toMgrs } from '#lib/domain/coordinate-formats.ts';
import type { LngLat } from '#lib/domain/location.ts';

const gazaCity: LngLat = [34.46678, 31.50152];

test('one point in three notations', () => {
	expect(coordinateText(gazaCity, 'decimal')).toBe('31.50152, 34.46678');
	expect(coordinateText(gazaCity, 'dms')).toBe('31°30′05.5″N 34°28′00.4″E');
	expect(coordinateText(gazaCity, 'mgrs')).toBe('36R XV 39296 86116');
});

test('south and west are said in letters', () => {
	expect(toDms([-70.5, -33.25])).toBe('33°15′00.0″S 70°30′00.0″W');
});

test('seconds are carried over and never read 60', () => {
	expect(toDms([0.9999999, 59.99999999])).toBe('60°00′00.0″N 1°00′00.0″E');
});

test('near the poles there is no grid reference', () => {
	expect(toMgrs([20, 86])).toBeNull();
	expect(toMgrs([20, -82])).toBeNull();
});
