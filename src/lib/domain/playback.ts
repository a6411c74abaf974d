/** The window of time a reader looks through: how it is moved along the histogram's axis, by hand and by itself. */
import { DAY, dayOf } from './event-time.ts';
import type { DaySpan } from './histogram-scale.ts';
import type { Period } from './view-values.ts';

/** Days a second. */
export const SPEEDS = [1, 7, 30] as const;
export type Speed = (typeof SPEEDS)[number];

/** The shortest window: the histogram counts days. */
const LEAST_DAYS = 1;
/** What plays when everything is shown: a window that moves needs room to move in. */
const PLAYED_DAYS = 7;
const PLAYED_SHARE = 0.2;

const lengthOf = ({ from, to }: DaySpan) => to - from;
const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
export const isSameSpan = (a: DaySpan, b: DaySpan): boolean => a.from === b.from && a.to === b.to;

/** The part of a period that lies on the axis. @param period milliseconds since 1970, half-open; `from` null: all before */
export function spanOf(period: { from: number | null; to: number }, axis: DaySpan): DaySpan {
	const from = period.from === null ? axis.from : clamp(period.from / DAY, axis.from, axis.to);
	return { from, to: clamp(period.to / DAY, from, axis.to) };
}

/** The same window in whole days, at least one of them, on the axis. */
export function snapped({ from, to }: DaySpan, axis: DaySpan): DaySpan {
	const start = clamp(Math.floor(from), axis.from, Math.max(axis.from, axis.to - LEAST_DAYS));
	return { from: start, to: clamp(Math.ceil(to), Math.min(start + LEAST_DAYS, axis.to), axis.to) };
}

/** The window a drag from one place of the axis to another encloses, both days inside. */
export const between = (one: number, other: number, axis: DaySpan): DaySpan =>
	snapped({ from: Math.min(one, other), to: Math.floor(Math.max(one, other)) + 1 }, axis);

export function withStart(span: DaySpan, day: number, axis: DaySpan): DaySpan {
	const { to } = snapped(span, axis);
	return { from: clamp(Math.round(day), axis.from, Math.max(axis.from, to - LEAST_DAYS)), to };
}

export function withEnd(span: DaySpan, day: number, axis: DaySpan): DaySpan {
	const { from } = snapped(span, axis);
	return { from, to: clamp(Math.round(day), Math.min(from + LEAST_DAYS, axis.to), axis.to) };
}

/** The window moved by so many days; it keeps its length and stops at the ends of the axis. */
export function shifted(span: DaySpan, days: number, axis: DaySpan): DaySpan {
	const length = Math.min(lengthOf(span), lengthOf(axis));
	const from = clamp(span.from + days, axis.from, axis.to - length);
	return { from, to: from + length };
}

/**
 * What a window asks for. One that reaches the end of the axis stays open: reports that come in later belong to it.
 * One over the whole axis is "all".
 */
export function periodOf(span: DaySpan, axis: DaySpan): Period {
	const { from, to } = snapped(span, axis);
	const isOpen = to >= axis.to;
	if (isOpen && from <= axis.from) return { last: 'all' };
	return { from: dayOf(from * DAY), to: isOpen ? null : dayOf((to - 1) * DAY) };
}

/** Where playing begins: over again from the end, and with a shorter window where it fills the axis. */
export function playStart(span: DaySpan, axis: DaySpan): DaySpan {
	const whole = snapped(span, axis);
	if (whole.to < axis.to) return whole;
	const most = Math.max(LEAST_DAYS, Math.floor(lengthOf(axis) * PLAYED_SHARE));
	const length = whole.from > axis.from ? lengthOf(whole) : Math.min(PLAYED_DAYS, most);
	return { from: axis.from, to: Math.min(axis.from + length, axis.to) };
}

/** The window after so many days of playing, and whether that was the end. */
export function played(span: DaySpan, days: number, axis: DaySpan): { span: DaySpan; isOver: boolean } {
	const next = shifted(span, days, axis);
	return { span: next, isOver: next.to >= axis.to };
}

/** Where a window that played comes to rest: at the nearest whole day, as long as it was. */
export function rested(span: DaySpan, axis: DaySpan): DaySpan {
	const from = Math.round(span.from);
	return shifted({ from, to: from + Math.round(lengthOf(span)) }, 0, axis);
}
