import { idsOr400, json, viewOr400 } from '#lib/server/answers.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

/** What became of the reports a frozen page lists: `{"5": "retracted"}`. About the present, so never kept. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const listed = idsOr400(url);
	if ('refusal' in listed) return listed.refusal;
	const since = await reports.changedSince(locals.db, listed.ids ?? [], asked.view.asOf);
	return json(since, { 'cache-control': 'no-store' });
};
