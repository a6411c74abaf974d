import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import { headlineOf, cutAtWord } from '#lib/ingest/place-post.ts';
import type { ReadableSource } from '#lib/ingest/post-store.ts';
import { runIngest, type IngestOptions } from '#lib/ingest/runner.ts';
import { ingestSavedPage, readSavedPage } from '#lib/ingest/saved-page.ts';
import {
	fixture,
	GAZETTEER,
	memoryStore,
	NOW,
	serve,
	sourceAt,
	type MemoryStore,
	type TestServer
} from './support.ts';

const servers: TestServer[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(answer: Parameters<typeof serve>[0]): Promise<TestServer> {
	const server = await serve(answer);
	servers.push(server);
	return server;
}

async function run(sources: ReadableSource[], store: MemoryStore, options: Partial<IngestOptions> = {}) {
	const fetcher = createFetcher({ contact: 'test@example.org', allowLoopback: true, hostGap: 0 });
	try {
		return await runIngest({
			store,
			sources,
			gazetteer: GAZETTEER,
			fetcher,
			now: () => NOW,
			random: () => 0.5,
			...options
		});
	} finally {
		await fetcher.close();
	}
}

const rss = (items: string) => `<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
const item = (id: number | string, title: string, date = 'Tue, 14 Nov 2023 10:00:00 GMT') =>
	`<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://example.org/${id}</link><pubDate>${date}</pubDate></item>`;
const remembering = (source: ReadableSource, store: MemoryStore): ReadableSource => ({
	...source,
	memory: store.states.get(source.slug) ?? null
});

describe('a run', () => {
	test('publishes what it can place and leaves the rest waiting with its reason', async () => {
		const { url } = await start((path, response) => {
			if (path !== '/feed') return;
			response.end(
				rss(
					item(1, 'Artillery shelled Avdiivka') +
						item(2, 'Artillery shelled Avdiivka and Kharkiv') +
						item(3, 'Subscribe to our channel from Kharkiv') +
						item(4, 'Shelling of Bakhmut', 'Tue, 14 Nov 2099 10:00:00 GMT') +
						item(5, 'Shelling continues')
				)
			);
		});
		const store = memoryStore();
		const summary = await run([sourceAt(`${url}/feed`)], store);
		expect(summary.total).toMatchObject({ fetched: 1, new: 5, placed: 1, waiting: 4, failed: 0 });
		expect(summary.total.waiting_reasons).toEqual({
			'several places named': 1,
			'no event recognised': 1,
			'no believable time': 1,
			'no place named': 1
		});
		expect(store.placements.find(({ outcome }) => outcome === 'placed')).toMatchObject({
			external_id: '1',
			source: 'notes',
			report: {
				theatre: 'ukraine',
				title: 'Artillery shelled Avdiivka',
				event_type: 'shelling',
				point: [37.745, 48.1394],
				place_id: 'ua-avdiivka',
				geo_precision: 'settlement',
				credibility: 6,
				occurred_at: '2023-11-14T10:00:00Z',
				time_precision: 'day',
				citation: { source: 'notes', url: 'https://example.org/1', published_at: '2023-11-14T10:00:00Z' }
			}
		});
	});

	test('keeps the bytes it read as evidence', async () => {
		const body = rss(item(1, 'Shelling of Bakhmut'));
		const { url } = await start((path, response) => void (path === '/feed' && response.end(body)));
		const store = memoryStore();
		await run([sourceAt(`${url}/feed`)], store);
		const [record] = store.records;
		expect(gunzipSync(Buffer.from(record?.bytes ?? '', 'base64')).toString()).toBe(body);
		expect(record).toMatchObject({
			connector: 'feed',
			url: `${url}/feed`,
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	test('stores the same post once, an edited one as a revision', async () => {
		let words = 'Shelling of Bakhmut';
		const { url } = await start(
			(path, response) => void (path === '/feed' && response.end(rss(item(1, words))))
		);
		const store = memoryStore();
		const source = sourceAt(`${url}/feed`);
		expect((await run([source], store)).total).toMatchObject({ new: 1, placed: 1 });
		expect((await run([source], store)).total).toMatchObject({ new: 0, edited: 0, placed: 0 });
		words = 'Shelling of Avdiivka';
		expect((await run([source], store)).total).toMatchObject({ new: 0, edited: 1, placed: 1 });
		expect(store.posts.get('notes 1')).toHaveLength(2);
	});

	test('places a post that an earlier run stored and did not place', async () => {
		const { url } = await start(
			(path, response) => void (path === '/feed' && response.end(rss(item(1, 'Shelling of Bakhmut'))))
		);
		const store = memoryStore();
		const source = sourceAt(`${url}/feed`);
		const broken = { ...store, placePosts: () => Promise.reject(new Error('database gone')) };
		const first = await run([source], broken as MemoryStore);
		expect(first.sources[0]).toMatchObject({
			outcome: 'store_failed',
			message: expect.stringContaining('database gone')
		});
		expect(store.states.size).toBe(0);
		const again: MemoryStore = {
			...store,
			storePosts: async (...given) =>
				(await store.storePosts(...given)).map((post) => ({ ...post, awaits_placement: true }))
		};
		expect((await run([source], again)).total).toMatchObject({ new: 0, placed: 1 });
	});

	test('sends back the validators of the last page and rests when nothing changed', async () => {
		const server = await start((path, response, request) => {
			if (path !== '/feed') return;
			if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
			else response.writeHead(200, { etag: '"v1"' }).end(rss(item(1, 'Shelling of Bakhmut')));
		});
		const store = memoryStore();
		const source = sourceAt(`${server.url}/feed`);
		await run([source], store);
		const second = await run([remembering(source, store)], store, { evenIfNotDue: true });
		expect(second.sources[0]).toMatchObject({ outcome: 'not_modified', fetched: 0, failed: 0, alarm: null });
		expect(store.states.get('notes')).toMatchObject({ posts_seen: 1, consecutive_failures: 0 });
		expect(Object.values(store.states.get('notes')?.validators ?? {})).toEqual([
			{ etag: '"v1"', lastModified: null }
		]);
	});

	test('does not ask before the time that a server set', async () => {
		const server = await start(
			(path, response) => void (path === '/feed' && response.writeHead(429, { 'retry-after': '7200' }).end())
		);
		const store = memoryStore();
		const source = sourceAt(`${server.url}/feed`);
		const first = await run([source], store);
		expect(first.total.failed_reasons).toEqual({ rate_limited: 1 });
		expect(Date.parse(store.states.get('notes')?.next_due_at ?? '')).toBe(NOW + 7_200_000);
		const second = await run([remembering(source, store)], store);
		expect(second.sources[0]).toMatchObject({
			outcome: 'skipped',
			message: expect.stringContaining('not to be asked before')
		});
	});

	test('marks posts that are gone from between two others', async () => {
		const page = new TextDecoder().decode(await fixture('telegram/channel.html'));
		const { url } = await start((path, response) => void (path === '/s/FrontNotes' && response.end(page)));
		const store = memoryStore();
		await run([sourceAt(`${url}/s/FrontNotes`, { feed_kind: 'telegram_preview' })], store);
		expect(store.missing).toEqual(['FrontNotes/107', 'FrontNotes/108']);
		expect(
			store.placements.filter(({ outcome }) => outcome === 'placed').map(({ external_id }) => external_id)
		).toEqual(['FrontNotes/101', 'FrontNotes/103']);
	});

	test('places a video by its title and not by what its description mentions', async () => {
		const feed = await fixture('feeds/youtube.xml');
		const { url } = await start((path, response) => void (path === '/videos' && response.end(feed)));
		const store = memoryStore();
		await run([sourceAt(`${url}/videos`, { feed_kind: 'youtube_atom' })], store);
		expect(store.placements).toMatchObject([
			{ external_id: 'abcDEF12345', outcome: 'placed', report: { place_id: 'ua-avdiivka' } }
		]);
	});

	test('reads several hosts at once', async () => {
		let open = 0;
		let most = 0;
		const slow: Parameters<typeof serve>[0] = (path, response) => {
			if (path !== '/feed') return;
			most = Math.max(most, ++open);
			setTimeout(() => response.end(rss(item(1, 'Shelling of Bakhmut')), () => open--), 300);
		};
		const hosts = await Promise.all(Array.from({ length: 4 }, () => start(slow)));
		const sources = hosts.map(({ url }, n) => sourceAt(`${url}/feed`, { slug: `s${n}` }));
		expect((await run(sources, memoryStore())).total).toMatchObject({ fetched: 4, placed: 4 });
		expect(most).toBeGreaterThan(1);
	});

	test('raises the alarm when a channel’s layout changes or a full feed is empty', async () => {
		const changed = await fixture('telegram/changed-layout.html');
		const { url } = await start((path, response) => {
			if (path === '/s/x') response.end(changed);
			if (path === '/feed') response.end(rss(''));
		});
		const memory = { validators: {}, consecutive_failures: 0, posts_seen: 20, next_due_at: null };
		const store = memoryStore();
		const summary = await run(
			[
				sourceAt(`${url}/s/x`, { slug: 'x', feed_kind: 'telegram_preview', memory }),
				sourceAt(`${url}/feed`, { slug: 'emptied', memory }),
				sourceAt(`${url}/feed`, { slug: 'always-empty' })
			],
			store
		);
		expect(summary.alarms).toHaveLength(2);
		expect(summary.sources.map(({ outcome }) => outcome)).toEqual(['layout_changed', 'ok', 'ok']);
		expect(store.states.get('x')).toMatchObject({
			consecutive_failures: 1,
			message: expect.stringContaining('layout')
		});
	});

	test('one source’s fault does not stop another, and mirrors stand in', async () => {
		const { url } = await start((path, response) => {
			if (path === '/dead') response.writeHead(410).end();
			if (path === '/broken') response.end('<!doctype html><p>down</p>');
			if (path === '/mirror') response.end(rss(item(1, 'Shelling of Bakhmut')));
			if (path === '/more') response.end(rss(item(2, 'Shelling of Avdiivka')));
		});
		const store = memoryStore();
		const mirrors = [
			{ label: 'mirror', url: `${url}/mirror`, feed: true },
			{ label: 'more', url: `${url}/more`, feed: true, additional: true }
		];
		const summary = await run(
			[sourceAt(`${url}/dead`, { slug: 'dead' }), sourceAt(`${url}/broken`, { slug: 'mirrored', mirrors })],
			store
		);
		expect(summary.sources).toMatchObject([
			{ source: 'dead', outcome: 'gone' },
			{ source: 'mirrored', outcome: 'ok', new: 2, placed: 2 }
		]);
		expect(summary.sources[1]!.message).toBe(
			'mirrored sent an HTML page in place of its feed; read at "mirror" instead'
		);
		expect(summary.total.failed_reasons).toEqual({ gone: 1, unreadable: 1 });
	});

	test('reads a mirror that is of another kind than the main feed', async () => {
		const { url } = await start((path, response) => {
			if (path === '/rsshub') response.end(rss(item(1, 'Shelling of Bakhmut')));
			if (path === '/s/gone') response.writeHead(302, { location: '/gone' }).end();
		});
		const store = memoryStore();
		const mirrors = [{ label: 'hub', url: `${url}/rsshub`, feed: true, kind: 'rss' as const }];
		const summary = await run([sourceAt(`${url}/s/gone`, { feed_kind: 'telegram_preview', mirrors })], store);
		expect(summary.sources[0]).toMatchObject({
			outcome: 'ok',
			new: 1,
			message: expect.stringContaining('offers no preview')
		});
	});

	test('writes nothing in a dry run and shows every post', async () => {
		const { url } = await start(
			(path, response) => void (path === '/feed' && response.end(rss(item(1, 'Shelling of Bakhmut'))))
		);
		const seen: unknown[] = [];
		const summary = await run([sourceAt(`${url}/feed`)], memoryStore(), {
			store: null,
			dryRun: true,
			onPost: (source, post, placement) => seen.push([source, post.external_id, placement.place])
		});
		expect(summary.total).toMatchObject({ new: 1, placed: 1 });
		expect(seen).toEqual([['notes', '1', 'ua-bakhmut']]);
	});

	test('reads only the sources asked for, and says which it does not know', async () => {
		const store = memoryStore();
		const sources = [
			sourceAt('http://127.0.0.1:1/', { slug: 'a' }),
			sourceAt('http://127.0.0.1:1/', { slug: 'b' })
		];
		expect((await run(sources, store, { limitTo: ['b'] })).sources.map(({ source }) => source)).toEqual([
			'b'
		]);
		await expect(run(sources, store, { limitTo: ['c'] })).rejects.toThrow('"c"');
	});

	test('leaves sources alone that are not read by machine or held by another run', async () => {
		const store = { ...memoryStore(), claimSource: () => Promise.resolve('held' as const) };
		const summary = await run(
			[
				sourceAt('https://x.com/someone', { slug: 'x', feed_kind: 'none', status: 'link_only' }),
				sourceAt('http://127.0.0.1:1/', { slug: 'retired', status: 'retired' }),
				sourceAt('http://127.0.0.1:1/', { slug: 'held' })
			],
			store
		);
		expect(summary.sources.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
		expect(store.states.size).toBe(0);
	});

	test('places every post of a feed, ten thousand of them too', async () => {
		const body = (count: number) =>
			rss(
				Array.from({ length: count }, (_, n) => item(n, `Artillery shelled Avdiivka, report ${n}`)).join('')
			);
		const store = memoryStore();
		store.storePosts = (_source, _fetch, posts) =>
			Promise.resolve(
				posts.map(({ external_id }, n) => ({ external_id, post_id: n, outcome: 'new' as const }))
			);
		const { url } = await start((path, response) => {
			const count = Number(path.slice(1));
			if (count > 0) response.end(body(count));
		});
		const { total } = await run([sourceAt(`${url}/10000`)], store);
		expect(total.placed).toBe(10_000);
	});
});

describe('a saved page', () => {
	test('is read and stored as if fetched, but nothing is marked deleted by it', async () => {
		const bytes = await fixture('telegram/channel.html');
		const source = sourceAt('https://t.me/s/FrontNotes', { feed_kind: 'telegram_preview' });
		expect(readSavedPage(bytes, source, NOW).posts).toHaveLength(6);
		const store = memoryStore();
		const { total } = await ingestSavedPage(bytes, NOW, { store, source, gazetteer: GAZETTEER });
		expect(total).toMatchObject({ fetched: 1, new: 6, placed: 2 });
		expect(store.missing).toEqual([]);
	});

	test('of a source that is not read by machine is refused with a sentence', () => {
		expect(() =>
			readSavedPage(new Uint8Array(), sourceAt('https://x.com', { feed_kind: 'none' }), NOW)
		).toThrow('not read by machine');
	});
});

test('a title is the first sentence, cut between words', () => {
	expect(headlineOf('Two killed in Avdiivka. More follows.\nLine')).toBe('Two killed in Avdiivka.');
	const long = headlineOf(`${'word '.repeat(40)}end`);
	expect(long.length).toBeLessThanOrEqual(90);
	expect(long).toMatch(/word…$/);
	expect(cutAtWord('😀'.repeat(200), 90)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});
