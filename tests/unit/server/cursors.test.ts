import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCursors, isCursor } from '#lib/server/reports.ts';

test('cursors are ordered by transaction first, then by number', () => {
	expect(['12-3', '9-99', '12-20', '2-1'].sort(compareCursors)).toEqual(['2-1', '9-99', '12-3', '12-20']);
});

test('a cursor is equal to itself alone', () => {
	expect(compareCursors('12-3', '12-3')).toBe(0);
	expect(compareCursors('12-3', '12-4')).toBe(-1);
	expect(compareCursors('13-1', '12-4')).toBe(1);
});

test('numbers beyond what a double holds exactly are still told apart', () => {
	expect(compareCursors('9007199254740993-1', '9007199254740992-1')).toBe(1);
	expect(compareCursors('1-9007199254740992', '1-9007199254740993')).toBe(-1);
});

test('the order is that of the pair of numbers', () => {
	const part = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n });
	fc.assert(
		fc.property(part, part, part, part, (a, b, c, d) => {
			const expected = a === c ? Math.sign(Number(b - d)) : a < c ? -1 : 1;
			expect(compareCursors(`${a}-${b}`, `${c}-${d}`)).toBe(expected);
			expect(isCursor(`${a}-${b}`)).toBe(true);
		})
	);
});

test.each([
	'',
	'0',
	'-',
	'1-',
	'-1',
	'a-b',
	'1-2-3',
	' 1-2',
	'1-2 ',
	'1.5-2',
	'-1-2',
	'1-2;',
	`1-${'9'.repeat(19)}`
])('%j is no cursor', (text) => {
	expect(isCursor(text)).toBe(false);
});
