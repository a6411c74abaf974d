/** Times in words: never more exact than they are known. */
import type { TimePrecision } from '#lib/domain/event-time.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from './language.ts';

type EventTimes = { occurred_at: string; occurred_until: string | null; time_precision: TimePrecision };

const formats = new Map<string, Intl.DateTimeFormat>();
/** Formatters are slow to make and a list asks for hundreds of times. */
function format(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = lang + JSON.stringify(options);
	const known = formats.get(key) ?? new Intl.DateTimeFormat(intlLocale(lang), options);
	formats.set(key, known);
	return known;
}

const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** "17 October 2023". @param zone IANA name of the zone whose calendar counts */
export const dateText = (instant: string | number, lang: Lang, zone = 'UTC'): string =>
	format(lang, { ...DATE, timeZone: zone }).format(new Date(instant));

/** "24–30 November 2023", in UTC days; both are inside. */
export const dateRangeText = (
	from: string | number,
	to: string | number,
	lang: Lang,
	month: 'long' | 'short' = 'long'
): string => format(lang, { ...DATE, month, timeZone: 'UTC' }).formatRange(new Date(from), new Date(to));

/** "Tuesday, 17 October 2023": for a list that is grouped by day. */
export const dayHeading = (day: string, lang: Lang): string =>
	format(lang, { ...DATE, weekday: 'long', timeZone: 'UTC' }).format(new Date(day));

/** "18:04" */
export const clockText = (instant: string | number, lang: Lang, zone = 'UTC'): string =>
	format(lang, { ...TIME, timeZone: zone }).format(new Date(instant));

/** "17 October 2023, 18:04 GMT+2" */
export const momentText = (instant: string | number, lang: Lang, zone = 'UTC'): string =>
	format(lang, { ...DATE, ...TIME, timeZone: zone, timeZoneName: 'short' }).format(new Date(instant));

/** Only hours and minutes belong to a zone; a day, a week and a month are those of the report. */
export const hasClock = (precision: TimePrecision): boolean => precision === 'minute' || precision === 'hour';

/** When an event happened, in words that match the precision: "17 October 2023, about 18:00". */
export function eventTimeText(times: EventTimes, lang: Lang, zone = 'UTC'): string {
	const from = pointText(times.occurred_at, times.time_precision, lang, zone);
	if (!times.occurred_until) return from;
	if (times.time_precision === 'day') return dateRangeText(times.occurred_at, times.occurred_until, lang);
	const to = pointText(times.occurred_until, times.time_precision, lang, zone);
	return from === to ? from : m.time_range({ from, to });
}

function pointText(instant: string, precision: TimePrecision, lang: Lang, zone: string): string {
	if (precision === 'month') {
		return format(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(instant));
	}
	if (precision === 'week') return m.time_week({ day: dateText(instant, lang) });
	if (precision === 'day') return dateText(instant, lang);
	const day = dateText(instant, lang, zone);
	const time = format(lang, { ...TIME, timeZone: zone, timeZoneName: 'short' }).format(new Date(instant));
	return precision === 'hour' ? m.time_about({ day, time }) : `${day}, ${time}`;
}

/** The calendar day a report is listed under, "2023-10-17". */
export function listingDay({ occurred_at, time_precision }: EventTimes, zone = 'UTC'): string {
	if (!hasClock(time_precision)) return occurred_at.slice(0, 10);
	// en-CA writes dates as ISO 8601 does.
	return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(occurred_at));
}

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
	['year', 31_536_000],
	['month', 2_592_000],
	['week', 604_800],
	['day', 86_400],
	['hour', 3_600],
	['minute', 60]
];

/** "3 hours ago". @param now milliseconds since 1970 */
export function ageText(instant: string | number, now: number, lang: Lang): string {
	const seconds = Math.min(0, (new Date(instant).getTime() - now) / 1000);
	const [unit, size] = STEPS.find(([, size]) => -seconds >= size) ?? ['second', 1];
	const words = new Intl.RelativeTimeFormat(intlLocale(lang), { numeric: 'auto' });
	return unit === 'second' ? words.format(0, 'second') : words.format(Math.round(seconds / size), unit);
}
