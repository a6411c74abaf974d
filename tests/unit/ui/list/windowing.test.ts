import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK, drawnRows, offsetOf } from '#lib/ui/list/windowing.ts';

const NONE = new Map<number, number>();
const heights = fc
	.array(fc.tuple(fc.nat(200), fc.integer({ min: 400, max: 6_000 })))
	.map((entries) => new Map(entries));

test('a page that wakes up draws the hundred rows the server sent, and nothing stands for others', () => {
	expect(drawnRows(100, NONE, { top: 0, bottom: 0 })).toEqual({ first: 0, last: 100, before: 0, after: 0 });
	expect(drawnRows(7, NONE, { top: 0, bottom: 0 })).toEqual({ first: 0, last: 7, before: 0, after: 0 });
	expect(drawnRows(0, NONE, { top: 0, bottom: 900 })).toEqual({ first: 0, last: 0, before: 0, after: 0 });
});

test('twenty thousand rows are a few blocks in the page, wherever one looks', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 2_700_000 }), heights, (top, known) => {
			const { first, last } = drawnRows(20_000, known, { top, bottom: top + 3_000 });
			expect(last - first).toBeLessThanOrEqual(10 * BLOCK);
			expect(last - first).toBeGreaterThanOrEqual(BLOCK);
		})
	);
});

test('what is on screen is drawn', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 4_000 }), heights, fc.nat(500_000), (rows, known, top) => {
			const { first, last, before, after } = drawnRows(rows, known, { top, bottom: top + 2_000 });
			expect(first === 0 || before <= top || after === 0).toBe(true);
			expect(first).toBeLessThan(last);
			if (last < rows) expect(offsetOf(last, known)).toBeGreaterThanOrEqual(top);
		})
	);
});

test('the list keeps its height whatever part of it is drawn', () => {
	const known = new Map([...Array(50).keys()].map((block) => [block, 2_000 + block]));
	const whole = offsetOf(1_000, known);
	for (const top of [0, 10_000, 50_000, 99_000]) {
		const { first, last, before, after } = drawnRows(1_000, known, { top, bottom: top + 2_000 });
		const drawn = offsetOf(last, known) - offsetOf(first, known);
		expect(before + drawn + after).toBeCloseTo(whole);
	}
});
