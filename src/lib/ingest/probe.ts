/** What a person wants to know before a source is added, or when one falls silent: what its addresses give now. */
import type { Post } from '../domain/post.ts';
import type { FeedKind } from '../domain/source.ts';
import { waysTo, type Keys } from './connectors/index.ts';
import type { Fetcher } from './fetch-outcome.ts';
import { parseHtml } from './html.ts';
import { absolute, unique } from './html-text.ts';
import type { ParsedPage } from './parsed-page.ts';
import type { ReadableSource } from './post-store.ts';

export type Finding = {
	label: string;
	/** What was asked, as it would be asked in a run. */
	url: string;
	kind: FeedKind;
	/** Null where nothing could be read. */
	format: string | null;
	title: string | null;
	/** As the feed says, else as most posts are written; ISO 639-1. */
	language: string | null;
	posts: number;
	/** UTC instants. */
	newest: string | null;
	oldest: string | null;
	/** Median hours between two posts. */
	cadenceHours: number | null;
	/** Sentences; empty when all is well. */
	problems: string[];
};

export type ProbeOptions = {
	fetcher: Fetcher;
	/** Milliseconds since 1970. */
	now: () => number;
	keys?: Keys;
};

const DAY = 86_400_000;
const SILENT_DAYS = 30;

/** The kind of feed an address gives, by its looks, and the address that is read in its place. */
export function guessKind(address: string): { url: string; kind: FeedKind } {
	if (!URL.canParse(address)) return { url: address, kind: 'rss' };
	const url = new URL(address);
	const host = url.hostname.replace(/^www\./, '');
	if (host === 't.me' || host === 'telegram.me') {
		const channel = /^\/(?:s\/)?([A-Za-z]\w{3,63})/.exec(url.pathname)?.[1];
		return { url: channel ? `https://t.me/s/${channel}` : address, kind: 'telegram_preview' };
	}
	if (host === 'youtube.com') {
		const id = /^\/channel\/(UC[\w-]{22})/.exec(url.pathname)?.[1];
		return {
			url: id ? `https://www.youtube.com/feeds/videos.xml?channel_id=${id}` : address,
			kind: 'youtube_atom'
		};
	}
	if (/\/FeatureServer\/\d+/i.test(url.pathname)) return { url: address, kind: 'arcgis' };
	if (host === 'api.reliefweb.int') return { url: address, kind: 'api' };
	return { url: address, kind: /^\/s\/\w+$/.test(url.pathname) ? 'telegram_preview' : 'rss' };
}

/** Asks the main feed and every other address of a source, in their order. Writes nothing, never throws. */
export async function probeSource(source: ReadableSource, options: ProbeOptions): Promise<Finding[]> {
	const addresses = [
		{ label: 'feed', url: source.feed_url ?? '', kind: undefined },
		...source.mirrors.filter(({ feed, additional }) => feed || additional)
	];
	const findings: Finding[] = [];
	for (const { label, url, kind } of addresses) {
		findings.push(await probeAddress(label, url, kind ?? source.feed_kind, source, options));
	}
	return findings;
}

export async function probeAddress(
	label: string,
	address: string,
	kind: FeedKind,
	source: Pick<ReadableSource, 'slug' | 'languages'>,
	{ fetcher, now, keys = {} }: ProbeOptions
): Promise<Finding> {
	const nothing: Finding = {
		label,
		url: address,
		kind,
		format: null,
		title: null,
		language: null,
		posts: 0,
		newest: null,
		oldest: null,
		cadenceHours: null,
		problems: []
	};
	const [way] = waysTo(address, kind, keys);
	if (!way) return { ...nothing, problems: [cannotBeRead(kind)] };
	const answer = await fetcher.fetch({ url: way.url, isRefusal: way.connector.isRefusal });
	if (answer.kind === 'not_modified') return nothing;
	if (answer.kind === 'failed') return { ...nothing, url: way.url, problems: [answer.message] };
	const fetchedAt = now();
	const page = way.connector.parse(answer.bytes, {
		url: answer.finalUrl,
		contentType: answer.headers['content-type'] ?? null,
		source,
		fetchedAt
	});
	const times = page.posts.flatMap(({ published_at }) => published_at ?? []).sort();
	const problems = [
		...(page.problem ? [page.problem] : []),
		...(page.layoutOk ? [] : namedFeeds(answer.bytes, answer.finalUrl)),
		...(answer.finalUrl === way.url ? [] : [`it has moved to ${answer.finalUrl}`]),
		...problemsOf(page, times, source, fetchedAt),
		...renamed(page.posts, way.url, kind)
	];
	return {
		...nothing,
		url: way.url,
		format: page.layoutOk ? (page.about?.format ?? way.connector.name) : null,
		title: page.about?.title ?? null,
		language: page.about?.language ?? mostFrequent(page.posts.flatMap(({ lang }) => lang ?? [])),
		posts: page.posts.length,
		newest: times.at(-1) ?? null,
		oldest: times[0] ?? null,
		cadenceHours: medianGapHours(times),
		problems
	};
}

