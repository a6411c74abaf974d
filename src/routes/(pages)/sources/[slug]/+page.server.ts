import { error, fail } from '@sveltejs/kit';
import { RELIABILITIES } from '#lib/domain/grade.ts';
import { DEFAULT_VIEW, toFilter } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import * as reports from '#lib/server/reports.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as sources from '#lib/server/sources.ts';
import * as views from '#lib/server/views.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { refusalAnswer } from '../../review/attempt.ts';
import { moderatorsOnly } from '../../review/moderators-only.ts';
import { line, oneOf, reason } from '../../review/[id]/form-fields.ts';
import type { Actions, PageServerLoad } from './$types';

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

export const actions: Actions = {
	/** The letter is of the source: the only place where it is set. */
	async grade(event) {
		moderatorsOnly(event);
		const { params, locals, request } = event;
		const form = await request.formData();
		try {
			await reviews.gradeSource(locals.db, params.slug, {
				reliability: oneOf(form, 'reliability', RELIABILITIES),
				topic: line(form, 'topic') || null,
				reason: reason(form)
			});
			return { graded: true };
		} catch (problem) {
			const { status, words } = refusalAnswer(problem);
			return fail(status, { problem: words });
		}
	}
};
