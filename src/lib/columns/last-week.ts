import { DAY, MINUTE } from '#lib/domain/event-time.ts';
import { EVERYTHING, type Filter } from '#lib/domain/filter.ts';
import type { ReportState } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import { DEFAULT_LAST, DEFAULT_STATES, type View } from '#lib/domain/view-values.ts';
import { newest } from './listing.ts';
import { at, type ReportColumns } from './report-columns.ts';

/**
 * The seven whole UTC days that end with the newest report's, half-open in milliseconds: what is shown first when
 * nothing is newer. `null` without a report.
 * @param theatres `null` for all
 * @param states those the view shows: a report nobody will see does not make a week the last one
 */
export function lastWeekWithReports(
	columns: ReportColumns,
	theatres: readonly Theatre[] | null,
	states: readonly ReportState[] = DEFAULT_STATES
): { from: number; to: number } | null {
	const [id] = newest(columns, { ...EVERYTHING, theatres, states }, { limit: 1 });
	if (id === undefined) return null;
	const occurredAt = at(columns.minute, columns.rowOf(id)) * MINUTE;
	const to = (Math.floor(occurredAt / DAY) + 1) * DAY;
	return { from: to - 7 * DAY, to };
}

/**
 * Where nobody asked for a period and the usual one is empty: the last week that has reports, half-open in
 * milliseconds. `null`: what was asked for is shown.
 * @param asked what the view asks for now
 */
export function lastWeekInstead(
	columns: ReportColumns,
	{ period, asOf }: Pick<View, 'period' | 'asOf'>,
	asked: Filter
): { from: number; to: number } | null {
	const isDefault = 'last' in period && period.last === DEFAULT_LAST && asOf === null;
	if (!isDefault || newest(columns, { ...asked, ids: undefined }, { limit: 1 }).length > 0) return null;
	return lastWeekWithReports(columns, asked.theatres);
}
