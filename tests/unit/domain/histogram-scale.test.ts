import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, dayOf } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import {
	axisOf,
	barPaths,
	BIN_UNITS,
	binsOf,
	binUnitFor,
	dayScale,
	highest,
	ticksOf,
	unitEnd,
	unitStart,
	type DayCounts
} from '#lib/domain/histogram-scale.ts';

const day = (text: string) => Date.parse(text) / DAY;
const dateOf = (number: number) => dayOf(number * DAY);
const anyDay = fc.integer({ min: day('1890-01-01'), max: day('2190-01-01') });

/** As many reports of each type on each day as the lists say. */
function countsOf(firstDay: number, byCode: readonly (readonly number[])[]): DayCounts {
	const length = byCode[0]?.length ?? 0;
	return {
		firstDay,
		length,
		totals: Array.from({ length }, (_, i) => byCode.reduce((sum, days) => sum + days[i]!, 0)),
		byType: Object.fromEntries(
			EVENT_TYPES.map((type, code) => [type, byCode[code]!])
		) as unknown as DayCounts['byType']
	};
}
const anyCounts = fc.tuple(anyDay, fc.integer({ min: 1, max: 900 })).chain(([firstDay, length]) =>
	fc
		.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: length, maxLength: length }), {
			minLength: EVENT_TYPES.length,
			maxLength: EVENT_TYPES.length
		})
		.map((byCode) => countsOf(firstDay, byCode))
);

describe('bins', () => {
	test('are days as long as a bar of two pixels and a gap find room, then weeks, months, years', () => {
		expect(binUnitFor(55, 900)).toBe('day');
		expect(binUnitFor(365, 900)).toBe('week');
		expect(binUnitFor(4 * 365, 340)).toBe('month');
		expect(binUnitFor(40 * 365, 340)).toBe('year');
	});

	test('never give a full bar fewer than two pixels while there is a larger unit', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40_000 }),
				fc.integer({ min: 100, max: 2_000 }),
				(days, width) => {
					const unit = binUnitFor(days, width);
					const least = { day: 1, week: 7, month: 28, year: 365 }[unit];
					expect(unit === 'year' || (least * width) / days >= 3).toBe(true);
				}
			)
		);
	});

	test('begin on Mondays, on the first of a month and of a year, before 1970 too', () => {
		expect(dateOf(unitStart(day('2023-10-08'), 'week'))).toBe('2023-10-02');
		expect(dateOf(unitStart(day('1969-12-31'), 'week'))).toBe('1969-12-29');
		expect(dateOf(unitStart(day('1969-12-31'), 'month'))).toBe('1969-12-01');
		expect(dateOf(unitEnd(day('2024-02-10'), 'month'))).toBe('2024-03-01');
		expect(dateOf(unitEnd(day('2023-12-31'), 'year'))).toBe('2024-01-01');
	});

	test.each(BIN_UNITS)('follow one another without a gap: %s', (unit) => {
		fc.assert(
			fc.property(anyDay, (number) => {
				const [start, end] = [unitStart(number, unit), unitEnd(number, unit)];
				expect(start).toBeLessThanOrEqual(number);
				expect(end).toBeGreaterThan(number);
				expect(unitStart(end, unit)).toBe(end);
				expect(unitStart(end - 1, unit)).toBe(start);
			})
		);
	});

	test('count every report once, whatever the unit', () => {
		fc.assert(
			fc.property(anyCounts, fc.constantFrom(...BIN_UNITS), (counts, unit) => {
				const bins = binsOf(counts, unit);
				const axis = axisOf(counts);
				const all = [...Array(counts.length).keys()].reduce((sum, i) => sum + counts.totals[i]!, 0);
				expect(bins.reduce((sum, bin) => sum + bin.total, 0)).toBe(all);
				for (const bin of bins) expect(bin.byType.reduce((sum, count) => sum + count, 0)).toBe(bin.total);
				expect([bins[0]!.from, bins.at(-1)!.to]).toEqual([axis.from, axis.to]);
				bins.slice(1).forEach((bin, i) => expect(bin.from).toBe(bins[i]!.to));
			}),
			{ numRuns: 40 }
		);
	});
});

describe('bars', () => {
	const quiet = EVENT_TYPES.map(() => [0, 0]);
	const counts = countsOf(
		19_000,
		quiet.map((none, code) => (code === 0 ? [2, 1] : code === 2 ? [2, 0] : none))
	);
	const bins = binsOf(counts, 'day');

	test('stand on the ground, the next type on the one before, the highest at the top', () => {
		expect(highest(bins)).toBe(4);
		const paths = barPaths(bins, dayScale(axisOf(counts), 20), 40);
		expect(paths.battles).toBe('M0 40V20h9V40ZM10 40V30h9V40Z');
		expect(paths.shelling).toBe('M0 20V0h9V20Z');
		expect(paths.humanitarian).toBe('');
	});

	test('of no report are no bars', () => {
		const none = countsOf(
			0,
			EVENT_TYPES.map(() => [])
		);
		expect(binsOf(none, 'day')).toEqual([]);
		expect(Object.values(barPaths([], dayScale(axisOf(none), 100), 40)).join('')).toBe('');
	});
});

test('days become pixels and pixels days', () => {
	fc.assert(
		fc.property(
			anyDay,
			fc.integer({ min: 1, max: 5_000 }),
			fc.integer({ min: 50, max: 3_000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(from, length, width, share) => {
				const scale = dayScale({ from, to: from + length }, width);
				const at = from + length * share;
				expect(scale.day(scale.x(at))).toBeCloseTo(at, 5);
				expect(scale.x(from)).toBe(0);
				expect(scale.x(from + length)).toBeCloseTo(width, 6);
			}
		)
	);
});

describe('the axis', () => {
	const ticks = (from: string, to: string, width: number) =>
		ticksOf({ from: day(from), to: day(to) }, width).map((tick) => `${dateOf(tick.day)} ${tick.unit}`);

	test('names days, Mondays, months or years, as there is room', () => {
		expect(ticks('2023-10-07', '2023-10-10', 600)).toEqual([
			'2023-10-07 day',
			'2023-10-08 day',
			'2023-10-09 day'
		]);
		expect(ticks('2023-10-07', '2023-11-01', 400)).toEqual([
			'2023-10-09 day',
			'2023-10-16 day',
			'2023-10-23 day',
			'2023-10-30 day'
		]);
		expect(ticks('2023-11-15', '2024-03-10', 400)).toEqual([
			'2023-12-01 month',
			'2024-01-01 year',
			'2024-02-01 month',
			'2024-03-01 month'
		]);
		expect(ticks('2019-05-01', '2023-10-07', 400)).toEqual([
			'2020-01-01 year',
			'2021-01-01 year',
			'2022-01-01 year',
			'2023-01-01 year'
		]);
	});

	test('keeps its names apart', () => {
		fc.assert(
			fc.property(
				anyDay,
				fc.integer({ min: 1, max: 60_000 }),
				fc.integer({ min: 100, max: 2_000 }),
				(from, length, width) => {
					const axis = { from, to: from + length };
					const scale = dayScale(axis, width);
					const places = ticksOf(axis, width).map((tick) => scale.x(tick.day));
					places.slice(1).forEach((place, i) => expect(place - places[i]!).toBeGreaterThan(50));
					for (const place of places) expect(place).toBeGreaterThanOrEqual(0);
				}
			)
		);
	});
});
