import { problemDetails } from '#lib/publish/problem.ts';
import { isKnown, OPEN, tagOf } from '#lib/server/answers.ts';
import * as control from '#lib/server/control.ts';
import type { RequestHandler } from './$types';

/** Areas and front line of one snapshot, GeoJSON: a snapshot is never rewritten. */
export const GET: RequestHandler = async ({ params, request, locals }) => {
	const id = /^[1-9]\d{0,9}$/.test(params.id) ? Number(params.id) : null;
	const drawn = id === null ? null : await control.features(locals.db, id);
	if (!drawn?.features.length)
		return problemDetails(404, 'Not found', `No published snapshot has the id ${params.id}`);
	const bytes = new TextEncoder().encode(JSON.stringify(drawn));
	const tag = tagOf(bytes);
	const headers = {
		...OPEN,
		'content-type': 'application/geo+json',
		'cache-control': 'public, max-age=604800',
		etag: tag
	};
	return isKnown(request, tag)
		? new Response(null, { status: 304, headers })
		: new Response(bytes, { headers });
};
