import { toInstant, type Instant } from './event-time.ts';
import type { BoundingBox } from './location.ts';
import { plainLine } from './plain-text.ts';
import { THEATRES, type Theatre } from './theatre.ts';
import {
	boundEnd,
	boundStart,
	DEFAULT_LAST,
	DEFAULT_LAYERS,
	DEFAULT_STATES,
	roundDegrees,
	roundZoom,
	VIEW_VALUES,
	type Camera,
	type Period,
	type PeriodBound,
	type View
} from './view-values.ts';

/** A value that could not be used, and what could have stood there. */
export type Problem = { parameter: string; value: string; allowed: string };

const LONGEST_QUERY = 200;
/** Ids are kept in 32 bits. */
const LARGEST_ID = 0xffff_ffff;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)$/;
const SLUG = /^[a-z0-9][a-z0-9_-]*$/;
const DAY_TEXT = /^\d{4}-\d\d-\d\d$/;
const INSTANT_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?$/;

/**
 * Reads a view. What cannot be used becomes a problem and counts as not given; the rest still applies. Parameters
 * that are not part of a view are left to others, empty ones (forms send them) count as absent.
 * @param theatreOfPath the theatre the path names: it is the view's only one
 */
export function parseView(
	params: URLSearchParams,
	theatreOfPath?: Theatre
): { view: View; problems: Problem[] } {
	const query = new Query(params);
	const view: View = {
		theatres: theatresOf(query, theatreOfPath),
		period: periodOf(query),
		asOf: query.read('asof', 'a UTC date-time such as 2023-11-30T12:00:00Z', instantOf),
		types: allAsNull(query.list('type', VIEW_VALUES.type), VIEW_VALUES.type),
		sources: sourcesOf(query),
		reliabilities: allAsNull(query.list('reliability', VIEW_VALUES.reliability), VIEW_VALUES.reliability),
		credibilities: allAsNull(query.list('credibility', VIEW_VALUES.credibility), VIEW_VALUES.credibility),
		states: query.list('state', VIEW_VALUES.state) ?? DEFAULT_STATES,
		q: query.read('q', `words, at most ${LONGEST_QUERY} characters`, wordsOf),
		bbox: query.read('bbox', BBOX_ALLOWED, bboxOf),
		at: query.read('at', CAMERA_ALLOWED, cameraOf),
		layers: query.list('layers', VIEW_VALUES.layers) ?? DEFAULT_LAYERS,
		report: query.read('report', `the number of a report, 1 to ${LARGEST_ID}`, idOf),
		lang: query.one('lang', VIEW_VALUES.lang),
		theme: query.one('theme', VIEW_VALUES.theme) ?? 'auto'
	};
	return { view, problems: query.problems };
}

/** Reads single parameters and remembers what was wrong with them. */
class Query {
	readonly problems: Problem[] = [];
	readonly #params: URLSearchParams;

	constructor(params: URLSearchParams) {
		this.#params = params;
	}

	problem(parameter: string, value: string, allowed: string): void {
		this.problems.push({ parameter, value, allowed });
	}

	/** @param parse gives `null` for what is not allowed */
	read<T>(parameter: string, allowed: string, parse: (text: string) => T | null): T | null {
		const text = this.#params.get(parameter)?.trim();
		if (!text) return null;
		const value = parse(text);
		if (value === null) this.problem(parameter, text, allowed);
		return value;
	}

	one<T extends string>(parameter: string, allowed: readonly T[]): T | null {
		return this.read(
			parameter,
			allowed.join(', '),
			(text) => allowed.find((value) => value === text) ?? null
		);
	}

	/** Items between commas; a repeated parameter, as checkboxes send it, adds to the list. */
	items(parameter: string): string[] {
		const items = this.#params.getAll(parameter).flatMap((text) => text.split(','));
		return [...new Set(items.map((item) => item.trim()).filter(Boolean))];
	}

	/** Known values in the vocabulary's order, or `null` where there is none. */
	list<T extends string | number>(parameter: string, vocabulary: readonly T[]): T[] | null {
		const items = this.items(parameter);
		for (const item of items) {
			if (!vocabulary.some((value) => String(value) === item)) {
				this.problem(parameter, item, vocabulary.join(', '));
			}
		}
		const known = vocabulary.filter((value) => items.includes(String(value)));
		return known.length > 0 ? known : null;
	}
}

