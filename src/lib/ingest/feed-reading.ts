/** The feeds of one source: the main one, its mirrors where it fails, and those read beside it. */
import type { Post } from '../domain/post.ts';
import type { FeedKind } from '../domain/source.ts';
import { waysTo, type Connector, type Keys } from './connectors/index.ts';
import type { Fetched, FetchFailure, Fetcher } from './fetch-outcome.ts';
import { fetchRecord, storePage, type PageContext } from './page.ts';
import type { FeedOutcomeName, Validators } from './post-store.ts';
import { countReason, type SourceSummary } from './summary.ts';

export type ReadingOptions = {
	fetcher: Fetcher;
	/** Milliseconds since 1970. */
	now: () => number;
	keys?: Keys;
	onReading?: (source: string, url: string) => void;
};

/** How one address was read. */
export type FeedReading = {
	url: string;
	outcome: FeedOutcomeName;
	/** What went wrong; of a mirror that was read, why. */
	message: string | null;
	validators: Validators | null;
	/** Null: the page was not read anew. */
	posts: Post[] | null;
	retryAfterSeconds?: number;
};

/** The main feed or, where it fails, the first mirror that answers; then the additional feeds. */
export async function readFeeds(
	context: PageContext,
	summary: SourceSummary,
	options: ReadingOptions
): Promise<FeedReading[]> {
	const { feed_url, mirrors } = context.source;
	const alternatives = mirrors.filter(({ feed, additional }) => feed && !additional);
	// Of several failures the main feed's is the one to tell.
	let main = await readFeed({ url: feed_url ?? '' }, context, summary, options);
	for (const mirror of alternatives) {
		// A server that asks for patience is not worked around.
		if (isRead(main) || main.outcome === 'rate_limited') break;
		const reading = await readFeed(mirror, context, summary, options);
		if (isRead(reading)) main = { ...reading, message: `${main.message}; read at "${mirror.label}" instead` };
	}
	const additional: FeedReading[] = [];
	for (const mirror of mirrors.filter((mirror) => mirror.additional)) {
		additional.push(await readFeed(mirror, context, summary, options));
	}
	return [main, ...additional];
}

export const isRead = ({ outcome }: FeedReading): boolean => outcome === 'ok' || outcome === 'not_modified';

/** By the best way that works. */
async function readFeed(
	{ url, kind }: { url: string; kind?: FeedKind },
	context: PageContext,
	summary: SourceSummary,
	options: ReadingOptions
): Promise<FeedReading> {
	const ways = waysTo(url, kind ?? context.source.feed_kind, options.keys ?? {});
	let reading: FeedReading = {
		url,
		outcome: 'forbidden',
		message: `${url} is read only with RELIEFWEB_APPNAME, a name that ReliefWeb approved`,
		validators: null,
		posts: null
	};
	for (const [n, way] of ways.entries()) {
		reading = await readWay(way.url, { ...context, connector: way.connector }, summary, options);
		if (isRead(reading) || (reading.outcome === 'rate_limited' && n === 0)) break;
	}
	if (!isRead(reading)) {
		summary.failed++;
		countReason(summary.failed_reasons, reading.outcome);
	}
	return reading;
}

type WayContext = PageContext & { connector: Connector };

async function readWay(
	url: string,
	context: WayContext,
	summary: SourceSummary,
	{ fetcher, now, onReading }: ReadingOptions
): Promise<FeedReading> {
	const { source, connector } = context;
	onReading?.(source.slug, url);
	const validators = source.memory?.validators[url] ?? null;
	const answer = await fetcher.fetch({ url, validators, isRefusal: connector.isRefusal });
	if (answer.kind === 'not_modified')
		return { url, outcome: 'not_modified', message: null, validators, posts: null };
	if (answer.kind === 'failed') return failedReading(url, answer);
	const reading = await readAnswer(url, answer, context, summary, now());
	if (isRead(reading)) summary.fetched++;
	return reading;
}

const failedReading = (url: string, { reason, message, retryAfterSeconds }: FetchFailure): FeedReading => ({
	url,
	outcome: reason,
	message,
	validators: null,
	posts: null,
	retryAfterSeconds
});

async function readAnswer(
	url: string,
	answer: Fetched,
	context: PageContext,
	summary: SourceSummary,
	fetchedAt: number
): Promise<FeedReading> {
	const { connector, source } = context;
	const page = connector.parse(answer.bytes, {
		url: answer.finalUrl,
		contentType: answer.headers['content-type'] ?? null,
		source,
		fetchedAt
	});
	// What could be read of a changed page is kept: its words are evidence all the same.
	await storePage(
		page,
		() => fetchRecord(answer.bytes, answer.finalUrl, fetchedAt, connector),
		context,
		summary
	);
	if (!page.layoutOk) {
		const outcome = connector.name === 'telegram-preview' ? 'layout_changed' : 'unreadable';
		return { url, outcome, message: page.problem, validators: null, posts: page.posts };
	}
	const { etag, lastModified } = answer;
	// An empty page is asked for in full again: "not modified" must not keep it empty.
	const keep = page.posts.length > 0 && (etag !== null || lastModified !== null);
	return {
		url,
		outcome: 'ok',
		message: null,
		validators: keep ? { etag, lastModified } : null,
		posts: page.posts
	};
}
