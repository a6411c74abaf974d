import { badParameters } from '#lib/publish/problem.ts';
import { json, numberOr400 } from '#lib/server/answers.ts';
import * as control from '#lib/server/control.ts';
import type { RequestHandler } from './$types';

const ID = { min: 1, max: 9_999_999_999, fallback: 0 };

/** What changed hands between two snapshots of one front, with the area of each piece, the largest first. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const [from, to] = [numberOr400(url, 'from', ID), numberOr400(url, 'to', ID)];
	if ('refusal' in from) return from.refusal;
	if ('refusal' in to) return to.refusal;
	const known = await control.snapshots(locals.db, null);
	const [earlier, later] = [from, to].map(({ value }) => known.find(({ id }) => id === value));
	if (!earlier || !later || earlier.theatre !== later.theatre) {
		const allowed = 'the ids of two published snapshots of one front';
		const value = `${from.value || ''} and to=${to.value || ''}`;
		return badParameters([{ parameter: 'from', value, allowed }]);
	}
	const changed = await control.changes(locals.db, earlier.id, later.id);
	return json(changed, { 'content-type': 'application/geo+json', 'cache-control': 'public, max-age=3600' });
};
