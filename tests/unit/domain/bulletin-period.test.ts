import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBulletinDate, periodAt } from '#lib/domain/bulletin-period.ts';
import { DAY } from '#lib/domain/event-time.ts';

// ISO 8601: the year of a week is that of its Thursday.
test.each([
	['2023-10-31', '2023-10-31', 1],
	['2023-W44', '2023-10-30', 7],
	['2020-W53', '2020-12-28', 7],
	['2021-W01', '2021-01-04', 7],
	['2024-W01', '2024-01-01', 7],
	['2025-W01', '2024-12-30', 7],
	['2024-02-29', '2024-02-29', 1]
])('%s begins on %s and lasts %i days', (date, first, days) => {
	const { from, to } = parseBulletinDate(date)!;
	expect([new Date(from).toISOString().slice(0, 10), (to - from) / DAY]).toEqual([first, days]);
});

test.each([
	...['2023-02-29', '2023-W53', '2023-W00', '2023-W54', '2023-13-01', '2023-1-1', '1999-12-31', '9999-01-01'],
	...['', 'today', '2023-W4', '2023-10-31T00:00:00Z', '2023-10-31 ', '../2023-10-31', '２０２３-10-31']
])('%j is no day and no week', (date) => {
	expect(parseBulletinDate(date)).toBeNull();
});

test('every instant lies in its day and week, and each is found again by its name', () => {
	const instant = fc.integer({ min: Date.UTC(2000, 0, 3), max: Date.UTC(2099, 11, 27) });
	fc.assert(
		fc.property(instant, fc.constantFrom('day' as const, 'week' as const), (time, kind) => {
			const period = periodAt(kind, time);
			expect(period.from <= time && time < period.to).toBe(true);
			expect(parseBulletinDate(period.date)).toEqual(period);
			// Neighbours leave no gap and do not overlap.
			expect(periodAt(kind, period.to).from).toBe(period.to);
			expect(periodAt(kind, period.from - 1).to).toBe(period.from);
		})
	);
});
