import { problemDetails } from '#lib/publish/problem.ts';
import { json, refuseParameters } from '#lib/server/answers.ts';
import * as sourceActivity from '#lib/server/source-activity.ts';
import * as sources from '#lib/server/sources.ts';
import type { RequestHandler } from './$types';

/** A source of the registry, with every letter it ever had. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const refusal = refuseParameters(url);
	if (refusal) return refusal;
	const source = await sourceActivity.find(locals.db, params.slug);
	if (!source) return problemDetails(404, 'Not found', `No source has the slug ${params.slug}`);
	return json({ ...source, history: await sources.history(locals.db, params.slug) });
};
