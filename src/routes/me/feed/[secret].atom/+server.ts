import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/messages.js';
import { FEED_TYPE, writeFeed } from '#lib/publish/feed.ts';
import * as own from '#lib/server/own.ts';
import { STATE_WORD } from '#lib/ui/words.ts';
import type { RequestHandler } from './$types';

/** The private feed of a person's reports: their states, and nothing of what they say. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const entries = await own.feed(locals.db, params.secret);
	if (!entries) error(404, m.account_no_feed());
	const { origin } = url;
	const feed = {
		id: `${origin}/me`,
		title: m.account_own(),
		description: m.account_feed_note(),
		url: `${origin}/me`,
		address: url.href,
		lang: locals.lang,
		updated: entries[0]?.at ?? '1970-01-01T00:00:00Z',
		items: entries.map(({ report_id, state, at, is_public }) => {
			const title = m.account_feed_entry({ id: String(report_id), state: STATE_WORD[state]() });
			return {
				id: `${origin}/me/reports/${report_id}/${at}`,
				title,
				summary: title,
				updated: at,
				url: is_public ? `${origin}/reports/${report_id}` : `${origin}/me`
			};
		})
	};
	return new Response(writeFeed(feed, 'atom'), {
		headers: {
			'content-type': `${FEED_TYPE.atom}; charset=utf-8`,
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex'
		}
	});
};
