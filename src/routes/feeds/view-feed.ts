/** A view as a feed, in the reader's language. */
import type { ReportId } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { toSearch, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import type { Feed } from '#lib/publish/feed.ts';
import { exportPage } from '#lib/server/export-rows.ts';
import { lastChanged, updatedAt, withRetracted } from '#lib/server/feed-reports.ts';
import { lastChanges, type LastChanges } from '#lib/server/last-changes.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { mapAddress, withSearch } from '#lib/ui/address.ts';
import { activeFilters } from '#lib/ui/filters/active-filters.ts';
import { momentText } from '#lib/ui/times.ts';
import { PERIOD_WORD, THEATRE_WORD } from '#lib/ui/words.ts';
import { toItem } from './report-item.ts';

/** Nothing has been told yet. */
const NEVER = '1970-01-01T00:00:00Z';

/** The reports a feed tells of now, and when they changed. */
export type Told = { ids: ReportId[]; changes: LastChanges };

/** Quick: what is told may be asked for a thousand times before it changes. */
export async function toldIn(locals: App.Locals, view: View, limit: number, now: number): Promise<Told> {
	const { archive, db } = locals;
	const { archive: known, filter } = await views.resolve(locals, withRetracted(view), now);
	const changes = await lastChanges(archive, db, known, view.asOf);
	return { changes, ids: lastChanged(known, filter, changes, limit) };
}

type Wish = { view: View; url: URL; told: Told; hub: string | null };

export async function feedOf(
	locals: App.Locals,
	{ view, url: { origin, href }, told: { ids, changes }, hub }: Wish
): Promise<Feed> {
	const { db, lang, forReader } = locals;
	const [names, found] = await Promise.all([sources.names(db), exportPage(db, ids, view.asOf)]);
	const items = found.map((report) =>
		toItem(forReader(report, lang), { origin, lang, asOf: view.asOf, updated: updatedAt(report, changes) })
	);
	return {
		// Without what may change about it: host and view.
		id: `${origin}${withSearch('/feeds/reports', toSearch({ ...view, lang: null }))}`,
		title: ['Fronts', ...(view.theatres ?? THEATRES).map((theatre) => THEATRE_WORD[theatre]())].join(' · '),
		description: [
			m.app_description(),
			...('last' in view.period ? [PERIOD_WORD[view.period.last]()] : []),
			...activeFilters(view, names).map(({ name }) => name),
			...(view.asOf === null ? [] : [m.asof_known({ at: momentText(view.asOf, lang) })])
		].join(' · '),
		url: origin + mapAddress({ ...view, report: null }),
		address: href,
		...{ lang, hub, items },
		updated: items.reduce((latest, { updated }) => (updated > latest ? updated : latest), NEVER)
	};
}
