import { encode } from '#lib/columns/codec.ts';
import { frozen, viewOr400 } from '#lib/server/answers.ts';
import { recentColumns } from '#lib/server/recent.ts';
import type { RequestHandler } from './$types';

/** The recent window of the fronts a page shows, in the binary form of the read model, and the cursor to go on from. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const asked = viewOr400(url, locals);
	if ('refusal' in asked) return asked.refusal;
	const { asOf } = asked.view;
	const { cursor, columns } = asOf === null ? locals.archive : await locals.past.at(asOf);
	const bytes = encode(recentColumns(columns, asked.view.theatres));
	const answer = new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store',
			// Of the past nothing follows.
			...(asOf === null && { 'x-fronts-cursor': cursor })
		}
	});
	return frozen({ url, request }, asked.view, answer);
};
