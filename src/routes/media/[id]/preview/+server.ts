import { error } from '@sveltejs/kit';
import { serveMedia } from '#lib/server/media/serve.ts';
import type { RequestHandler } from './$types';

/** The same, small. Films have none. */
export const GET: RequestHandler = async ({ params, request, locals }) =>
	(await serveMedia(request, params.id, true, locals)) ?? error(404);
