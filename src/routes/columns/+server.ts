import { encode } from '#lib/columns/codec.ts';
import { viewOr400 } from '#lib/server/answers.ts';
import { recentColumns } from '#lib/server/recent.ts';
import type { RequestHandler } from './$types';

/** The recent window of the fronts a page shows, in the binary form of the read model, and the cursor to go on from. */
export const GET: RequestHandler = ({ url, locals }) => {
	const asked = viewOr400(url);
	if ('refusal' in asked) return asked.refusal;
	const { cursor, columns } = locals.archive;
	const bytes = encode(recentColumns(columns, asked.view.theatres));
	return new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store',
			'x-fronts-cursor': cursor
		}
	});
};
