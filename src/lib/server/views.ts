import { facets, type Facets } from '#lib/columns/facets.ts';
import { newest } from '#lib/columns/listing.ts';
import { lastWeekInstead } from '#lib/columns/last-week.ts';
import type { ReportId } from '#lib/domain/report.ts';
import { toFilter, type Filter, type View } from '#lib/domain/view.ts';
import type { Database } from './database.ts';
import type { Known, Past } from './past.ts';
import * as reports from './reports.ts';

export type ResolvedView = {
	/** What the filter is for: the present, or the instant of a frozen view. */
	archive: Known;
	filter: Filter;
	/** Milliseconds since 1970; `from` is null for "from the beginning". */
	period: { from: number | null; to: number; reason: 'asked' | 'last_week_with_reports' };
};

/**
 * What a view is answered from, and the filter it stands for now. Where nobody asked for a period and the usual one is empty, it is the last week
 * that has reports: the page says so.
 */
export async function resolve(
	{ archive: present, past, db }: { archive: Known; past: Past; db: Database },
	view: View,
	now: number
): Promise<ResolvedView> {
	const archive = view.asOf === null ? present : await past.at(view.asOf);
	const filter = toFilter(view, now);
	if (view.q) filter.ids = await reports.search(db, view.q, view.asOf);
	const week = lastWeekInstead(archive.columns, view, filter);
	if (week) {
		return { archive, filter: { ...filter, ...week }, period: { ...week, reason: 'last_week_with_reports' } };
	}
	return { archive, filter, period: { from: filter.from, to: filter.to, reason: 'asked' } };
}

export const newestIds = (archive: Known, filter: Filter, limit: number): ReportId[] =>
	newest(archive.columns, filter, { limit });

export const counts = (archive: Known, filter: Filter): Facets => facets(archive.columns, filter);
