/**
 * What a reader looks at, as it stands in the address. The same words mean the same on the map, in an embed, a feed,
 * an export, a card and the API; a link that was once posted must parse for years.
 */
import { EVENT_TYPES } from './event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from './grade.ts';
import { REPORT_STATES } from './report.ts';
import { THEATRES, type Theatre } from './theatre.ts';
import {
	DEFAULT_LAST,
	DEFAULT_LAYERS,
	DEFAULT_STATES,
	LAYERS,
	roundDegrees,
	roundZoom,
	type Camera,
	type View
} from './view-values.ts';

export * from './view-values.ts';
export { parseView, type Problem } from './parse-view.ts';
export { answerable } from './as-of.ts';
export { EVERYTHING, toFilter, type Filter } from './filter.ts';

/**
 * The query string of a view: parameters in one order, defaults left out, so that equal views have equal addresses.
 * @param theatreInPath the theatre the path already names (`/gaza`); it is not repeated
 */
export function toSearch(view: View, { theatreInPath }: { theatreInPath?: Theatre } = {}): URLSearchParams {
	const inPath = view.theatres?.length === 1 && view.theatres[0] === theatreInPath;
	const { last, from, to } = { last: DEFAULT_LAST, from: null, to: null, ...view.period };
	const written: [string, string | null][] = [
		['theatre', inPath ? null : listText(view.theatres, THEATRES)],
		['last', last === DEFAULT_LAST ? null : last],
		['from', from],
		['to', to],
		['asof', view.asOf],
		['type', listText(view.types, EVENT_TYPES)],
		['source', view.sources?.length ? [...new Set(view.sources)].sort().join(',') : null],
		['reliability', listText(view.reliabilities, RELIABILITIES)],
		['credibility', listText(view.credibilities, CREDIBILITIES)],
		['state', listText(view.states, REPORT_STATES, DEFAULT_STATES)],
		['q', view.q],
		['bbox', view.bbox && view.bbox.map(roundDegrees).join(',')],
		['at', view.at && cameraText(view.at)],
		['layers', listText(view.layers, LAYERS, DEFAULT_LAYERS)],
		['report', view.report === null ? null : String(view.report)],
		['lang', view.lang],
		['theme', view.theme === 'auto' ? null : view.theme]
	];
	return new URLSearchParams(written.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

const cameraText = ({ zoom, lat, lon }: Camera) =>
	`${roundZoom(zoom)}/${roundDegrees(lat)}/${roundDegrees(lon)}`;

/** A chosen list in the vocabulary's order, or `null` where it is empty or says no more than the default. */
function listText<T>(
	list: readonly T[] | null,
	vocabulary: readonly T[],
	normal: readonly T[] = vocabulary
): string | null {
	const ordered = vocabulary.filter((value) => list?.includes(value));
	return ordered.length === 0 || ordered.join() === normal.join() ? null : ordered.join(',');
}
