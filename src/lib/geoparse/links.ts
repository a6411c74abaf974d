/** Links in a text that somebody pasted. */
import { pointOfMapLink } from './map-links.ts';

/** Addresses of pages, without those of maps: a map shows where, it says nothing of what happened. */
export const linksIn = (text: string): string[] => [
	...new Set(
		Array.from(text.matchAll(/https?:\/\/[^\s<>"»”]{1,2000}/giu), ([address]) =>
			address.replace(/[.,;:!?)\]}'’]+$/, '')
		).filter((address) => URL.canParse(address) && pointOfMapLink(address) === null)
	)
];
