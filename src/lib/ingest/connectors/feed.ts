/** RSS 2.0, RDF (RSS 1.0) and Atom feeds of any maker: WordPress, SPIP, Substack, Drupal, Typepad. */
import { createHash } from 'node:crypto';
import { parseFeed as parseXml, type AtomFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { LngLat } from '../../domain/location.ts';
import { fromLatLon } from '../../domain/axis-order.ts';
import type { Post } from '../../domain/post.ts';
import { languageOf } from '../../geoparse/language.ts';
import { decodeText } from '../charset.ts';
import { absolute, plainLine, readHtml } from '../html-text.ts';
import { unreadable, type Parse, type ParseContext, type ParsedPage } from '../parsed-page.ts';
import { believableTime } from '../published-time.ts';

/** Enough for the longest id in use; a longer one is replaced by its hash. */
const MAX_ID = 500;

/** What the three formats have in common, before it is judged. */
type Entry = {
	id: string | undefined;
	link: string | undefined;
	title: string | undefined;
	html: string;
	date: string | undefined;
	enclosures: readonly { url?: string; type?: string }[];
	point: { lat?: number; lon?: number } | null;
};
type Extras = Pick<RssFeed.Item<string>, 'dc' | 'content' | 'georss' | 'geo'>;

/** Dates stay as written: `believableTime` judges them. */
const parseText = (text: string) => parseXml(text);
type Parsed = ReturnType<typeof parseText>;

export const parseFeed: Parse = (bytes, context) => {
	let parsed: Parsed;
	const text = decodeText(bytes, context.contentType, context.source.languages).trimStart();
	if (/^(?:<!--[^]{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]/i.test(text)) {
		return unreadable(`${context.source.slug} sent an HTML page in place of its feed`);
	}
	try {
		parsed = parseText(text);
	} catch (error) {
		return unreadable(`the feed of ${context.source.slug} could not be read: ${(error as Error).message}`);
	}
	const all = entriesOf(parsed);
	if (!all) return unreadable(`the feed of ${context.source.slug} is neither RSS, RDF nor Atom`);
	const entries = all.filter((entry) => !isComment(entry));
	if (COMMENT_FEED.test(context.url) || (all.length > 0 && entries.length === 0)) {
		return unreadable(`${context.source.slug} sent the comments of its readers, which are not read`);
	}
	const posts = new Map<string, Post>();
	for (const entry of entries) {
		const post = readEntry(entry, context);
		if (post && !posts.has(post.external_id)) posts.set(post.external_id, post);
	}
	// Feeds are newest first.
	return {
		posts: [...posts.values()].reverse(),
		layoutOk: true,
		problem: null,
		missing: [],
		about: aboutOf(parsed)
	};
};

/** Strangers' words under an article come in feeds of their own, of WordPress, Blogger and Typepad. */
const COMMENT_FEED = /\/comments?\/(?:feed|default|atom|rss)\b|[?&]feed=comments|\/feeds\/\d+\/comments\//i;
const COMMENT = /#(?:comment|reply)-?\w*$|[?&]replytocom=/i;
const isComment = ({ id, link }: Entry): boolean => COMMENT.test(link ?? '') || COMMENT.test(id ?? '');

const FORMATS: Partial<Record<Parsed['format'], string>> = { rss: 'RSS', rdf: 'RDF (RSS 1.0)', atom: 'Atom' };

function aboutOf({ format, feed }: Parsed): ParsedPage['about'] {
	const { title, language } = feed as { title?: string | { value?: string }; language?: string };
	const line = plainLine(typeof title === 'string' ? title : (title?.value ?? ''));
	return {
		format: FORMATS[format] ?? format,
		title: line || null,
		language: /^[a-z]{2}/i.exec(language ?? '')?.[0].toLowerCase() ?? null
	};
}

function entriesOf({ format, feed }: Parsed): Entry[] | null {
	switch (format) {
		case 'rss':
			return (feed.items ?? []).map(fromRss);
		case 'rdf':
			return (feed.items ?? []).map(fromRdf);
		case 'atom':
			return (feed.entries ?? []).map(fromAtom);
		default:
			return null;
	}
}

function fromRss(item: RssFeed.Item<string>): Entry {
	const permalink = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
	return {
		id: item.guid?.value,
		link: item.link ?? permalink,
		title: item.title,
		html: item.content?.encoded ?? item.description ?? '',
		date: item.pubDate ?? dublinCoreDate(item),
		enclosures: item.enclosures ?? [],
		point: pointOf(item)
	};
}

function fromRdf(item: RdfFeed.Item<string>): Entry {
	return {
		id: item.rdf?.about,
		link: item.link,
		title: item.title,
		html: item.content?.encoded ?? item.description ?? '',
		date: dublinCoreDate(item),
		enclosures: [],
		point: pointOf(item)
	};
}

function fromAtom(entry: AtomFeed.Entry<string>): Entry {
	const links = entry.links ?? [];
	return {
		id: entry.id,
		link: (links.find(({ rel }) => !rel || rel === 'alternate') ?? links[0])?.href,
		title: entry.title?.value,
		html: entry.content?.value ?? entry.summary?.value ?? '',
		date: entry.published ?? dublinCoreDate(entry) ?? entry.updated,
		enclosures: links.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type })),
		point: pointOf(entry)
	};
}

