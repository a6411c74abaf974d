import type { Problem } from './parse-view.ts';

/** Every parameter of a view, in the order addresses have them. */
export const VIEW_PARAMETERS = [
	'theatre',
	'last',
	'from',
	'to',
	'asof',
	'type',
	'source',
	'reliability',
	'credibility',
	'state',
	'q',
	'bbox',
	'at',
	'layers',
	'report',
	'lang',
	'theme'
] as const;
export type ViewParameter = (typeof VIEW_PARAMETERS)[number];

/**
 * Parameters nobody knows: a program that misspells one would otherwise get everything and take it for its answer.
 * @param own what the address takes besides a view
 */
export function unknownParameters(params: URLSearchParams, own: readonly string[]): Problem[] {
	const known: readonly string[] = [...VIEW_PARAMETERS, ...own];
	const unknown = [...new Set(params.keys())].filter((name) => !known.includes(name));
	return unknown.map((name) => ({
		parameter: name,
		value: params.get(name) ?? '',
		allowed: `no such parameter; there are ${known.join(', ')}`
	}));
}
