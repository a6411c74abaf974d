import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/messages.js';
import { stateFeed } from '#lib/publish/state-feed.ts';
import * as own from '#lib/server/own.ts';
import { STATE_WORD } from '#lib/ui/words.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, url }) => {
	const entries = await own.feed(locals.db, params.secret);
	if (!entries) error(404, m.account_no_feed());
	const { origin } = url;
	const body = stateFeed({
		id: `${origin}/me`,
		title: m.account_own(),
		url: `${origin}/me`,
		entries: entries.map(({ report_id, state, at, is_public }) => ({
			id: `${origin}/me/reports/${report_id}/${at}`,
			title: m.account_feed_entry({ id: String(report_id), state: STATE_WORD[state]() }),
			updated: at,
			url: is_public ? `${origin}/reports/${report_id}` : `${origin}/me`
		}))
	});
	return new Response(body, {
		headers: {
			'content-type': 'application/atom+xml; charset=utf-8',
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex'
		}
	});
};
