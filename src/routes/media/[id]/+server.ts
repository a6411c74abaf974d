import { error } from '@sveltejs/kit';
import { serveMedia } from '#lib/server/media/serve.ts';
import type { RequestHandler } from './$types';

/** A picture or film of a report: a public one for everybody, another for moderators. */
export const GET: RequestHandler = async ({ params, request, locals }) =>
	(await serveMedia(request, params.id, false, locals)) ?? error(404);