const cannotBeRead = (kind: FeedKind): string =>
	kind === 'api'
		? 'it is read only with RELIEFWEB_APPNAME, a name that ReliefWeb approved'
		: 'it has no feed that is read by machine: its posts are pasted by people';

function problemsOf(
	{ posts, about }: ParsedPage,
	times: readonly string[],
	{ languages }: Pick<ReadableSource, 'languages'>,
	now: number
): string[] {
	if (posts.length === 0) return ['it holds no posts'];
	const count = (is: (post: Post) => boolean) => posts.filter(is).length;
	const undated = posts.length - times.length;
	const withheld = count((post) => post.withheld);
	const empty = count((post) => !post.text);
	const unstable = count(({ external_id }) => external_id.startsWith('sha256:'));
	const foreign = [...new Set([about?.language, ...posts.map(({ lang }) => lang)])].filter(
		(lang) => lang && languages.length > 0 && !languages.includes(lang)
	);
	const newest = times.at(-1);
	const silentDays = newest ? Math.floor((now - Date.parse(newest)) / DAY) : 0;
	const of = `of ${posts.length} posts`;
	return [
		undated > 0 && `${undated} ${of} have no date, or none that can be believed`,
		silentDays > SILENT_DAYS && `its newest post is ${silentDays} days old`,
		withheld > 0 && `${withheld} ${of} are withheld or cut short by the platform`,
		empty > 0 && `${empty} ${of} have no text`,
		unstable > 0 && `${unstable} ${of} have no id of their own: an edit will look like a new post`,
		foreign.length > 0 && `it writes in ${foreign.join(', ')}, which the registry does not say`
	].filter((problem) => problem !== false);
}

/** A channel that was renamed still answers under its old name for a while. */
function renamed(posts: readonly Post[], url: string, kind: FeedKind): string[] {
	const asked = /\/s\/(\w+)/.exec(url)?.[1];
	const own = posts[0]?.external_id.split('/')[0];
	if (kind !== 'telegram_preview' || !asked || !own || asked.toLowerCase() === own.toLowerCase()) return [];
	return [`the channel calls itself ${own}, not ${asked}`];
}

/** A page in place of a feed often names its feeds. */
function namedFeeds(bytes: Uint8Array, base: string): string[] {
	const head = new TextDecoder().decode(bytes.subarray(0, 200_000));
	if (!/<html|<!doctype html/i.test(head)) return [];
	const links = parseHtml(head).querySelectorAll('link[rel="alternate"][href]');
	const feeds = unique(
		links
			.filter((link) => /(?:rss|atom)\+xml/i.test(link.getAttribute('type') ?? ''))
			.map((link) => absolute(link.getAttribute('href'), base))
	);
	return feeds.length > 0 ? [`the page names these feeds: ${feeds.slice(0, 5).join(' ')}`] : [];
}

/** @param times sorted UTC instants */
export function medianGapHours(times: readonly string[]): number | null {
	if (times.length < 2) return null;
	const gaps = times
		.slice(1)
		.map((at, n) => (Date.parse(at) - Date.parse(times[n]!)) / 3_600_000)
		.sort((a, b) => a - b);
	return Math.round(gaps[Math.floor(gaps.length / 2)]! * 10) / 10;
}

function mostFrequent(values: readonly string[]): string | null {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