const dublinCoreDate = ({ dc }: Pick<Extras, 'dc'>): string | undefined => dc?.dates?.[0];

function pointOf({ georss, geo }: Pick<Extras, 'georss' | 'geo'>): Entry['point'] {
	if (georss?.point) return { lat: georss.point.lat, lon: georss.point.lng };
	return geo ? { lat: geo.lat, lon: geo.long } : null;
}

/** Null for an entry that says nothing. */
function readEntry(entry: Entry, context: ParseContext): Post | null {
	const title = plainLine(entry.title ?? '') || null;
	const body = readHtml(entry.html, context.url);
	if (!title && !body.text) return null;
	const url = absolute(entry.link, context.url);
	return {
		external_id: idOf(entry, title, body.text),
		url,
		published_at: believableTime(entry.date, context.fetchedAt),
		edited: false,
		title,
		text: body.text || (title ?? ''),
		lang: languageOf(`${title ?? ''}\n${body.text}`, context.source.languages),
		forwarded_from: null,
		reply_to: null,
		links: body.links.filter((link) => link !== url),
		media: mediaOf(entry, body.images, context.url),
		withheld: isTeaser(entry.html, url),
		point: believablePoint(entry.point)
	};
}

/** Substack sends those who do not pay the beginning, with "Read more" at its end. */
const isTeaser = (html: string, url: string | null): boolean =>
	url !== null && /<a [^>]{0,500}>\s*Read more\s*<\/a>(?:\s*<\/p>)?\s*$/.test(html.slice(-700));

/** The feed's own id, else the address, else a hash of the words: a feed without either must not repeat itself. */
function idOf({ id, link, date }: Entry, title: string | null, text: string): string {
	const own = id?.trim() || link?.trim();
	if (own && own.length <= MAX_ID) return own;
	return `sha256:${createHash('sha256')
		.update(JSON.stringify(own ?? [title, date ?? null, text]))
		.digest('hex')}`;
}

function mediaOf({ enclosures }: Entry, images: readonly string[], base: string): Post['media'] {
	const attached = enclosures.flatMap(({ url, type }) => {
		const address = absolute(url, base);
		return address ? [{ kind: kindOf(type), url: address }] : [];
	});
	const known = new Set(attached.map(({ url }) => url));
	return [
		...attached,
		...images.filter((url) => !known.has(url)).map((url) => ({ kind: 'photo' as const, url }))
	];
}

function kindOf(type = ''): Post['media'][number]['kind'] {
	if (type.startsWith('image/')) return 'photo';
	if (type.startsWith('video/')) return 'video';
	return type.startsWith('audio/') ? 'audio' : 'document';
}

/** 0, 0 is what software writes that has no place. */
function believablePoint(point: Entry['point']): LngLat | null {
	const { lat, lon } = point ?? {};
	if (lat === undefined || lon === undefined || (lat === 0 && lon === 0)) return null;
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? fromLatLon(lat, lon) : null;
}
