import type { Theatre } from '#lib/domain/theatre.ts';
import { answerable, parseView } from '#lib/domain/view.ts';
import * as oversight from '#lib/server/oversight.ts';
import * as reports from '#lib/server/reports.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { shareMap } from '../share/shared-head.ts';

/** What a page without JavaScript shows, and one with it until the map's own data is there. */
const LISTED = 100;

type Asked = { url: URL; locals: App.Locals };

type Wish = {
	/** The view's query, whether it stands in the address or was saved. */
	search: URLSearchParams;
	/** The one the path names. */
	theatre?: Theatre;
	/** The page's own address, where it is not that of the view. */
	path?: string;
};

/** What the map page shows of a view, and says of itself in its head. */
export async function mapData(event: Asked, { search, theatre, path }: Wish) {
	const { locals } = event;
	const now = Date.now();
	const { begins } = locals.past;
	const { view, problems } = answerable(parseView(search, theatre), { now, begins });
	const { asOf } = view;
	const { archive, filter, period } = await views.resolve(locals, view, now);
	const [listed, opened, names, { read_only }] = await Promise.all([
		reports.findMany(locals.db, views.newestIds(archive, filter, LISTED), asOf),
		view.report === null ? null : reports.find(locals.db, view.report, asOf),
		sources.names(locals.db),
		oversight.switches(locals.db)
	]);
	const ids = [...listed, ...(opened ? [opened] : [])].map(({ id }) => id);
	const since = await reports.changedSince(locals.db, ids, asOf);
	const facets = views.counts(archive, filter);
	const report = opened && locals.forReader(opened, locals.lang);
	shareMap(event, { view, filter, period, facets }, { report, path });
	return {
		...{ view, asOf, problems, filter, period, facets, total: facets.total },
		theatre: theatre ?? null,
		items: listed.map((report) => toListItem(locals.forReader(report, locals.lang), since[report.id])),
		opened: report && { report, since: since[report.id] ?? null },
		sources: names,
		isDemo: locals.archive.isDemo,
		isReadOnly: read_only
	};
}
