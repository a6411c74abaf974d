import { LONGEST_QUERY } from '#lib/domain/place-search.ts';
import { badParameters } from '#lib/publish/problem.ts';
import { find, placeSearch } from '#lib/server/place-search.ts';
import type { RequestHandler } from './$types';

/** Places by name and points by coordinates, for the search box of the map. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const query = url.searchParams.get('q')?.trim() ?? '';
	if (query.length === 0 || query.length > LONGEST_QUERY) {
		const allowed = `1 to ${LONGEST_QUERY} characters: a name or coordinates`;
		return badParameters([{ parameter: 'q', value: query, allowed }]);
	}
	return Response.json(find(await placeSearch(locals.db), query, locals.lang), {
		// The same for an hour and for everyone who asks in this language.
		headers: { 'cache-control': 'public, max-age=3600', vary: 'accept-language' }
	});
};
