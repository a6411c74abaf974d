/** RSS of bulletins at the addresses of the forum's old bulletin site; programs of any page may read it. */
import { COUNTRY_OF_SLUG, theatresOfCountry } from '#lib/domain/country.ts';
import { parseBulletinDate } from '#lib/domain/bulletin-period.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { m } from '#lib/i18n/messages.js';
import { FEED_TYPE, writeFeed, type FeedItem } from '#lib/publish/feed.ts';
import { isKnown, OPEN, tagOf } from '#lib/server/answers.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import { intlLocale } from '#lib/ui/language.ts';
import { EVENT_WORD, numberText } from '#lib/ui/words.ts';
import { bulletinTitle, countsText } from './bulletin-words.ts';
import { pathOf } from './written.ts';

const ITEMS = 60;

type Event = { url: URL; request: Request; locals: App.Locals };

/** @param slug of a country, one of `COUNTRY_OF_SLUG`; null: all bulletins */
export async function bulletinFeed({ url, request, locals }: Event, slug: string | null): Promise<Response> {
	const { lang, db } = locals;
	const country = slug === null ? undefined : COUNTRY_OF_SLUG[slug];
	const listed = await bulletins.list(db, {
		rows: ITEMS,
		...(country !== undefined && { country, fronts: theatresOfCountry(country) })
	});
	const updated = listed
		.map(({ updated_at }) => updated_at)
		.reduce((a, b) => (a > b ? a : b), '1970-01-01T00:00:00Z');
	const title =
		country === undefined
			? `Fronts · ${m.bulletins_title()}`
			: m.bulletins_of_country({ country: countryName(country, lang) });
	const body = new TextEncoder().encode(
		writeFeed(
			{
				id: url.origin + url.pathname,
				title,
				description: m.bulletins_intro(),
				url: `${url.origin}/bulletins`,
				address: url.href,
				...{ lang, updated },
				items: listed.map((one) => itemOf(one, url.origin, lang))
			},
			'rss'
		)
	);
	const etag = tagOf(body);
	const headers = {
		...OPEN,
		'content-type': `${FEED_TYPE.rss}; charset=utf-8`,
		'cache-control': 'public, max-age=300',
		'last-modified': new Date(updated).toUTCString(),
		vary: 'accept-language',
		etag
	};
	return isKnown(request, etag)
		? new Response(null, { status: 304, headers })
		: new Response(body, { headers });
}

function itemOf(listed: bulletins.Listed, origin: string, lang: App.Locals['lang']): FeedItem {
	const address = origin + pathOf(listed);
	const { facts, theatre } = listed;
	const types = EVENT_TYPES.filter((type) => facts.types[type]).toSorted(
		(a, b) => facts.types[b]! - facts.types[a]!
	);
	return {
		id: address,
		url: address,
		title: bulletinTitle(theatre, parseBulletinDate(listed.date)!, lang),
		summary: [
			countsText(facts, lang),
			`${types.map((type) => `${EVENT_WORD[type]()}: ${numberText(facts.types[type]!, lang)}`).join(' · ')}.`,
			listed.signed_by_role ? `(${m.bulletins_signed()})` : `(${m.bulletins_automatic()})`
		].join(' '),
		published: listed.published_at,
		updated: listed.updated_at,
		categories: types.map((type) => ({ term: type, label: EVENT_WORD[type]() }))
	};
}

export const countryName = (country: string, lang: App.Locals['lang']): string =>
	new Intl.DisplayNames(intlLocale(lang), { type: 'region' }).of(country) ?? country;
