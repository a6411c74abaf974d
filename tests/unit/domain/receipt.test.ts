import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReceipt, receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';

const bytes = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES });

test('a receipt has at least 70 bits, in groups that can be read aloud', () => {
	expect(RECEIPT_BYTES * 8).toBeGreaterThanOrEqual(70);
	expect(receiptFrom(new Uint8Array(RECEIPT_BYTES))).toBe('0000-0000-0000-0000');
	expect(receiptFrom(new Uint8Array(RECEIPT_BYTES).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
	expect(receiptFrom(Uint8Array.from({ length: 10 }, (_, i) => i))).toBe('000G-40R4-0M30-E209');
});

test('too little randomness is refused', () => {
	expect(() => receiptFrom(new Uint8Array(RECEIPT_BYTES - 1))).toThrow(RangeError);
});

test('every bit counts: different bytes give different receipts', () => {
	fc.assert(
		fc.property(bytes, fc.nat(RECEIPT_BYTES * 8 - 1), (random, bit) => {
			const other = random.slice();
			other[bit >> 3]! ^= 1 << (bit & 7);
			expect(receiptFrom(other)).not.toBe(receiptFrom(random));
		})
	);
});

test('it has no letter that is mistaken for another', () => {
	fc.assert(
		fc.property(bytes, (random) => {
			expect(receiptFrom(random)).toMatch(/^[^ILOU]+$/);
		})
	);
});

test('however it is typed, it is the same receipt', () => {
	const separators = fc.constantFrom('', ' ', '-', ' - ', '.', '_', '\u2013', '\u00a0', '\n');
	fc.assert(
		fc.property(bytes, separators, fc.boolean(), (random, separator, isLower) => {
			const receipt = receiptFrom(random);
			const typed = (isLower ? receipt.toLowerCase() : receipt).replaceAll('-', separator);
			expect(parseReceipt(`  ${typed} `)).toBe(receipt);
		})
	);
});

test.each([
	['oil0-1111-2222-3333', '0110-1111-2222-3333'],
	['ＫＫＫＫ００００１１１１２２２２', 'KKKK-0000-1111-2222'],
	['KKKK٠١٢٣٤٥٦٧٨٩٠١', 'KKKK-0123-4567-8901'],
	['kkkk۰۱۲۳४५६७८९०१', 'KKKK-0123-4567-8901']
])('%s is read as %s', (typed, receipt) => {
	expect(parseReceipt(typed)).toBe(receipt);
});

test.each([
	'',
	'KKKK-0000-1111-222',
	'KKKK-0000-1111-22222',
	'UUUU-0000-1111-2222',
	'КККК-0000-1111-2222',
	'0'.repeat(1_000_000)
])('what is no receipt is null (%#)', (typed) => {
	expect(parseReceipt(typed)).toBeNull();
});

test('what is stored is SHA-256 of the receipt', async () => {
	expect(await receiptHash('0000-0000-0000-0000')).toBe(
		'b62b8a01912021d73348e6d07f0201afc9eb88b0bf1f30ffb9608b3ab05a79c7'
	);
});
