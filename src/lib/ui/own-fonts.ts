/**
 * The site's own letters weigh as much as all of its own code before the map. A page that is a text has them at once;
 * one that is a map when its first marks are drawn, unless this browser keeps them already. Until then a letter of
 * the same width stands in, so that no line breaks anew.
 */
import arabic400 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?url';
import arabic600 from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2?url';
import cyrillic400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import cyrillic600 from '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url';
import latin400 from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latin600 from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type { Lang } from '#lib/domain/view.ts';
import FONTS_URL from '../../fonts.css?url';
import { settled } from './settled.ts';

const LINK = `<link rel="stylesheet" href="${FONTS_URL}" />`;

const LATIN = [latin400, latin600];
const CYRILLIC = [cyrillic400, cyrillic600];
const LETTERS: Record<Lang, readonly string[]> = {
	...{ en: LATIN, fr: LATIN, es: LATIN, ru: CYRILLIC, uk: CYRILLIC },
	ar: [arabic400, arabic600]
};
/** Asked for with the page: a line that is drawn before its letters are here may break elsewhere after. */
const early = (url: string) => `<link rel="preload" href="${url}" as="font" type="font/woff2" crossorigin />`;

/** For the head of a page as the server sends it. Without a script nothing would fetch them later. */
export const fontsOf = (page: 'map' | 'text', lang: Lang): string =>
	page === 'text' ? LETTERS[lang].map(early).join('') + LINK : `<noscript>${LINK}</noscript>`;

/** Fetches them when it is time. Browser only. */
export async function fetchFonts(): Promise<void> {
	if (document.head.querySelector(`link[href="${FONTS_URL}"]`)) return;
	if (!isKept()) await settled();
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = FONTS_URL;
	document.head.append(link);
}

/** Whether this browser keeps the site's files. To ask is forbidden in a frame whose sandbox takes its origin away. */
function isKept(): boolean {
	try {
		return Boolean(navigator.serviceWorker?.controller);
	} catch {
		return false;
	}
}
