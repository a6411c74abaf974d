import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '#lib/domain/event-time.ts';
import type { DaySpan } from '#lib/domain/histogram-scale.ts';
import {
	between,
	periodOf,
	played,
	playStart,
	rested,
	shifted,
	snapped,
	spanOf,
	withEnd,
	withStart
} from '#lib/domain/playback.ts';
import { DEFAULT_VIEW, toFilter } from '#lib/domain/view.ts';

/** 7 October to 30 November 2023. */
const AXIS: DaySpan = { from: Date.UTC(2023, 9, 7) / DAY, to: Date.UTC(2023, 11, 1) / DAY };
const day = (number: number) => AXIS.from + number;
const span = (from: number, to: number): DaySpan => ({ from: day(from), to: day(to) });

const anyAxis = fc
	.tuple(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: 1, max: 4_000 }))
	.map(([from, length]): DaySpan => ({ from, to: from + length }));
const anyDay = fc.double({ min: -40_000, max: 40_000, noNaN: true });
const anySpanOn = (axis: DaySpan) =>
	fc
		.tuple(anyDay, anyDay)
		.map(([a, b]) => spanOf({ from: Math.min(a, b) * DAY, to: Math.max(a, b) * DAY }, axis));
const axisAndSpan = anyAxis.chain((axis) => fc.tuple(fc.constant(axis), anySpanOn(axis)));

describe('a window that is moved', () => {
	test('keeps its length and stops at the ends', () => {
		expect(shifted(span(10, 17), 3, AXIS)).toEqual(span(13, 20));
		expect(shifted(span(10, 17), -30, AXIS)).toEqual(span(0, 7));
		expect(shifted(span(10, 17), Infinity, AXIS)).toEqual(span(48, 55));
	});

	test('never loses an edge past the other', () => {
		expect(withStart(span(10, 17), day(30), AXIS)).toEqual(span(16, 17));
		expect(withEnd(span(10, 17), day(2), AXIS)).toEqual(span(10, 11));
		expect(withStart(span(10, 17), -Infinity, AXIS)).toEqual(span(0, 17));
	});

	test('holds both days between which it was drawn, in either direction', () => {
		expect(between(day(3.7), day(5.2), AXIS)).toEqual(span(3, 6));
		expect(between(day(5.2), day(3.7), AXIS)).toEqual(span(3, 6));
		expect(between(day(4.1), day(4.3), AXIS)).toEqual(span(4, 5));
	});

	test('stays on the axis, in whole days, at least one long, whatever is done to it', () => {
		fc.assert(
			fc.property(axisAndSpan, anyDay, anyDay, ([axis, start], a, b) => {
				const whole = snapped(start, axis);
				const windows = [whole, withStart(start, a, axis), withEnd(start, a, axis)];
				windows.push(between(a, b, axis), shifted(whole, Math.round(a), axis), playStart(start, axis));
				for (const { from, to } of windows) {
					expect(from).toBeGreaterThanOrEqual(axis.from);
					expect(to).toBeLessThanOrEqual(axis.to);
					expect(to - from).toBeGreaterThanOrEqual(1);
					expect([from, to].every(Number.isInteger)).toBe(true);
				}
			})
		);
	});
});

describe('the period of a window', () => {
	test('names its first and its last day', () => {
		expect(periodOf(span(10, 17), AXIS)).toEqual({ from: '2023-10-17', to: '2023-10-23' });
	});

	test('stays open where it reaches the end: what comes in later belongs to it', () => {
		expect(periodOf(span(48, 55), AXIS)).toEqual({ from: '2023-11-24', to: null });
	});

	test('is all time where it is the whole axis', () => {
		expect(periodOf(span(0, 55), AXIS)).toEqual({ last: 'all' });
	});

	test('leads back to the window', () => {
		const now = Date.UTC(2200, 0);
		fc.assert(
			fc.property(axisAndSpan, ([axis, start]) => {
				const window = snapped(start, axis);
				const period = periodOf(window, axis);
				const { from, to } = spanOf(toFilter({ ...DEFAULT_VIEW, period }, now), axis);
				// As differences: the first day of 1970 may be 0 or -0.
				expect([from - window.from, to - window.to].map(Math.abs)).toEqual([0, 0]);
			})
		);
	});

	test('beside the axis is drawn at its nearest end', () => {
		expect(spanOf({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1) }, AXIS)).toEqual(span(55, 55));
		expect(spanOf({ from: null, to: Date.UTC(2020, 0, 1) }, AXIS)).toEqual(span(0, 0));
	});
});

describe('playing', () => {
	test('goes on from where the window stands', () => {
		expect(playStart(span(10, 17), AXIS)).toEqual(span(10, 17));
	});

	test('begins again from the end', () => {
		expect(playStart(span(45, 55), AXIS)).toEqual(span(0, 10));
	});

	test('takes a week where everything is shown, less where that is much', () => {
		expect(playStart(AXIS, AXIS)).toEqual(span(0, 7));
		const short = span(0, 10);
		expect(playStart(short, short)).toEqual(span(0, 2));
	});

	test('moves by parts of a day and ends at the end', () => {
		expect(played(span(10, 17), 0.25, AXIS)).toEqual({ span: span(10.25, 17.25), isOver: false });
		expect(played(span(47, 54), 30, AXIS)).toEqual({ span: span(48, 55), isOver: true });
	});

	test('rests on whole days, as long as it was', () => {
		expect(rested(span(10.4, 17.4), AXIS)).toEqual(span(10, 17));
		expect(rested(span(10.6, 17.6), AXIS)).toEqual(span(11, 18));
	});
});
