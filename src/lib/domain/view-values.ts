/** The words of a view: its type, the values each parameter may have and what holds where nothing is said. */
import { DAY, type CalendarDay, type Instant } from './event-time.ts';
import { EVENT_TYPES, type EventType } from './event-type.ts';
import { CREDIBILITIES, RELIABILITIES, type Credibility, type Reliability } from './grade.ts';
import type { BoundingBox } from './location.ts';
import { REPORT_STATES, type ReportId, type ReportState } from './report.ts';
import { THEATRES, type Theatre } from './theatre.ts';

export const LASTS = ['24h', '7d', '30d', '90d', '1y', 'all'] as const;
export type Last = (typeof LASTS)[number];
export const LAYERS = ['reports', 'control', 'damage'] as const;
export type Layer = (typeof LAYERS)[number];
export const LANGS = ['en', 'ar', 'fr', 'ru', 'uk', 'es'] as const;
export type Lang = (typeof LANGS)[number];
export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

/** Allowed values of the parameters whose values can be listed. */
export const VIEW_VALUES = {
	theatre: THEATRES,
	last: LASTS,
	type: EVENT_TYPES,
	reliability: RELIABILITIES,
	credibility: CREDIBILITIES,
	state: REPORT_STATES,
	layers: LAYERS,
	lang: LANGS,
	theme: THEMES
} as const;

/** All parameters a view can have in an address. */
export const VIEW_PARAMETERS: readonly string[] = [
	...['theatre', 'last', 'from', 'to', 'asof', 'type', 'source', 'reliability', 'credibility'],
	...['state', 'q', 'bbox', 'at', 'layers', 'report', 'lang', 'theme']
];

export const DEFAULT_LAST: Last = '7d';
/** A retracted report is shown only to who asks for it. In the order of `REPORT_STATES`. */
export const DEFAULT_STATES: readonly ReportState[] = ['unreviewed', 'published'];
export const DEFAULT_LAYERS: readonly Layer[] = ['reports', 'control'];

/** A moment, or a whole UTC day: as the upper end of a period a day is included to its last minute. */
export type PeriodBound = CalendarDay | Instant;
/** The last so and so long, or between two bounds of which at least one is given. */
export type Period = { last: Last } | { from: PeriodBound | null; to: PeriodBound | null };
/** Degrees; `zoom` as MapLibre counts it (512-pixel world at 0). */
export type Camera = { zoom: number; lat: number; lon: number };

/** Lists stand in the order of their vocabulary, without doubles; `null` is all of them. */
export type View = {
	theatres: readonly Theatre[] | null;
	period: Period;
	/** The data as it was known then; `null` is a live view. */
	asOf: Instant | null;
	types: readonly EventType[] | null;
	/** Registry slugs in alphabetical order. */
	sources: readonly string[] | null;
	reliabilities: readonly Reliability[] | null;
	credibilities: readonly Credibility[] | null;
	states: readonly ReportState[];
	/** Full-text words, single-spaced. */
	q: string | null;
	bbox: BoundingBox | null;
	at: Camera | null;
	layers: readonly Layer[];
	report: ReportId | null;
	/** `null`: what the browser prefers. */
	lang: Lang | null;
	theme: Theme;
};

export const DEFAULT_VIEW: View = {
	theatres: null,
	period: { last: DEFAULT_LAST },
	asOf: null,
	types: null,
	sources: null,
	reliabilities: null,
	credibilities: null,
	states: DEFAULT_STATES,
	q: null,
	bbox: null,
	at: null,
	layers: DEFAULT_LAYERS,
	report: null,
	lang: null,
	theme: 'auto'
};

/** Milliseconds since 1970 of the first instant of a bound. */
export const boundStart = (bound: PeriodBound): number => Date.parse(bound);
/** Milliseconds since 1970 of the first instant after a bound that ends a period. */
export const boundEnd = (bound: PeriodBound): number => Date.parse(bound) + (isDay(bound) ? DAY : 0);

/** Five decimals are about a metre; more would only make addresses longer. `-0` becomes `0`. */
export const roundDegrees = (degrees: number): number => Number(degrees.toFixed(5)) + 0;
export const roundZoom = (zoom: number): number => Number(zoom.toFixed(2)) + 0;

const isDay = (bound: PeriodBound) => bound.length === 'yyyy-mm-dd'.length;
