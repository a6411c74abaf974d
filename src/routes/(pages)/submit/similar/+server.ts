import { toListItem } from '#lib/ui/list-item.ts';
import { apart, jsonOf } from '../answer.ts';
import type { RequestHandler } from './$types';

/**
 * Public reports that may tell of the same event as what is about to be sent. `seen_in` beside it: reports that show one
 * of its files.
 */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
	const body = await jsonOf(request);
	if ('refused' in body) return body.refused;
	if (!locals.intake.mayRead(getClientAddress())) return Response.json([]);
	const { input, beside } = apart(body.input, 'seen_in');
	const found = await locals.intake.alike(locals.db, input, beside);
	return Response.json(
		found.map((report) => toListItem(locals.forReader(report, locals.lang))),
		{ headers: { 'cache-control': 'no-store' } }
	);
};
