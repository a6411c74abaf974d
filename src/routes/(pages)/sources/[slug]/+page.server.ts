import { error } from '@sveltejs/kit';
import { DEFAULT_VIEW, toFilter } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import * as reports from '#lib/server/reports.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import type { PageServerLoad } from './$types';

const LATEST = 12;

export const load: PageServerLoad = async ({ params, locals }) => {
	const all = await sources.all(locals.db);
	const source = all.find(({ slug }) => slug === params.slug);
	if (!source) error(404, m.source_missing({ slug: params.slug }));
	const citing = toFilter({ ...DEFAULT_VIEW, period: { last: 'all' }, sources: [source.slug] }, Date.now());
	const [latest, history] = await Promise.all([
		reports.findMany(locals.db, views.newestIds(locals.archive, citing, LATEST)),
		sources.history(locals.db, source.slug)
	]);
	const group = source.origin_group
		? all.filter((other) => other.origin_group === source.origin_group && other.slug !== source.slug)
		: [];
	return {
		source,
		history,
		group: group.map(({ slug, name }) => ({ slug, name })),
		latest: latest.map((report) => toListItem(locals.forReader(report, locals.lang))),
		citing: views.counts(locals.archive, citing).total
	};
};
