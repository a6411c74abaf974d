import { expect, test } from 'vitest';
import { calendarOf } from '../../../src/routes/(pages)/bulletins/calendar.ts';

test.each([
	['2023-11', ['2023-W44', '2023-W48'], 5],
	// A month that is four whole weeks, and one that touches six.
	['2021-02', ['2021-W05', '2021-W08'], 4],
	['2023-10', ['2023-W39', '2023-W44'], 6],
	['2020-12', ['2020-W49', '2020-W53'], 5]
])('%s', (month, [first, last], count) => {
	const { weeks, from, to } = calendarOf(month);
	expect([weeks[0]!.week, weeks.at(-1)!.week, weeks.length]).toEqual([first, last, count]);
	expect((to - from) / 86_400_000).toBe(count * 7);
	const days = weeks.flatMap(({ days }) => days).filter((day) => day !== null);
	expect(days[0]).toBe(`${month}-01`);
	expect(new Set(days.map((day) => day.slice(0, 7)))).toEqual(new Set([month]));
	expect(days.length).toBe(new Date(Date.parse(`${days.at(-1)}T00:00:00Z`)).getUTCDate());
});
