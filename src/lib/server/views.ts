import { facets, type Facets } from '#lib/columns/facets.ts';
import { newest } from '#lib/columns/listing.ts';
import { lastWeekWithReports } from '#lib/columns/last-week.ts';
import type { ReportId } from '#lib/domain/report.ts';
import { DEFAULT_LAST, toFilter, type Filter, type View } from '#lib/domain/view.ts';
import type { Archive } from './archive.ts';
import type { Database } from './database.ts';
import * as reports from './reports.ts';

export type ResolvedView = {
	filter: Filter;
	/** Milliseconds since 1970; `from` is null for "from the beginning". */
	period: { from: number | null; to: number; reason: 'asked' | 'last_week_with_reports' };
};

/**
 * The filter a view stands for now. Where nobody asked for a period and the usual one is empty, it is the last week
 * that has reports: the page says so.
 */
export async function resolve(
	{ archive, db }: { archive: Archive; db: Database },
	view: View,
	now: number
): Promise<ResolvedView> {
	const filter = toFilter(view, now);
	if (view.q) filter.ids = await reports.search(db, view.q);
	const isDefault = 'last' in view.period && view.period.last === DEFAULT_LAST && view.asOf === null;
	if (isDefault && newestIds(archive, { ...filter, ids: undefined }, 1).length === 0) {
		const week = lastWeekWithReports(archive.columns, filter.theatres);
		if (week) {
			return { filter: { ...filter, ...week }, period: { ...week, reason: 'last_week_with_reports' } };
		}
	}
	return { filter, period: { from: filter.from, to: filter.to, reason: 'asked' } };
}

export const newestIds = (archive: Archive, filter: Filter, limit: number): ReportId[] =>
	newest(archive.columns, filter, { limit });

export const counts = (archive: Archive, filter: Filter): Facets => facets(archive.columns, filter);
