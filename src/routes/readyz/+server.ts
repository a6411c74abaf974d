import * as reports from '#lib/server/reports.ts';
import type { RequestHandler } from './$types';

/** The database answers. */
export const GET: RequestHandler = async ({ locals }) => {
	try {
		const cursor = await reports.cursor(locals.db);
		return new Response(`ready, changes up to ${cursor}\n`, { headers: { 'content-type': 'text/plain' } });
	} catch (error) {
		return new Response(`the database does not answer: ${(error as Error).message}\n`, { status: 503 });
	}
};
