import type { RequestHandler } from './$types';

/** A piece of work for whoever sends without an account. */
export const GET: RequestHandler = async ({ locals, getClientAddress }) =>
	Response.json(await locals.intake.challenge(getClientAddress()), {
		headers: { 'cache-control': 'no-store' }
	});
