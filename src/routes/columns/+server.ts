import { frozen, OPEN, viewOr400 } from '#lib/server/answers.ts';
import { recentBytes } from '#lib/server/recent.ts';
import type { RequestHandler } from './$types';

/** The recent window of the fronts a page shows, in the binary form of the read model, and the cursor to go on from. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { asOf } = asked.view;
	const known = asOf === null ? locals.archive : await locals.past.at(asOf);
	const answer = new Response(recentBytes(known, asked.view.theatres), {
		headers: {
			...OPEN,
			'access-control-expose-headers': 'x-fronts-cursor',
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store',
			// Of the past nothing follows.
			...(asOf === null && { 'x-fronts-cursor': known.cursor })
		}
	});
	return frozen({ url, request }, asked.view, answer);
};
