import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeOf, layoutOf, parseCardName, scaleOf } from '#lib/publish/card.ts';

describe('a card’s name', () => {
	test.each([
		['1200x630.png', { width: 1200, height: 630 }],
		['200x200.png', { width: 200, height: 200 }],
		['2000x2000.png', { width: 2000, height: 2000 }]
	])('%s is a size', (name, size) => expect(parseCardName(name)).toEqual(size));

	test.each([
		...[
			'0x0.png',
			'-1x630.png',
			'1e9x630.png',
			'NaNxNaN.png',
			'199x630.png',
			'2001x630.png',
			'01200x630.png'
		],
		...['1200x630', '1200x630.jpg', '1200.png', '1200x630x2.png', '1200.5x630.png', '', '１２００x630.png']
	])('%j is none', (name) => expect(parseCardName(name)).toBeNull());
});

test('whatever the size, words leave room for a map, and all of it is in the picture', () => {
	const side = fc.integer({ min: 200, max: 2000 });
	fc.assert(
		fc.property(side, side, fc.boolean(), (width, height, rtl) => {
			const scale = scaleOf({ width, height });
			const units = { width: width / scale, height: height / scale };
			const { left, top, right, bottom } = freeOf(units, rtl);
			expect(right - left).toBeGreaterThanOrEqual(200);
			expect(bottom - top).toBeGreaterThanOrEqual(140);
			expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
			expect(right).toBeLessThanOrEqual(units.width);
			expect(bottom).toBeLessThanOrEqual(units.height);
			expect(Math.round(units.width * scale)).toBe(width);
			expect(Math.round(units.height * scale)).toBe(height);
		})
	);
});

test('a right-to-left card is the mirror of the other', () => {
	const size = { width: 1200, height: 630 };
	expect(layoutOf(size)).toBe('column');
	expect(freeOf(size, true)).toEqual({
		...freeOf(size, false),
		left: 0,
		right: 1200 - freeOf(size, false).left
	});
});
