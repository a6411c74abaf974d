/** A month as a calendar shows it: whole ISO weeks, of which the first and last may reach into other months. */
import { periodAt } from '#lib/domain/bulletin-period.ts';
import { DAY, dayOf } from '#lib/domain/event-time.ts';

export type CalendarWeek = {
	/** "2023-W44" */
	week: string;
	/** Monday to Sunday; null where the day is of another month. */
	days: (string | null)[];
};

/** @param month "2023-11" */
export function calendarOf(month: string): { from: number; to: number; weeks: CalendarWeek[] } {
	const first = Date.parse(`${month}-01T00:00:00Z`);
	const { from } = periodAt('week', first);
	const weeks: CalendarWeek[] = [];
	for (let monday = from; monday <= first || dayOf(monday).startsWith(month); monday += 7 * DAY) {
		const days = Array.from({ length: 7 }, (_, n) => dayOf(monday + n * DAY));
		weeks.push({
			week: periodAt('week', monday).date,
			days: days.map((day) => (day.startsWith(month) ? day : null))
		});
	}
	return { from, to: from + weeks.length * 7 * DAY, weeks };
}
