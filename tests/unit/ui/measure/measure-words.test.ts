import { expect, test } from 'vitest';
import { areaText, lengthText } from '#lib/ui/measure/measure-words.ts';

test('lengths have the unit people would use, and three figures', () => {
	expect(lengthText(0, 'en')).toBe('0 m');
	expect(lengthText(849.6, 'en')).toBe('850 m');
	expect(lengthText(999.6, 'en')).toBe('1 km');
	expect(lengthText(12_437, 'en')).toBe('12.4 km');
	expect(lengthText(1_234_567, 'en')).toBe('1,235 km');
});

test('areas turn from square metres to square kilometres at a hundredth', () => {
	expect(areaText(4_210, 'en')).toBe('4,210 m²');
	expect(areaText(120_000, 'en')).toBe('0.12 km²');
	expect(areaText(365_432_100, 'en')).toBe('365 km²');
});
