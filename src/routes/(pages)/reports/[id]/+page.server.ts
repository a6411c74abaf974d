import { error, redirect } from '@sveltejs/kit';
import type { Report, ReportId } from '#lib/domain/report.ts';
import { answerable, parseView, type View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { nearby, neighbours, sameDay } from '#lib/server/nearby.ts';
import * as reports from '#lib/server/reports.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { momentText } from '#lib/ui/times.ts';
import { shareReport } from '../../../share/shared-head.ts';
import type { PageServerLoad } from './$types';

const NEARBY_LISTED = 6;
const SAME_DAY_LISTED = 8;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const { begins } = locals.past;
	const { view, problems } = answerable(parseView(url.searchParams), { now: Date.now(), begins });
	const { asOf } = view;
	const id = /^[1-9]\d{0,9}$/.test(params.id) ? Number(params.id) : null;
	const report = id === null ? null : await reports.find(locals.db, id, asOf);
	// Moderators still see what was merged, on a page of their own.
	if (id !== null && asOf === null && (!report || report.state === 'rejected')) {
		const successor = await reports.successor(locals.db, id);
		// Not for ever: a merge can be taken back.
		if (successor)
			redirect(307, pageAddress(`/reports/${successor}`, choicesOf(url), { merged: String(id) }));
	}
	if (!report) error(404, missing(params.id, asOf, locals.lang));
	const shown = locals.forReader(report, locals.lang);
	shareReport(event, shown, asOf);
	const [revisions, related, since, accounts, merged] = await Promise.all([
		reports.history(locals.db, report.id, asOf),
		relatedTo(report, locals, asOf),
		reports.changedSince(locals.db, [report.id], asOf),
		asOf === null ? reports.mergedAccounts(locals.db, report.id) : [],
		mergedFrom(url, report.id, locals.db)
	]);
	return {
		...{ asOf, problems: problems.filter(({ parameter }) => parameter === 'asof'), revisions, related },
		report: shown,
		since: since[report.id] ?? null,
		...{ accounts, merged }
	};
};

/** The report whose address led here; null where the address only says so. */
async function mergedFrom(url: URL, id: ReportId, db: App.Locals['db']): Promise<ReportId | null> {
	const from = Number(url.searchParams.get('merged'));
	if (!Number.isSafeInteger(from) || from < 1) return null;
	return (await reports.successor(db, from)) === id ? from : null;
}

const missing = (id: string, asOf: View['asOf'], lang: App.Locals['lang']): string =>
	asOf === null ? m.report_missing({ id }) : m.asof_not_then({ id, at: momentText(asOf, lang) });

/** Reports around this one in place and time. Empty for one that is not in the archive yet. */
async function relatedTo(report: Report, locals: App.Locals, asOf: View['asOf']) {
	const { archive, past, db, forReader, lang } = locals;
	const { columns } = asOf === null ? archive : await past.at(asOf);
	const row = columns.rowOf(report.id);
	if (row < 0) return { nearby: [], sameDay: [], previous: null, next: null };
	const own = columns.rowAt(row);
	const near = nearby(columns, own, NEARBY_LISTED);
	const day = sameDay(columns, own, SAME_DAY_LISTED);
	const { previous, next } = neighbours(columns, own);
	const ids = [...near.map(({ id }) => id), ...day, ...[previous, next].filter((id) => id !== null)];
	const found = await reports.findMany(db, [...new Set(ids)], asOf);
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
