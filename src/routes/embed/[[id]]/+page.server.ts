import { error } from '@sveltejs/kit';
import { answerable, parseView } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import * as reports from '#lib/server/reports.ts';
import * as savedViews from '#lib/server/saved-views.ts';
import * as views from '#lib/server/views.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import type { PageServerLoad } from './$types';

/** What is there without a script, or where the browser cannot draw the map. */
const LISTED = 20;

/** The bare map of a view, for pages of other sites. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
	const search = await savedViews.query(locals.db, params.id, url.searchParams);
	if (!search) error(404, m.saved_view_missing());
	const now = Date.now();
	const { view, problems } = answerable(parseView(search), { now, begins: locals.past.begins });
	const { asOf } = view;
	const { archive, filter, period } = await views.resolve(locals, view, now);
	const [listed, opened] = await Promise.all([
		reports.findMany(locals.db, views.newestIds(archive, filter, LISTED), asOf),
		view.report === null ? null : reports.find(locals.db, view.report, asOf)
	]);
	return {
		...{ view, asOf, problems, filter, period },
		total: views.counts(archive, filter).total,
		items: listed.map((report) => toListItem(locals.forReader(report, locals.lang))),
		opened: opened && locals.forReader(opened, locals.lang),
		id: params.id ?? null
	};
};
