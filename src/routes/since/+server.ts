import { badParameters } from '#lib/publish/problem.ts';
import { json, viewOr400 } from '#lib/server/answers.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

const MAX_IDS = 200;

/** What became of the reports a frozen page lists: `{"5": "retracted"}`. About the present, so never kept. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const text = url.searchParams.get('ids') ?? '';
	const ids = text.split(',');
	if (ids.length > MAX_IDS || !ids.every((id) => /^[1-9]\d{0,9}$/.test(id))) {
		return badParameters([
			{ parameter: 'ids', value: text.slice(0, 100), allowed: `up to ${MAX_IDS} report numbers` }
		]);
	}
	const since = await reports.changedSince(locals.db, ids.map(Number), asked.view.asOf);
	return json(since, { 'cache-control': 'no-store' });
};
