import { error } from '@sveltejs/kit';
import { withSaved } from '#lib/domain/saved-view.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { m } from '#lib/i18n/messages.js';
import * as savedViews from '#lib/server/saved-views.ts';
import { withSearch } from '#lib/ui/address.ts';
import { mapData } from '../map-data.ts';
import type { PageServerLoad } from './$types';

/** Led here by `hooks.ts`: the page itself, under a short address that stays. */
const SHORT = /^\/e\/([^/]+)$/;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const short = SHORT.exec(url.pathname);
	const saved = short ? await savedViews.find(locals.db, short[1]!) : null;
	if (short && saved === null) error(404, m.saved_view_missing());
	if (saved !== null) {
		const search = withSaved(saved, url.searchParams);
		return { ...(await mapData(event, { search, path: withSearch(url.pathname, url.searchParams) })), saved };
	}
	const theatre = THEATRES.find((name) => name === params.theatre);
	if (params.theatre && !theatre) error(404, m.error_front({ name: params.theatre }));
	return { ...(await mapData(event, { search: url.searchParams, theatre })), saved };
};
