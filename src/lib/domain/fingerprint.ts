/**
 * What stays of a post's words when a channel copies them: without addresses, handles, emojis and marks. Two prints a few
 * bits apart are of nearly the same words (Charikar 2002), found without comparing every post with every other.
 */

/** Fewer letters may be written twice by chance: "Air alert in the region". */
const ENOUGH_LETTERS = 40;
const ADDRESSES = /(?:https?:\/\/|www\.)\S+|(?:\bt\.me\/|@)[\w/]+/giu;

/** The words in their order: lower case, without accents and vowel marks. Numbers are words. */
export const wordsOf = (text: string): string[] =>
	text
		.replace(ADDRESSES, ' ')
		.normalize('NFKD')
		.replaceAll(/[\p{M}\u0640]/gu, '')
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Long enough that two who write it have it from each other. */
export const isTelling = (words: readonly string[]): boolean =>
	words.reduce((sum, { length }) => sum + length, 0) >= ENOUGH_LETTERS;

/** The numbers a text states, in their order. */
export const numbersOf = (words: readonly string[]): string[] => words.filter((word) => /\p{Nd}/u.test(word));

/** 64 bits as 16 hex digits: of pairs of words that follow each other. */
export function simhash64(words: readonly string[]): string {
	const sums = new Int32Array(64);
	for (let i = 0; i < words.length; i++) {
		const pair = `${words[i]} ${words[i + 1] ?? ''}`;
		const low = hash32(pair, 0x811c9dc5);
		const high = hash32(pair, 0x9747b28c);
		for (let bit = 0; bit < 32; bit++) {
			sums[bit]! += (low >>> bit) & 1 ? 1 : -1;
			sums[bit + 32]! += (high >>> bit) & 1 ? 1 : -1;
		}
	}
	return hexOf(sums.subarray(32)) + hexOf(sums.subarray(0, 32));
}

/** How many of 64 bits differ. */
export const bitsApart = (a: string, b: string): number =>
	ones(parseInt(a.slice(0, 8), 16) ^ parseInt(b.slice(0, 8), 16)) +
	ones(parseInt(a.slice(8), 16) ^ parseInt(b.slice(8), 16));

/** FNV-1a with the finish of MurmurHash3, without which near pairs of words have near hashes. */
export function hash32(text: string, seed: number): number {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}

function hexOf(sums: Int32Array): string {
	let bits = 0;
	for (let bit = 0; bit < 32; bit++) if (sums[bit]! > 0) bits |= 1 << bit;
	return (bits >>> 0).toString(16).padStart(8, '0');
}

function ones(bits: number): number {
	let count = 0;
	for (let rest = bits >>> 0; rest > 0; rest &= rest - 1, rest >>>= 0) count++;
	return count;
}
