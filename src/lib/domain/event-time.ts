import * as v from 'valibot';

/** An instant in UTC, ISO 8601 with `Z`: "2023-10-17T16:00:00Z". */
export type Instant = string;
/** A calendar day, "2023-10-17". */
export type CalendarDay = string;

export const TIME_PRECISIONS = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];
export const TimePrecisionSchema = v.picklist(TIME_PRECISIONS);

/** When something happened, never more exact than its precision says. */
export type EventTime = { occurredAt: Instant; occurredUntil: Instant | null; precision: TimePrecision };

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/**
 * Any date or date-time a database or feed gives, as an `Instant`. PostgreSQL's "2026-11-22 11:48:30.125+00" included.
 * @throws RangeError naming the text when it is not a time
 */
export function toInstant(text: string): Instant {
	const iso = text
		.trim()
		.replace(' ', 'T')
		.replace(/(T.*[+-]\d\d)$/, '$1:00');
	const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00:00Z` : iso);
	if (Number.isNaN(time)) throw new RangeError(`not a time: ${JSON.stringify(text)}`);
	return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** The UTC calendar day of an instant. */
export const dayOf = (instant: Instant | number): CalendarDay => new Date(instant).toISOString().slice(0, 10);
