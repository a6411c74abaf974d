/**
 * Reads the sources once: claim, fetch, parse, store, place, remember. One source's fault never stops another, and a
 * run that is cut off is simply run again: the feed's memory is written last. Which source is whose is decided in the
 * database, so that any number of workers may run; see `runDue`.
 */
import PQueue from 'p-queue';
import type { Post } from '../domain/post.ts';
import type { Gazetteer } from '../geoparse/gazetteer.ts';
import type { Placement } from '../geoparse/placement.ts';
import { connectorFor, type Connector, type Keys } from './connectors/index.ts';
import { isRead, readFeeds, type FeedReading } from './feed-reading.ts';
import type { Fetcher } from './fetch-outcome.ts';
import type { FeedMemory, FeedOutcome, PostStore, ReadableSource } from './post-store.ts';
import { nextDueAt } from './schedule.ts';
import { countReason, noCounts, summarise, type SourceSummary, type Summary } from './summary.ts';

/** Sources read at the same time; those of one host still wait for each other. */
const PARALLEL = 8;

export type Progress =
	{ kind: 'reading'; source: string; url: string } | { kind: 'done'; summary: SourceSummary };

export type IngestOptions = {
	/** Null only together with `dryRun`. */
	store: PostStore | null;
	sources: readonly ReadableSource[];
	gazetteer: Gazetteer;
	fetcher: Fetcher;
	/** Names under which interfaces know the operator. */
	keys?: Keys;
	/** Milliseconds since 1970. */
	now: () => number;
	/** 0 ≤ random < 1. */
	random: () => number;
	onProgress?: (progress: Progress) => void;
	/** Each post that was placed or left waiting; in a dry run every post. */
	onPost?: (source: string, post: Post, placement: Placement) => void;
	/** Fetch and parse, write nothing. */
	dryRun?: boolean;
	/** Slugs; left out means all. A slug that is not among the sources is an error. */
	limitTo?: readonly string[];
	/** Also read sources whose time has not come; a person asked for it. */
	evenIfNotDue?: boolean;
};

/** Longer pauses are left to the next run. Milliseconds. */
const LONGEST_WAIT = 30_000;
/** How often a source is tried whose host is busy, and how often it is looked whether it still is. Milliseconds. */
const [BUSY_TRIES, BUSY_WAIT] = [240, 500];
const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

export type DueOptions = Omit<IngestOptions, 'store' | 'sources' | 'dryRun' | 'limitTo' | 'evenIfNotDue'> & {
	store: PostStore & Required<Pick<PostStore, 'claimNext'>>;
	/** No further source is taken once it says so. */
	isStopping?: () => boolean;
};

/** Reads what is due, taking one source after another from the store, several at a time, until none is left. */
export async function runDue(options: DueOptions): Promise<Summary> {
	const { store, isStopping = () => false } = options;
	const summaries: SourceSummary[] = [];
	const done: string[] = [];
	const lanes: Promise<void>[] = [];
	let busy = 0;

	async function lane(): Promise<void> {
		while (!isStopping()) {
			const next = await store.claimNext(done);
			if (next === null) return;
			if ('wait' in next) {
				if (next.wait > LONGEST_WAIT) return;
				await sleep(Math.max(10, next.wait));
				continue;
			}
			done.push(next.source.slug);
			if (++busy === lanes.length && lanes.length < PARALLEL) lanes.push(lane());
			const summary = await readClaimed(next.source, options);
			busy--;
			options.onProgress?.({ kind: 'done', summary });
			summaries.push(summary);
		}
	}

	lanes.push(lane());
	for (let n = 0; n < lanes.length; n++) await lanes[n];
	return summarise(summaries);
}

/** @throws RangeError when `limitTo` names a source that is not there */
export async function runIngest(options: IngestOptions): Promise<Summary> {
	const unknown = options.limitTo?.find((slug) => !options.sources.some((source) => source.slug === slug));
	if (unknown !== undefined) throw new RangeError(`there is no source called ${JSON.stringify(unknown)}`);
	const chosen = options.sources.filter(({ slug }) => options.limitTo?.includes(slug) ?? true);
	const queue = new PQueue({ concurrency: PARALLEL });
	const summaries = await Promise.all(
		chosen.map((source) =>
			queue.add(async () => {
				const summary = await readSource(source, options);
				options.onProgress?.({ kind: 'done', summary });
				return summary;
			})
		)
	);
	return summarise(summaries);
}

async function readSource(source: ReadableSource, options: IngestOptions): Promise<SourceSummary> {
	const summary = skippedSummary(source);
	const connector = connectorFor(source.feed_kind);
	const why = reasonToSkip(source, connector, options);
	if (why !== null || !connector) return { ...summary, message: why };
	const store = options.dryRun ? null : options.store;
	try {
		const claim = await claimPatiently(source.slug, store);
		if (claim !== 'taken') return { ...summary, message: claim };
	} catch (error) {
		return storeFailed(summary, error);
	}
	return readClaimed(source, options);
}

