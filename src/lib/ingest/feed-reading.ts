/** The feeds of one source: the main one, its mirrors where it fails, and those read beside it. */
import type { Post } from '../domain/post.ts';
import type { Fetched, FetchFailure, Fetcher } from './fetch-outcome.ts';
import { fetchRecord, storePage, type PageContext } from './page.ts';
import type { FeedOutcomeName, Validators } from './post-store.ts';
import { countReason, type SourceSummary } from './summary.ts';

export type ReadingOptions = {
	fetcher: Fetcher;
	/** Milliseconds since 1970. */
	now: () => number;
	onReading?: (source: string, url: string) => void;
};

/** How one address was read. */
export type FeedReading = {
	url: string;
	outcome: FeedOutcomeName;
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
	const alternatives = mirrors.filter(({ feed, additional }) => feed && !additional).map(({ url }) => url);
	const readings: FeedReading[] = [];
	for (const url of [feed_url ?? '', ...alternatives]) {
		const reading = await readFeed(url, context, summary, options);
		readings.unshift(reading);
		// A server that asks for patience is not worked around.
		if (isRead(reading) || reading.outcome === 'rate_limited') break;
	}
	// Of several failures the main feed's is the one to tell.
	const main = readings.find(isRead) ?? readings.at(-1);
	const additional: FeedReading[] = [];
	for (const { url } of mirrors.filter((mirror) => mirror.additional)) {
		additional.push(await readFeed(url, context, summary, options));
	}
	return main ? [main, ...additional] : additional;
}

export const isRead = ({ outcome }: FeedReading): boolean => outcome === 'ok' || outcome === 'not_modified';

async function readFeed(
	url: string,
	context: PageContext,
	summary: SourceSummary,
	{ fetcher, now, onReading }: ReadingOptions
): Promise<FeedReading> {
	const { source, connector } = context;
	onReading?.(source.slug, url);
	const validators = source.memory?.validators[url] ?? null;
	const answer = await fetcher.fetch({ url, validators, isRefusal: connector.isRefusal });
	if (answer.kind === 'not_modified')
		return { url, outcome: 'not_modified', message: null, validators, posts: null };
	const reading =
		answer.kind === 'failed'
			? failedReading(url, answer)
			: await readAnswer(url, answer, context, summary, now());
	if (isRead(reading)) summary.fetched++;
	else {
		summary.failed++;
		countReason(summary.failed_reasons, reading.outcome);
	}
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
