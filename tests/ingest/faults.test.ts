/** Platforms that misbehave, read by whole runs: each fault is a sentence, the next reading is as if nothing had been. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FeedKind } from '#lib/domain/source.ts';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import { runDue, runIngest } from '#lib/ingest/runner.ts';
import { openHost, type Fault, type Host, type Platform } from '../support/platforms.ts';
import { GAZETTEER, memoryStore, sourceAt } from './support.ts';

let host: Host;
let channel: Platform;
let layer: Platform;
beforeAll(async () => {
	host = await openHost();
	channel = host.add('telegram', 'FaultDesk');
	layer = host.add('arcgis', 'Assessed');
	channel.post('Artillery shelled Avdiivka');
});
afterAll(() => host.close());

const LIMITS = { connectTimeout: 500, headersTimeout: 500, totalTimeout: 900, maxBytes: 1_000_000 };
const store = memoryStore();

async function read(platform: Platform, feed_kind: FeedKind) {
	const fetcher = createFetcher({ contact: 'a test', allowLoopback: true, hostGap: 0, limits: LIMITS });
	const source = sourceAt(platform.feedUrl, { feed_kind, memory: store.states.get('notes') ?? null });
	const common = { store, gazetteer: GAZETTEER, fetcher, now: Date.now, random: () => 0.5 };
	try {
		return (await runIngest({ ...common, sources: [source], evenIfNotDue: true })).sources[0]!;
	} finally {
		await fetcher.close();
	}
}

test.each<[string, Fault, string]>([
	['withholds its preview', { status: 302, headers: { location: '/FaultDesk' } }, 'unreachable'],
	['asks for patience', { status: 429, headers: { 'retry-after': '60' } }, 'rate_limited'],
	['is gone', { status: 410 }, 'gone'],
	['has a new look', 'changed layout', 'layout_changed'],
	['sends an error page with 200', 'html error page', 'layout_changed'],
	['sends a byte a second', 'trickle', 'timeout'],
	['sends without an end', 'endless', 'too_large'],
	['sends a bomb', 'bomb', 'too_large'],
	['hangs up', 'reset', 'network']
])('a platform that %s', async (_what, fault, outcome) => {
	expect(await read(channel, 'telegram_preview')).toMatchObject({ outcome: 'ok' });
	const stored = store.posts.size;
	channel.fault = fault;
	const failed = await read(channel, 'telegram_preview');
	channel.fault = null;
	expect(failed.outcome).toBe(outcome);
	expect(failed.message!.length).toBeGreaterThan(15);
	expect(store.posts.size).toBe(stored);
	expect(await read(channel, 'telegram_preview')).toMatchObject({ outcome: 'ok', alarm: null });
});

test.each([
	['rss', 'rss'],
	['rdf', 'rss'],
	['youtube', 'youtube_atom']
] as const)('a post of %s is placed once, its edit is an edit', async (kind, feed_kind) => {
	const platform = host.add(kind, `Notes-${kind}`);
	const id = platform.post('Artillery shelled Bakhmut');
	expect(await read(platform, feed_kind)).toMatchObject({ outcome: 'ok', new: 1, placed: 1 });
	expect(await read(platform, feed_kind)).toMatchObject({ outcome: 'ok', new: 0, edited: 0, placed: 0 });
	platform.edit(id, 'Artillery shelled Avdiivka');
	expect(await read(platform, feed_kind)).toMatchObject({ outcome: 'ok', new: 0, edited: 1, placed: 1 });
});

test('a layer of a map server is placed by its points, and its areas wait', async () => {
	layer.post('Shelling', { location: [48.1394, 37.745] });
	layer.post('Shelling of an area');
	const { placed, waiting } = await read(layer, 'arcgis');
	expect({ placed, waiting }).toEqual({ placed: 1, waiting: 1 });
	const report = store.placements.find(({ external_id }) => external_id === 'Assessed/0/101');
	expect(report).toMatchObject({ outcome: 'placed', report: { point: [37.745, 48.1394] } });
});

test('a worker takes one source after another, waits where a host wants it, and stops when it is told', async () => {
	const waiting = ['a', 'b', 'c', 'd'];
	let paused = false;
	let released = 0;
	const claiming = {
		...store,
		claimNext: () => {
			if (!paused) return Promise.resolve({ wait: ((paused = true), 5) });
			const slug = waiting.shift();
			return Promise.resolve(
				slug ? { source: sourceAt(channel.feedUrl, { slug, feed_kind: 'telegram_preview' }) } : null
			);
		},
		releaseSource: () => Promise.resolve(void released++),
		recordFeedState: (slug: string) =>
			slug === 'b' ? Promise.reject(new Error('database gone')) : Promise.resolve()
	};
	const fetcher = createFetcher({ contact: 'a test', allowLoopback: true, hostGap: 0, limits: LIMITS });
	const run = (isStopping: () => boolean) =>
		runDue({ store: claiming, gazetteer: GAZETTEER, fetcher, now: Date.now, random: () => 0.5, isStopping });
	const { sources } = await run(() => waiting.length === 1);
	expect(sources.map(({ source, outcome }) => [source, outcome]).sort()).toEqual([
		['a', 'ok'],
		['b', 'store_failed'],
		['c', 'ok']
	]);
	expect(released).toBe(1);
	expect(waiting).toEqual(['d']);
	await fetcher.close();
});