/** "taken", or why not in words. A host that is being asked is waited for. */
async function claimPatiently(slug: string, store: PostStore | null): Promise<string> {
	for (let tries = 0; tries < BUSY_TRIES; tries++) {
		const claim = (await store?.claimSource?.(slug)) ?? 'taken';
		if (claim === 'taken') return claim;
		if (claim === 'held') return 'another run is reading this source';
		await sleep(BUSY_WAIT);
	}
	return 'its host was being asked all the time';
}

/** Reads a source this run holds. */
async function readClaimed(
	source: ReadableSource,
	options: Omit<IngestOptions, 'sources'>
): Promise<SourceSummary> {
	const summary = skippedSummary(source);
	const connector = connectorFor(source.feed_kind);
	const store = options.dryRun ? null : options.store;
	try {
		if (!connector) throw new Error(`its feed (${source.feed_kind}) is not read by machine`);
		const { gazetteer, onPost } = options;
		const readings = await readFeeds({ store, source, connector, gazetteer, onPost }, summary, {
			fetcher: options.fetcher,
			now: options.now,
			keys: options.keys,
			onReading: (slug, url) => options.onProgress?.({ kind: 'reading', source: slug, url })
		});
		const state = outcomeOf(source, readings, options);
		summary.outcome = state.outcome;
		summary.message = state.message;
		summary.alarm = alarmOf(source, state);
		await store?.recordFeedState(source.slug, state);
	} catch (error) {
		storeFailed(summary, error);
		// Else nobody could ask its host until the claim ends by itself.
		await store?.releaseSource?.(source.slug).catch(() => {});
	}
	return summary;
}

function storeFailed(summary: SourceSummary, error: unknown): SourceSummary {
	summary.outcome = 'store_failed';
	summary.message = `the posts of ${summary.source} could not be stored: ${(error as Error).message}`;
	summary.failed++;
	countReason(summary.failed_reasons, 'store_failed');
	return summary;
}

const skippedSummary = ({ slug }: ReadableSource): SourceSummary => ({
	...noCounts(),
	source: slug,
	outcome: 'skipped',
	message: null,
	alarm: null
});

function reasonToSkip(
	source: ReadableSource,
	connector: Connector | null,
	options: IngestOptions
): string | null {
	if (!connector || !source.feed_url) return 'this source has no feed that is read by machine';
	if (source.status !== 'active' && source.status !== 'unreachable') return `this source is ${source.status}`;
	const due = source.memory?.next_due_at;
	if (due && !options.evenIfNotDue && Date.parse(due) > options.now()) return `not to be asked before ${due}`;
	return null;
}

function outcomeOf(
	source: ReadableSource,
	readings: readonly FeedReading[],
	{ now, random, fetcher }: Pick<IngestOptions, 'now' | 'random' | 'fetcher'>
): FeedOutcome {
	const memory: FeedMemory = source.memory ?? {
		validators: {},
		consecutive_failures: 0,
		posts_seen: 0,
		next_due_at: null
	};
	const [main] = readings;
	const worst = readings.find((reading) => !isRead(reading));
	const failures = main && isRead(main) ? 0 : memory.consecutive_failures + 1;
	const posts = readings.flatMap((reading) => reading.posts ?? []);
	const checkedAt = now();
	const retryAfter = Math.max(0, ...readings.map(({ retryAfterSeconds }) => retryAfterSeconds ?? 0));
	const wasReadAnew = readings.some((reading) => reading.outcome === 'ok');
	const isPartlyUnchanged = readings.some((reading) => reading.outcome === 'not_modified');
	const emptied = wasReadAnew && !isPartlyUnchanged && posts.length === 0 && memory.posts_seen > 0;
	return {
		checked_at: new Date(checkedAt).toISOString(),
		outcome: main?.outcome ?? 'unreadable',
		message:
			worst?.message ??
			main?.message ??
			(emptied ? `${source.name} had ${memory.posts_seen} posts and now has none` : null),
		validators: Object.fromEntries(
			readings.flatMap(({ url, validators }) => (validators ? [[url, validators]] : []))
		),
		consecutive_failures: failures,
		posts_seen: wasReadAnew && !isPartlyUnchanged ? posts.length : Math.max(memory.posts_seen, posts.length),
		last_post_at: newest(posts),
		host_pause_ms: fetcher.pauseOf(source.feed_url ?? ''),
		next_due_at: new Date(
			nextDueAt({
				now: checkedAt,
				feedKind: source.feed_kind,
				consecutiveFailures: failures,
				retryAfterSeconds: retryAfter,
				random: random()
			})
		).toISOString()
	};
}

const newest = (posts: readonly Post[]): string | null =>
	posts.reduce<string | null>(
		(latest, { published_at }) =>
			published_at && (!latest || published_at > latest) ? published_at : latest,
		null
	);

function alarmOf(
	{ slug, memory }: ReadableSource,
	{ outcome, posts_seen, message }: FeedOutcome
): string | null {
	if (outcome === 'layout_changed') return message;
	const hadPosts = (memory?.posts_seen ?? 0) > 0;
	if (hadPosts && outcome === 'unreadable') return message;
	return hadPosts && outcome === 'ok' && posts_seen === 0
		? `${slug} had posts and now has none: look at its page`
		: null;
}
