/** A small gazetteer, a store in memory and a server that behaves badly, for the tests of ingestion. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Place } from '#lib/domain/place.ts';
import type { Post } from '#lib/domain/post.ts';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';
import type {
	FeedOutcome,
	FetchRecord,
	PostPlacement,
	PostStore,
	ReadableSource,
	StoredPost
} from '#lib/ingest/post-store.ts';

const ukraine = (
	id: string,
	kind: Place['kind'],
	point: [number, number],
	en: string,
	ru: string,
	uk: string
): Place => ({
	id: `ua-${id}`,
	kind,
	country: 'UA',
	admin1: 'Donetsk',
	point,
	names: { en: [en], ru: [ru], uk: [uk] }
});

export const PLACES: Place[] = [
	ukraine('avdiivka', 'town', [37.745, 48.1394], 'Avdiivka', 'Авдеевка', 'Авдіївка'),
	ukraine('bakhmut', 'town', [37.999, 48.594], 'Bakhmut', 'Бахмут', 'Бахмут'),
	ukraine('kharkiv', 'city', [36.23, 49.99], 'Kharkiv', 'Харьков', 'Харків'),
	{
		id: 'bf-djibo',
		kind: 'town',
		country: 'BF',
		admin1: 'Sahel',
		point: [-1.626, 14.099],
		names: { en: ['Djibo'], fr: ['Djibo'] }
	}
];
export const GAZETTEER = buildGazetteer(PLACES);
export const NOW = Date.parse('2023-11-15T00:00:00Z');

export const fixture = async (name: string): Promise<Uint8Array> =>
	new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function sourceAt(url: string, changes: Partial<ReadableSource> = {}): ReadableSource {
	return {
		slug: 'notes',
		name: 'Notes',
		theatres: ['ukraine', 'sahel'],
		languages: ['ru', 'en'],
		feed_url: url,
		feed_kind: 'rss',
		mirrors: [],
		status: 'active',
		memory: null,
		...changes
	};
}

export type MemoryStore = PostStore & {
	posts: Map<string, Post[]>;
	records: FetchRecord[];
	placements: PostPlacement[];
	missing: string[];
	states: Map<string, FeedOutcome>;
};

export function memoryStore(): MemoryStore {
	const posts = new Map<string, Post[]>();
	const records: FetchRecord[] = [];
	const placements: PostPlacement[] = [];
	const missing: string[] = [];
	const states = new Map<string, FeedOutcome>();
	const ids: string[] = [];
	return {
		posts,
		records,
		placements,
		missing,
		states,
		storePosts(source, fetch, given) {
			records.push(fetch);
			return Promise.resolve(
				given.map((post): StoredPost => {
					const key = `${source} ${post.external_id}`;
					const revisions = posts.get(key) ?? [];
					const last = revisions.at(-1);
					if (!last) ids.push(key);
					const isSame = last && last.text === post.text && last.title === post.title;
					if (!isSame) posts.set(key, [...revisions, post]);
					return {
						external_id: post.external_id,
						post_id: ids.indexOf(key) + 1,
						outcome: !last ? 'new' : isSame ? 'unchanged' : 'edited'
					};
				})
			);
		},
		placePosts(given) {
			placements.push(...given);
			return Promise.resolve();
		},
		markMissing(_source, externalIds) {
			missing.push(...externalIds);
			return Promise.resolve();
		},
		recordFeedState(source, state) {
			states.set(source, state);
			return Promise.resolve();
		}
	};
}

export type TestServer = {
	url: string;
	requests: { path: string; headers: IncomingMessage['headers']; at: number }[];
	close(): Promise<void>;
};

/** A server on loopback. Asked for robots.txt it has none, unless `answer` handles it. */
export async function serve(
	answer: (path: string, response: ServerResponse, request: IncomingMessage) => boolean | void
): Promise<TestServer> {
	const requests: TestServer['requests'] = [];
	const server: Server = createServer((request, response) => {
		const path = request.url ?? '/';
		requests.push({ path, headers: request.headers, at: performance.now() });
		response.on('error', () => {});
		if (path === '/robots.txt') {
			if (answer(path, response, request) === true || response.headersSent) return;
			response.writeHead(404).end();
			return;
		}
		answer(path, response, request);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}
