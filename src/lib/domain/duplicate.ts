/**
 * Whether two reports tell of one event: proposed to a person, never decided. Words alone join the wrong things (two
 * places in one wording are 0.65 alike, the ministry's daily text 0.88) and miss translations (0.00): so place, time and
 * kind come first, and numbers are compared apart from the words.
 */
import { DAY, type Instant, type TimePrecision } from './event-time.ts';
import type { EventType } from './event-type.ts';
import { distanceBetween } from './geodesy.ts';
import type { GeoPrecision, LngLat } from './location.ts';
import { linkKey } from './post-link.ts';
import { theatreAt, type Theatre } from './theatre.ts';

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
export type Likeness = {
	why: 'same_link' | 'same_event';
	/** Of the words, 0 to 1; in two languages the least that counts. */
	score: number;
	/** Between the places: metres. Between the times: milliseconds, 0 on one day where no more is known. */
	distance: number;
	apart: number;
	/** Whether the words could be compared. */
	isRead: boolean;
};

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

/** How a report resembles another one; null where they tell of two things. The cheapest questions come first. */
export function likenessOf(a: Told, b: Told): Likeness | null {
	const [first, second] = [partsOf(a), partsOf(b)];
	const isLinked = first.links.size > 0 && second.links.size > 0 && !first.links.isDisjointFrom(second.links);
	if (!isLinked && (!isOneKind(a.event_type, b.event_type) || isFarApart(a, b))) return null;
	const apart = timeBetween(a, b, first, second);
	if (!isLinked && apart > ONE_TIME) return null;
	const distance = distanceBetween(a.point, b.point);
	const found = { distance, apart, isRead: first.script !== null && first.script === second.script };
	if (isLinked) return { ...found, why: 'same_link', score: 1 };
	if (!isOnePlace(a, b, distance) || contradict(first.counts, second.counts)) return null;
	if (!found.isRead) {
		const isClose = [a, b].every(({ geo_precision }) => (RADIUS[geo_precision] ?? Infinity) <= 3_000);
		return isClose && apart <= ONE_TIME_UNREAD ? { ...found, why: 'same_event', score: ALIKE } : null;
	}
	const score = shareOf(first.trigrams, second.trigrams);
	return score >= ALIKE ? { ...found, why: 'same_event', score } : null;
}

type Parts = {
	/** Milliseconds since 1970. */
	at: number;
	links: ReadonlySet<string>;
	script: Script | null;
	counts: ReadonlyMap<string, string>;
	trigrams: ReadonlySet<string>;
};
/** What is compared with many others is taken apart once. */
const taken = new WeakMap<Told, Parts>();

function partsOf(told: Told): Parts {
	const known = taken.get(told);
	if (known) return known;
	const parts: Parts = {
		at: Date.parse(told.occurred_at),
		links: new Set(told.links.map(linkKey)),
		script: scriptOf(told.words),
		counts: countsIn(told.words),
		trigrams: trigrams(masked(told.words))
	};
	taken.set(told, parts);
	return parts;
}

const isOneKind = (a: EventType, b: EventType) =>
	a === b || (UNDER_FIRE.includes(a) && UNDER_FIRE.includes(b));

function isOnePlace(a: Told, b: Told, distance: number): boolean {
	const [near, far] = [RADIUS[a.geo_precision], RADIUS[b.geo_precision]];
	return near !== null && far !== null && distance <= Math.max(ONE_PLACE, near + far);
}

/** Further north or south than two vague places may be: no need to measure. */
const isFarApart = (a: Told, b: Told): boolean => Math.abs(a.point[1] - b.point[1]) > 0.5;

const isVague = ({ time_precision }: Told): boolean =>
	time_precision === 'week' || time_precision === 'month';

/** Milliseconds; 0 on the same day where one of the two knows no more than the day; infinite where one knows less. */
function timeBetween(a: Told, b: Told, first: Parts, second: Parts): number {
	if (isVague(a) || isVague(b)) return Infinity;
	const apart = Math.abs(first.at - second.at);
	if (a.time_precision !== 'day' && b.time_precision !== 'day') return apart;
	return apart < 2 * DAY && localDay(a) === localDay(b) ? 0 : DAY;
}

/** Where the day begins: news of the night belongs to the day of the place, not to that of Greenwich. */
const ZONE: Record<Theatre, string> = {
	gaza: 'Asia/Gaza',
	ukraine: 'Europe/Kyiv',
	sahel: 'Africa/Bamako'
};
const days = new Map<string, Intl.DateTimeFormat>();

function localDay({ occurred_at, time_precision, point }: Told): string {
	// A day that was named is written as its midnight in UTC; without one it is that of the post.
	if (time_precision === 'day' && !/T(?!00:00:00)/.test(occurred_at)) return occurred_at.slice(0, 10);
	const theatre = theatreAt(point);
	if (theatre === null) return occurred_at.slice(0, 10);
	const format = days.get(theatre) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE[theatre] });
	days.set(theatre, format);
	return format.format(Date.parse(occurred_at));
}

const CLOCKS_AND_DATES = /\p{Nd}{1,2}:\p{Nd}{2}|\p{Nd}{1,2}[./]\p{Nd}{1,2}(?:[./]\p{Nd}{2,4})?/gu;

/** The numbers a text states, by the beginning of the word after each: "3 people" and "9 people" count one thing. */
function countsIn(text: string): Map<string, string> {
	const counted = text
		.toLowerCase()
		.replaceAll(CLOCKS_AND_DATES, ' ')
		.matchAll(/(\p{Nd}+)\s+(\p{L}{3,})|(\p{Nd}+)/gu);
	return new Map(
		Array.from(counted, ([, number, thing, alone], n) =>
			thing ? [thing.slice(0, 5), number!] : [`alone ${n}`, alone!]
		)
	);
}

/** Both count one thing and differ; or both state numbers, and none is the same: two dead there, nine dead here. */
function contradict(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
	const common = [...a].filter(([thing]) => b.has(thing) && !thing.startsWith('alone'));
	if (common.some(([thing, number]) => b.get(thing) !== number)) return true;
	const [first, second] = [new Set(a.values()), new Set(b.values())];
	return first.size > 0 && second.size > 0 && first.isDisjointFrom(second);
}

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
export const similarity = (a: string, b: string): number => shareOf(trigrams(a), trigrams(b));

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const common = a.intersection(b).size;
	const all = a.size + b.size - common;
	return all === 0 ? 0 : common / all;
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
