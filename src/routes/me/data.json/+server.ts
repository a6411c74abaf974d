import * as own from '#lib/server/own.ts';
import { signedIn } from '#lib/server/signed-in.ts';
import type { RequestHandler } from './$types';

/** Everything that is kept about the person who asks, to take away. */
export const GET: RequestHandler = async ({ locals, url }) => {
	signedIn(locals, url);
	const body = JSON.stringify(await own.data(locals.db), null, '\t');
	return new Response(body, {
		headers: {
			'content-type': 'application/json',
			'content-disposition': 'attachment; filename="fronts-my-data.json"',
			'cache-control': 'private, no-store'
		}
	});
};
