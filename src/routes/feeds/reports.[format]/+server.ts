import { FEED_FORMATS, FEED_TYPE, writeFeed, type FeedFormat } from '#lib/publish/feed.ts';
import { problemDetails } from '#lib/publish/problem.ts';
import { PAGE_LIMITS } from '#lib/server/api-limits.ts';
import { FROZEN, numberOr400, OPEN, strictViewOr400, tagOf, unlessKnown } from '#lib/server/answers.ts';
import { isSettled } from '#lib/server/past.ts';
import { RecentlyMade } from '#lib/server/recently-made.ts';
import { runtime } from '#lib/server/runtime.ts';
import { feedOf, toldIn } from '../view-feed.ts';
import type { RequestHandler } from './$types';

type Made = { bytes: Uint8Array<ArrayBuffer>; tag: string; updated: number };
const made = new RecentlyMade<Made>(64);

/** Any view as a feed: RSS 2.0, Atom or JSON Feed 1.1; what changed last comes first. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	const format = FEED_FORMATS.find((name) => name === params.format);
	if (!format) {
		const there = FEED_FORMATS.map((name) => `/feeds/reports.${name}`).join(', ');
		return problemDetails(404, 'Not found', `Feeds are ${there}`);
	}
	const asked = await strictViewOr400(url, locals, ['limit']);
	if ('refusal' in asked) return asked.refusal;
	const limit = numberOr400(url, 'limit', PAGE_LIMITS.feeds);
	if ('refusal' in limit) return limit.refusal;
	const { view } = asked;
	const { settings } = await runtime();
	const now = Date.now();
	const { cursor } = view.asOf === null ? locals.archive : await locals.past.at(view.asOf);
	const told = await toldIn(locals, view, limit.value, now);
	// The period of a view moves on all the time; what is told in it only now and then.
	const key = [format, url.href, locals.lang, cursor, told.ids].join(' ');
	const { bytes, tag, updated } = await made.get(key, async () => {
		const feed = await feedOf(locals, { view, url, told, hub: settings.WEBSUB_HUB ?? null });
		const written = new TextEncoder().encode(writeFeed(feed, format));
		return { bytes: written, tag: tagOf(written), updated: Date.parse(feed.updated) };
	});
	const headers = new Headers({
		...OPEN,
		'content-type': `${FEED_TYPE[format as FeedFormat]}; charset=utf-8`,
		'cache-control': 'no-cache',
		...(view.asOf !== null && isSettled(view.asOf, now) && FROZEN),
		vary: 'accept-language'
	});
	if (settings.WEBSUB_HUB)
		headers.set('link', `<${settings.WEBSUB_HUB}>; rel="hub", <${url.href}>; rel="self"`);
	return unlessKnown(request, bytes, headers, { tag, modified: updated });
};
