/**
 * The site's own letters weigh as much as all of its own code before the map. A page that is a text has them at once;
 * one that is a map when its first marks are drawn, unless this browser keeps them already. Until then a letter of
 * the same width stands in, so that no line breaks anew.
 */
import FONTS_URL from '../../fonts.css?url';
import { settled } from './settled.ts';

const LINK = `<link rel="stylesheet" href="${FONTS_URL}" />`;

/** For the head of a page as the server sends it. Without a script nothing would fetch them later. */
export const fontsOf = (page: 'map' | 'text'): string =>
	page === 'text' ? LINK : `<noscript>${LINK}</noscript>`;

/** Fetches them when it is time. Browser only. */
export async function fetchFonts(): Promise<void> {
	if (document.head.querySelector(`link[href="${FONTS_URL}"]`)) return;
	if (!navigator.serviceWorker?.controller) await settled();
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = FONTS_URL;
	document.head.append(link);
}
