import { problemDetails } from '#lib/publish/problem.ts';
import { json } from '#lib/server/answers.ts';
import * as sourceActivity from '#lib/server/source-activity.ts';
import * as sources from '#lib/server/sources.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals }) => {
	const source = await sourceActivity.find(locals.db, params.slug);
	if (!source) return problemDetails(404, 'Not found', `No source has the slug ${params.slug}`);
	return json({ ...source, history: await sources.history(locals.db, params.slug) });
};
