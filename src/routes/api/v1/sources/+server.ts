import { badParameters } from '#lib/publish/problem.ts';
import { json } from '#lib/server/answers.ts';
import * as sourceActivity from '#lib/server/source-activity.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, locals }) => {
	const silent = url.searchParams.get('silent');
	if (silent !== null && silent !== 'true') {
		return badParameters([{ parameter: 'silent', value: silent, allowed: 'true' }]);
	}
	const sources = await sourceActivity.all(locals.db);
	return json({ sources: silent ? sources.filter(({ silentSince }) => silentSince !== null) : sources });
};
