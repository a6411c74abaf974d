/**
 * What a person without an account keeps to ask about a report later: `K7QM-X2RD-9VBE-4HTN`. Whoever has it may read
 * the report's state and answer questions, so only its hash is stored.
 */

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 16;
const GROUP = 4;
/** Of randomness a receipt is made of: 80 bits. */
export const RECEIPT_BYTES = (SYMBOLS * 5) / 8;

/**
 * @param random at least `RECEIPT_BYTES` bytes nobody can guess
 * @throws RangeError when they are fewer
 */
export function receiptFrom(random: Uint8Array): string {
	if (random.length < RECEIPT_BYTES) throw new RangeError(`a receipt needs ${RECEIPT_BYTES} random bytes`);
	let bits = 0n;
	for (const byte of random.subarray(0, RECEIPT_BYTES)) bits = (bits << 8n) | BigInt(byte);
	const symbols = Array.from(
		{ length: SYMBOLS },
		(_, i) => ALPHABET[Number((bits >> BigInt(5 * (SYMBOLS - 1 - i))) & 31n)]!
	);
	return inGroups(symbols.join(''));
}

/** Longer than anything a person types for a receipt, and short enough to look at. */
const LONGEST_INPUT = 200;

/** A receipt as somebody typed it: any case, separators and script of digits, O for 0, I and L for 1. Null if it is none. */
export function parseReceipt(typed: string): string | null {
	if (typed.length > LONGEST_INPUT) return null;
	const symbols = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/\p{Nd}/gu, westernDigit)
		.replace(/[^\p{L}\p{N}]/gu, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	const isReceipt = symbols.length === SYMBOLS && [...symbols].every((symbol) => ALPHABET.includes(symbol));
	return isReceipt ? inGroups(symbols) : null;
}

/** SHA-256 of a receipt in lower-case hexadecimal: what is stored. 80 random bits need no salt. */
export async function receiptHash(receipt: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receipt));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const inGroups = (symbols: string): string => symbols.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');

/** Unicode keeps the ten digits of a script together, zero first. */
function westernDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let zero = code;
	while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return String(code - zero);
}