function theatresOf(query: Query, ofPath: Theatre | undefined): readonly Theatre[] | null {
	const asked = query.list('theatre', THEATRES);
	if (ofPath === undefined) return allAsNull(asked, THEATRES);
	for (const other of asked ?? []) {
		if (other !== ofPath) query.problem('theatre', other, `${ofPath}, which the path already names`);
	}
	return [ofPath];
}

function periodOf(query: Query): Period {
	const last = query.one('last', VIEW_VALUES.last) ?? DEFAULT_LAST;
	const allowed = 'a date such as 2023-11-30 or a UTC date-time such as 2023-11-30T12:00:00Z';
	const from = query.read('from', allowed, boundOf);
	const to = query.read('to', allowed, boundOf);
	if (from === null && to === null) return { last };
	if (from !== null && to !== null && isAfter(from, to)) {
		query.problem('from', from, `a time not after \`to\`, which is ${to}`);
		return { last };
	}
	return { from, to };
}

/** Nothing of the period is left: a day as `to` still has its own hours, a moment only itself. */
function isAfter(from: PeriodBound, to: PeriodBound): boolean {
	const end = boundEnd(to);
	return DAY_TEXT.test(to) ? boundStart(from) >= end : boundStart(from) > end;
}

function sourcesOf(query: Query): readonly string[] | null {
	const items = query.items('source');
	for (const item of items) {
		if (!SLUG.test(item)) {
			query.problem('source', item, 'slugs of sources: lower-case letters, digits, - and _');
		}
	}
	const slugs = items.filter((item) => SLUG.test(item)).sort();
	return slugs.length > 0 ? slugs : null;
}

const allAsNull = <T>(list: readonly T[] | null, vocabulary: readonly T[]) =>
	list?.length === vocabulary.length ? null : list;

function boundOf(text: string): PeriodBound | null {
	if (DAY_TEXT.test(text)) return isRealDay(text) ? text : null;
	return instantOf(text);
}

function instantOf(text: string): Instant | null {
	if (!INSTANT_TEXT.test(text) || !isRealDay(text.slice(0, 10))) return null;
	const utc = text.endsWith('Z') ? text : `${text}Z`;
	return Number.isNaN(Date.parse(utc)) ? null : toInstant(utc);
}

/** `Date` would take the 30th of February for the 2nd of March. */
function isRealDay(text: string): boolean {
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function wordsOf(text: string): string | null {
	const words = plainLine(text);
	return words !== '' && words.length <= LONGEST_QUERY ? words : null;
}

const BBOX_ALLOWED =
	'minLon,minLat,maxLon,maxLat in degrees, west of east and south of north, within ±180 and ±90';

function bboxOf(text: string): BoundingBox | null {
	const numbers = numbersOf(text, ',', 4)?.map(roundDegrees);
	if (!numbers) return null;
	const [west, south, east, north] = numbers as BoundingBox;
	const inRange = west >= -180 && east <= 180 && south >= -90 && north <= 90;
	return inRange && west < east && south < north ? [west, south, east, north] : null;
}

const CAMERA_ALLOWED = 'zoom/lat/lon: 0 to 22, -90 to 90 and -180 to 180 degrees';

function cameraOf(text: string): Camera | null {
	const numbers = numbersOf(text, '/', 3);
	if (!numbers) return null;
	const [zoom, lat, lon] = numbers as [number, number, number];
	const inRange = zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
	return inRange ? { zoom: roundZoom(zoom), lat: roundDegrees(lat), lon: roundDegrees(lon) } : null;
}

function numbersOf(text: string, separator: string, count: number): number[] | null {
	const parts = text.split(separator).map((part) => part.trim());
	return parts.length === count && parts.every((part) => NUMBER.test(part)) ? parts.map(Number) : null;
}

function idOf(text: string): number | null {
	return /^[1-9]\d*$/.test(text) && Number(text) <= LARGEST_ID ? Number(text) : null;
}
