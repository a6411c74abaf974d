import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days } from '#lib/columns/days.ts';
import { lastWeekWithReports } from '#lib/columns/last-week.ts';
import { newest } from '#lib/columns/listing.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { DAY } from '#lib/domain/event-time.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { anyFilter, anyReports, aReport, columnsOf, passes, rowsOf } from './arbitrary.ts';

describe('the newest reports', () => {
	test('pages of any length put together are all matching reports, newest first', () => {
		fc.assert(
			fc.property(anyReports, anyFilter, fc.integer({ min: 1, max: 9 }), (reports, filter, limit) => {
				const columns = columnsOf(reports);
				const expected = rowsOf(columns)
					.filter((report) => passes(report, filter))
					.sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id)
					.map((report) => report.id);
				const read: number[] = [];
				for (let page = newest(columns, filter, { limit }); page.length > 0;) {
					expect(page.length).toBeLessThanOrEqual(limit);
					read.push(...page);
					const last = columns.rowAt(columns.rowOf(page[page.length - 1] as number));
					page = newest(columns, filter, { limit, after: last });
				}
				expect(read).toEqual(expected);
			})
		);
	});

	test('of one minute the highest id comes first', () => {
		expect(newest(columnsOf([1, 3, 2].map((id) => aReport({ id }))), EVERYTHING, { limit: 2 })).toEqual([
			3, 2
		]);
	});

	test('a limit of nothing gives nothing', () => {
		expect(newest(columnsOf([aReport()]), EVERYTHING, { limit: 0 })).toEqual([]);
	});
});

describe('days', () => {
	test('quiet days stand between loud ones', () => {
		const on = (id: number, day: number, eventType = EVENT_TYPES[0]) =>
			aReport({ id, occurredAt: Date.UTC(2023, 9, day, 23, 59), eventType });
		const { firstDay, length, totals, byType } = days(
			columnsOf([on(1, 9), on(2, 7), on(3, 7, 'shelling' as never)]),
			EVERYTHING
		);
		expect(new Date(firstDay * DAY).toISOString()).toBe('2023-10-07T00:00:00.000Z');
		expect([length, [...totals], [...byType.battles], [...byType.shelling]]).toEqual([
			3,
			[2, 0, 1],
			[1, 0, 1],
			[1, 0, 0]
		]);
	});

	test('each report counts once, on its own UTC day and type', () => {
		fc.assert(
			fc.property(anyReports, anyFilter, (reports, filter) => {
				const columns = columnsOf(reports);
				const shown = rowsOf(columns).filter((report) => passes(report, filter));
				const { firstDay, length, totals, byType } = days(columns, filter);
				expect(totals.reduce((sum, count) => sum + count, 0)).toBe(shown.length);
				expect(length === 0 || (Number(totals[0]) > 0 && Number(totals[length - 1]) > 0)).toBe(true);
				for (const { occurredAt, eventType } of shown) {
					const sameDay = shown.filter(
						(other) => Math.floor(other.occurredAt / DAY) === Math.floor(occurredAt / DAY)
					);
					const day = Math.floor(occurredAt / DAY) - firstDay;
					expect(totals[day]).toBe(sameDay.length);
					expect(byType[eventType][day]).toBe(
						sameDay.filter((other) => other.eventType === eventType).length
					);
				}
			})
		);
	});

	test('nothing has no days', () => {
		expect(days(columnsOf([]), EVERYTHING)).toMatchObject({ firstDay: 0, length: 0 });
	});
});

describe('the last week with reports', () => {
	const newestOf = (theatre: 'gaza' | 'sahel', id: number, occurredAt: number, state = 'published') =>
		aReport({ id, theatre, occurredAt, state: state as never });
	const columns = columnsOf([
		newestOf('gaza', 1, Date.UTC(2023, 9, 17, 16)),
		newestOf('sahel', 2, Date.UTC(2023, 10, 3, 0, 0)),
		newestOf('gaza', 3, Date.UTC(2023, 11, 1), 'retracted')
	]);

	test('ends with the whole day of the newest report that is shown', () => {
		expect(lastWeekWithReports(columns, null)).toEqual({
			from: Date.UTC(2023, 9, 28),
			to: Date.UTC(2023, 10, 4)
		});
	});

	test('is that of the theatres asked for', () => {
		expect(lastWeekWithReports(columns, ['gaza'])?.to).toBe(Date.UTC(2023, 9, 18));
		expect(lastWeekWithReports(columns, ['ukraine'])).toBeNull();
	});

	test('counts retracted reports when they are shown', () => {
		expect(lastWeekWithReports(columns, null, ['retracted'])?.to).toBe(Date.UTC(2023, 11, 2));
	});
});
