import { badParameters } from '#lib/publish/problem.ts';
import { PAGE_LIMITS } from '#lib/server/api-limits.ts';
import { json, liveViewOr400, numberOr400 } from '#lib/server/answers.ts';
import { liveFilter, visibleChanges } from '#lib/server/live-hub.ts';
import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

/** What changed after a cursor, in commit order, nothing skipped; without one, where the feed stands now. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const asked = await liveViewOr400(url, locals, ['after', 'limit']);
	if ('refusal' in asked) return asked.refusal;
	const limit = numberOr400(url, 'limit', PAGE_LIMITS.changes);
	if ('refusal' in limit) return limit.refusal;
	const after = url.searchParams.get('after');
	if (after === null)
		return json({ cursor: await reports.cursor(locals.db), more: false, changes: [] }, FRESH);
	if (!reports.isCursor(after)) {
		return badParameters([
			{ parameter: 'after', value: after, allowed: 'a cursor this address gave before' }
		]);
	}
	const { cursor, more, changes } = await reports.changesAfter(locals.db, after, limit.value);
	const filter = await liveFilter(locals.db, asked.view, Date.now());
	const visible = visibleChanges(
		filter,
		changes.map((change) => ({ ...change, before: change.row })),
		true
	);
	return json({ cursor, more, changes: visible }, FRESH);
};

const FRESH = { 'cache-control': 'no-store' };
