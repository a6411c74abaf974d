import { expect, test } from 'vitest';
import { isKeptCoarse, sizeOf } from '#lib/domain/review-material.ts';

test.each([
	[999, { value: 999, unit: 'byte' }],
	[1_000, { value: 1, unit: 'kilobyte' }],
	[2_500_000, { value: 2.5, unit: 'megabyte' }]
])('%i bytes are told in the largest unit they fill', (bytes, told) => {
	expect(sizeOf(bytes)).toEqual(told);
});

test('a place is kept coarse only where its sender asked for less than is known', () => {
	expect(isKeptCoarse(null)).toBe(false);
	expect(isKeptCoarse({ geo_precision: 'exact', public_precision: null })).toBe(false);
	expect(isKeptCoarse({ geo_precision: 'exact', public_precision: 'exact' })).toBe(false);
	expect(isKeptCoarse({ geo_precision: 'exact', public_precision: 'settlement' })).toBe(true);
});
