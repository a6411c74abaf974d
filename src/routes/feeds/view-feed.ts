/** A view as a feed, in the reader's language. */
import { THEATRES } from '#lib/domain/theatre.ts';
import { toSearch, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import type { Feed, FeedFormat } from '#lib/publish/feed.ts';
import { exportPage } from '#lib/server/export-rows.ts';
import { lastChanged, updatedAt, withRetracted } from '#lib/server/feed-reports.ts';
import { lastChanges } from '#lib/server/last-changes.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { mapAddress, withSearch } from '#lib/ui/address.ts';
import { activeFilters } from '#lib/ui/filters/active-filters.ts';
import { momentText } from '#lib/ui/times.ts';
import { PERIOD_WORD, THEATRE_WORD } from '#lib/ui/words.ts';
import { toItem } from './report-item.ts';

/** Nothing has been told yet. */
const NEVER = '1970-01-01T00:00:00Z';

type Wish = { view: View; url: URL; limit: number; now: number; hub: string | null };

export async function feedOf(
	locals: App.Locals,
	format: FeedFormat,
	{ view, url: { origin, href }, limit, now, hub }: Wish
): Promise<Feed> {
	const { archive, db, lang, forReader } = locals;
	const { archive: known, filter } = await views.resolve(locals, withRetracted(view), now);
	const [changes, names] = await Promise.all([lastChanges(archive, db, known, view.asOf), sources.names(db)]);
	const found = await exportPage(db, lastChanged(known, filter, changes, limit), view.asOf);
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
