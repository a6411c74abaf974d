import { error } from '@sveltejs/kit';
import type { Report } from '#lib/domain/report.ts';
import { m } from '#lib/i18n/messages.js';
import { nearby, neighbours, sameDay } from '#lib/server/nearby.ts';
import * as reports from '#lib/server/reports.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import type { PageServerLoad } from './$types';

const NEARBY_LISTED = 6;
const SAME_DAY_LISTED = 8;

export const load: PageServerLoad = async ({ params, locals }) => {
	const id = /^[1-9]\d{0,9}$/.test(params.id) ? Number(params.id) : null;
	const report = id === null ? null : await reports.find(locals.db, id);
	if (!report) error(404, m.report_missing({ id: params.id }));
	const [revisions, related] = await Promise.all([
		reports.history(locals.db, report.id),
		relatedTo(report, locals)
	]);
	return { report: locals.forReader(report, locals.lang), revisions, related };
};

/** Reports around this one in place and time. Empty for one that is not in the archive yet. */
async function relatedTo(report: Report, { archive: { columns }, db, forReader, lang }: App.Locals) {
	const row = columns.rowOf(report.id);
	if (row < 0) return { nearby: [], sameDay: [], previous: null, next: null };
	const own = columns.rowAt(row);
	const near = nearby(columns, own, NEARBY_LISTED);
	const day = sameDay(columns, own, SAME_DAY_LISTED);
	const { previous, next } = neighbours(columns, own);
	const ids = [...near.map(({ id }) => id), ...day, ...[previous, next].filter((id) => id !== null)];
	const found = await reports.findMany(db, [...new Set(ids)]);
	const items = new Map(found.map((other) => [other.id, toListItem(forReader(other, lang))]));
	const itemOf = (id: number | null) => (id === null ? null : (items.get(id) ?? null));
	return {
		nearby: near.flatMap(({ id, distance }) => {
			const item = itemOf(id);
			return item ? [{ item, distance }] : [];
		}),
		sameDay: day.flatMap((id) => itemOf(id) ?? []),
		previous: itemOf(previous),
		next: itemOf(next)
	};
}
