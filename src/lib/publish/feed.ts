/**
 * A list of things with addresses as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1, with GeoRSS-Simple points and those of
 * the W3C's geo vocabulary. Whose list it is does not matter here: reports, bulletins and a person's own feed are written
 * by the same hand.
 */
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { toNamed } from '#lib/domain/axis-order.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { xmlText } from './xml.ts';

export const FEED_FORMATS = ['rss', 'atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** Media types without the charset, as `<link rel="alternate" type>` has them. */
export const FEED_TYPE: Record<FeedFormat, string> = {
	rss: 'application/rss+xml',
	atom: 'application/atom+xml',
	json: 'application/feed+json'
};

export type FeedCategory = {
	/** As in the vocabulary: the same in every language. */
	term: string;
	/** In the reader's language. */
	label: string;
};

export type FeedItem = {
	/** A URI that never changes: readers recognise an item by it, and show it as changed, not as new. */
	id: string;
	/** Where a person reads it; absolute. */
	url: string;
	title: string;
	/** Plain text. */
	summary: string;
	/** The same and more as HTML: whoever makes it has escaped what is in it. */
	html?: string;
	/** Left out where it never was. */
	published?: Instant;
	updated: Instant;
	categories?: readonly FeedCategory[];
	/** Longitude, latitude. */
	point?: LngLat;
	placeName?: string;
	/** Metres around the point. */
	radius?: number;
};

export type Feed = {
	/** A URI that never changes. */
	id: string;
	title: string;
	description: string;
	/** The page it is the feed of; absolute. */
	url: string;
	/** Its own address; absolute. */
	address: string;
	lang: string;
	/** Of the latest change of any item. */
	updated: Instant;
	/** Where changes are announced (WebSub); null: nowhere. */
	hub?: string | null;
	/** In the order they are shown. */
	items: readonly FeedItem[];
};

const AUTHOR = 'Fronts';

/** The feed as text in UTF-8. */
export function writeFeed(feed: Feed, format: FeedFormat): string {
	return { rss, atom, json }[format](feed);
}

/** A hub hears of what is announced at an address, so it has to be told which one it is. */
function linksOf({ address, hub }: Feed, type: string) {
	const self = { href: address, rel: 'self', type };
	return hub ? [self, { href: hub, rel: 'hub' }] : [self];
}

/** Readers that keep white space would show the line breaks the generator puts around a text with signs in it. */
const withoutBreaks = (xml: string): string =>
	xml.replace(/>\n\s*<!\[CDATA\[/g, '><![CDATA[').replace(/\]\]>\n\s*<\//g, ']]></');

const spotOf = ({ point, placeName, radius }: FeedItem) =>
	point && {
		georss: { point: toNamed(point), featureName: placeName && xmlText(placeName), radius },
		geo: { lat: toNamed(point).lat, long: toNamed(point).lng }
	};

function rss(feed: Feed): string {
	const xml = generateRssFeed({
		title: xmlText(feed.title),
		link: feed.url,
		description: xmlText(feed.description),
		language: feed.lang,
		lastBuildDate: feed.updated,
		generator: AUTHOR,
		docs: 'https://www.rssboard.org/rss-specification',
		atom: { links: linksOf(feed, FEED_TYPE.rss) },
		items: feed.items.map((item) => ({
			title: xmlText(item.title),
			link: item.url,
			description: xmlText(item.summary),
			guid: { value: item.id, isPermaLink: item.id === item.url },
			pubDate: item.published ?? item.updated,
			categories: item.categories?.map(({ label }) => ({ name: xmlText(label) })),
			// RSS itself has no word for "changed".
			atom: { updated: item.updated },
			content: item.html === undefined ? undefined : { encoded: xmlText(item.html) },
			...spotOf(item)
		}))
	});
	return withoutBreaks(xml);
}

function atom(feed: Feed): string {
	const xml = generateAtomFeed({
		id: feed.id,
		title: { value: xmlText(feed.title) },
		subtitle: { value: xmlText(feed.description) },
		updated: feed.updated,
		authors: [{ name: AUTHOR }],
		generator: { text: AUTHOR },
		links: [{ href: feed.url, rel: 'alternate', type: 'text/html' }, ...linksOf(feed, FEED_TYPE.atom)],
		xml: { lang: feed.lang },
		entries: feed.items.map((item) => ({
			id: item.id,
			title: { value: xmlText(item.title) },
			links: [{ href: item.url, rel: 'alternate', type: 'text/html' }],
			published: item.published,
			updated: item.updated,
			summary: { value: xmlText(item.summary) },
			content: item.html === undefined ? undefined : { type: 'html', value: xmlText(item.html) },
			categories: item.categories?.map(({ term, label }) => ({ term, label: xmlText(label) })),
			...spotOf(item)
		}))
	});
	return withoutBreaks(xml);
}

function json(feed: Feed): string {
	const written = generateJsonFeed({
		title: feed.title,
		home_page_url: feed.url,
		feed_url: feed.address,
		description: feed.description,
		language: feed.lang,
		authors: [{ name: AUTHOR }],
		...(feed.hub && { hubs: [{ type: 'WebSub', url: feed.hub }] }),
		items: feed.items.map((item) => ({
			id: item.id,
			url: item.url,
			title: item.title,
			summary: item.summary,
			...(item.html === undefined ? { content_text: item.summary } : { content_html: item.html }),
			date_published: item.published,
			date_modified: item.updated,
			tags: item.categories?.map(({ label }) => label),
			// Extensions begin with an underscore (JSON Feed 1.1, "Extensions"). Longitude first, as in RFC 7946.
			...(item.point && { _geojson: { type: 'Point', coordinates: item.point } })
		}))
	});
	// The list has to be there, empty or not.
	return JSON.stringify({ ...(written as object), items: (written as { items?: unknown }).items ?? [] });
}
