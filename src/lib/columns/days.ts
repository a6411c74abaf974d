import { DAY, MINUTE } from '#lib/domain/event-time.ts';
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { matching } from './filter.ts';
import type { ReportColumns } from './report-columns.ts';

const MINUTES_A_DAY = DAY / MINUTE;

/**
 * Reports per UTC day, every day from the first to the last with a report. What is only known to the week or month
 * counts on the day it began.
 */
export type Days = {
	/** Days since 1970 of the first count; times `DAY` it is its first millisecond. 0 when there is none. */
	firstDay: number;
	/** How many days there are; 0 when nothing matches. */
	length: number;
	totals: Uint32Array;
	byType: Record<EventType, Uint32Array>;
};

export function days(columns: ReportColumns, filter: Filter): Days {
	const rows = matching(columns, filter);
	const { first, last } = span(columns, rows);
	const length = rows.length === 0 ? 0 : last - first + 1;
	const totals = new Uint32Array(length);
	const byCode = EVENT_TYPES.map(() => new Uint32Array(length));
	for (const row of rows) {
		const day = dayOfRow(columns, row) - first;
		totals[day] = totals[day]! + 1;
		const counts = byCode[columns.type[row]!] as Uint32Array;
		counts[day] = counts[day]! + 1;
	}
	return {
		firstDay: length === 0 ? 0 : first,
		length,
		totals,
		byType: Object.fromEntries(EVENT_TYPES.map((type, code) => [type, byCode[code]])) as Days['byType']
	};
}

const dayOfRow = (columns: ReportColumns, row: number) => Math.floor(columns.minute[row]! / MINUTES_A_DAY);

function span(columns: ReportColumns, rows: Uint32Array): { first: number; last: number } {
	let first = Infinity;
	let last = -Infinity;
	for (const row of rows) {
		const day = dayOfRow(columns, row);
		if (day < first) first = day;
		if (day > last) last = day;
	}
	return { first, last };
}
