import { badParameters } from '#lib/publish/problem.ts';
import { json, refuseParameters } from '#lib/server/answers.ts';
import * as sourceActivity from '#lib/server/source-activity.ts';
import type { RequestHandler } from './$types';

/** The registry; `silent=true` gives the sources whose feed has fallen silent. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const refusal = refuseParameters(url, ['silent']);
	if (refusal) return refusal;
	const silent = url.searchParams.get('silent');
	if (silent !== null && silent !== 'true') {
		return badParameters([{ parameter: 'silent', value: silent, allowed: 'true' }]);
	}
	const sources = await sourceActivity.all(locals.db);
	return json({ sources: silent ? sources.filter(({ silentSince }) => silentSince !== null) : sources });
};
