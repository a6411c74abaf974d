import { expect, test } from 'vitest';
import { fontFaces, LABEL_FONT } from '#lib/map/basemap/font-faces.ts';

const faces = fontFaces({ latin: 'la', latinExt: 'le', cyrillic: 'cy', cyrillicExt: 'ce', arabic: 'ar' })[
	LABEL_FONT
] as {
	url: string;
	'unicode-range': string[];
}[];

/** The file that draws a character, by the ranges of the style. */
const fileOf = (character: string) =>
	faces.find((face) =>
		face['unicode-range'].some((range) => {
			const [from, to = from] = range.slice(2).split('-') as [string, string?];
			const code = character.codePointAt(0)!;
			return code >= parseInt(from, 16) && code <= parseInt(to, 16);
		})
	)?.url;

test.each([
	['Gao', 'la'],
	['Ménaka', 'la'],
	['Łódź', 'le'],
	['Київ', 'cy'],
	['غزة', 'ar']
])('%s is drawn by the file of its script', (name, file) => {
	expect([...name].map(fileOf)).toContain(file);
	expect([...name].map(fileOf)).not.toContain(undefined);
});
