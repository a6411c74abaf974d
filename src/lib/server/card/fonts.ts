/** The fonts of the cards: the pages' own, read from their packages. Nothing of the machine's is needed. */
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

const SUBSETS = [
	'noto-sans/files/noto-sans-latin',
	'noto-sans/files/noto-sans-latin-ext',
	'noto-sans/files/noto-sans-cyrillic',
	'noto-sans/files/noto-sans-cyrillic-ext',
	'noto-sans-arabic/files/noto-sans-arabic-arabic'
];
/** A family of its own for each: files of one family would hide each other's letters. */
const familyOf = (subset: string): string => `Card ${subset.split('/').at(-1)}`;
const FAMILIES = SUBSETS.map((subset) => `"${familyOf(subset)}"`).join(', ');

export type Weight = 400 | 600;

let isReady = false;

/** @throws Error naming the file that is not there */
export function registerFonts(): void {
	if (isReady) return;
	const { resolve } = createRequire(import.meta.url);
	for (const subset of SUBSETS) {
		for (const weight of [400, 600] satisfies Weight[]) {
			const file = resolve(`@fontsource/${subset}-${weight}-normal.woff2`);
			if (!GlobalFonts.registerFromPath(file, familyOf(subset))) throw new Error(`${file} is no font`);
		}
	}
	isReady = true;
}

/** @param size pixels */
export const fontOf = (size: number, weight: Weight = 400): string => `${weight} ${size}px ${FAMILIES}`;
