/**
 * Whether two reports tell of one event: proposed to a person, never decided. Words alone join the wrong things (two
 * places in one wording are 0.65 alike, the ministry's daily text 0.88) and miss translations (0.00): so place, time and
 * kind come first, and numbers are compared apart from the words.
 */
import { DAY, dayOf, type Instant, type TimePrecision } from './event-time.ts';
import type { EventType } from './event-type.ts';
import { distanceBetween } from './geodesy.ts';
import type { GeoPrecision, LngLat } from './location.ts';
import { linkKey } from './post-link.ts';

export type Told = {
	/** Title and text. */
	words: string;
	event_type: EventType;
	occurred_at: Instant;
	time_precision: TimePrecision;
	point: LngLat;
	geo_precision: GeoPrecision;
	links: readonly string[];
};
export type Likeness = { why: 'same_link' | 'same_event'; score: number };

/** Metres the place may be off, as far as two reports are compared; null: too vague to say "the same place". */
const RADIUS: Record<GeoPrecision, number | null> = {
	exact: 500,
	street: 500,
	settlement: 3_000,
	near: 25_000,
	admin2: null,
	admin1: null,
	area: null,
	country: null
};
/** Metres within which two places are one, however exact they are. */
const ONE_PLACE = 2_000;
const HOUR = 3_600_000;
const ONE_TIME = 6 * HOUR;
/** Where the words cannot be compared, place and time have to be closer. */
const ONE_TIME_UNREAD = 3 * HOUR;
const ALIKE = 0.35;
/** ACLED's "Explosions/Remote violence": who is under fire does not tell them apart. */
const UNDER_FIRE: readonly EventType[] = ['air_strikes', 'shelling', 'explosions'];

/** How a report resembles another one; null where they tell of two things. */
export function likenessOf(a: Told, b: Told): Likeness | null {
	const links = new Set(a.links.map(linkKey));
	if (b.links.some((link) => links.has(linkKey(link)))) return { why: 'same_link', score: 1 };
	if (!isOneKind(a.event_type, b.event_type) || !isOnePlace(a, b)) return null;
	const apart = timeBetween(a, b);
	if (apart > ONE_TIME || contradict(a.words, b.words)) return null;
	const script = scriptOf(a.words);
	if (script === null || script !== scriptOf(b.words)) {
		const isClose = [a, b].every(({ geo_precision }) => (RADIUS[geo_precision] ?? Infinity) <= 3_000);
		return isClose && apart <= ONE_TIME_UNREAD ? { why: 'same_event', score: ALIKE } : null;
	}
	const score = similarity(masked(a.words), masked(b.words));
	return score >= ALIKE ? { why: 'same_event', score } : null;
}

const isOneKind = (a: EventType, b: EventType) =>
	a === b || (UNDER_FIRE.includes(a) && UNDER_FIRE.includes(b));

function isOnePlace(a: Told, b: Told): boolean {
	const [near, far] = [RADIUS[a.geo_precision], RADIUS[b.geo_precision]];
	if (near === null || far === null) return false;
	return distanceBetween(a.point, b.point) <= Math.max(ONE_PLACE, near + far);
}

/** Milliseconds; 0 on the same day where one of the two knows no more than the day; infinite where one knows less. */
function timeBetween(a: Told, b: Told): number {
	const precisions = [a.time_precision, b.time_precision];
	if (precisions.includes('week') || precisions.includes('month')) return Infinity;
	if (precisions.includes('day')) return dayOf(a.occurred_at) === dayOf(b.occurred_at) ? 0 : DAY;
	return Math.abs(Date.parse(a.occurred_at) - Date.parse(b.occurred_at));
}

/** Both state numbers, and none is the same: two dead there, nine dead here. */
function contradict(a: string, b: string): boolean {
	const [first, second] = [numbersIn(a), numbersIn(b)];
	return first.size > 0 && second.size > 0 && first.isDisjointFrom(second);
}

const numbersIn = (text: string) => new Set(text.match(/\p{Nd}+/gu) ?? []);
const masked = (text: string) => text.replaceAll(/\p{Nd}+/gu, '#');

type Script = 'Latin' | 'Cyrillic' | 'Arabic';
const SCRIPTS: Record<Script, RegExp> = {
	Latin: /\p{Script=Latin}/gu,
	Cyrillic: /\p{Script=Cyrillic}/gu,
	Arabic: /\p{Script=Arabic}/gu
};

/** The script most letters are of; null where there are no words. */
function scriptOf(text: string): Script | null {
	const counts = Object.entries(SCRIPTS).map(
		([script, letter]) => [script as Script, text.match(letter)?.length ?? 0] as const
	);
	const [script, count] = counts.reduce((most, one) => (one[1] > most[1] ? one : most));
	return count > 0 ? script : null;
}

/** Share of common groups of three letters, 0 to 1, as PostgreSQL's pg_trgm counts them. */
export function similarity(a: string, b: string): number {
	const [first, second] = [trigrams(a), trigrams(b)];
	const all = first.union(second).size;
	return all === 0 ? 0 : first.intersection(second).size / all;
}

function trigrams(text: string): Set<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{M}#]+/gu) ?? [];
	return new Set(
		words.flatMap((word) => {
			const padded = `  ${word} `;
			return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
		})
	);
}
