import { error } from '@sveltejs/kit';
import type { Report } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { parseView } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import * as reports from '#lib/server/reports.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import type { PageServerLoad } from './$types';

/** What a page without JavaScript shows, and one with it until the map's own data is there. */
const LISTED = 100;

export const load: PageServerLoad = async ({ params, url, locals }) => {
	const theatre = THEATRES.find((name) => name === params.theatre);
	if (params.theatre && !theatre) error(404, m.error_front({ name: params.theatre }));
	const { view, problems } = parseView(url.searchParams, theatre);
	const { filter, period } = await views.resolve(locals, view, Date.now());
	const [listed, opened, names] = await Promise.all([
		reports.findMany(locals.db, views.newestIds(locals.archive, filter, LISTED)),
		view.report === null ? null : reports.find(locals.db, view.report),
		sources.names(locals.db)
	]);
	const facets = views.counts(locals.archive, filter);
	return {
		...{ view, problems, filter, period, facets, total: facets.total },
		theatre: theatre ?? null,
		items: listed.map((report) => toListItem(locals.forReader(report, locals.lang))),
		opened: (opened && locals.forReader(opened, locals.lang)) satisfies Report | null,
		sources: names,
		isDemo: locals.archive.isDemo
	};
};
