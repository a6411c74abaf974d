import type { FeedMemory, PostStore, ReadableSource, StoredPost } from '#lib/ingest/post-store.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { call, type Database } from './database.ts';

/** A page of posts is stored in slices, so that a large one neither blocks readers nor exceeds a body limit. */
const SLICE = 500;

/** The runner's store, in the database. `db` must be the server's own. */
export function postStore(db: Database): PostStore & Required<Pick<PostStore, 'claimNext'>> {
	return {
		async claimNext(done) {
			const next = await call<{ source: ReadableSource } | { wait_ms: number } | null>(
				db,
				'claim_next_source',
				{
					done
				}
			);
			if (next === null) return null;
			return 'source' in next ? { source: fromJson(next.source) } : { wait: next.wait_ms };
		},
		claimSource: (source) => call<'taken' | 'held' | 'host busy'>(db, 'claim_source', { source }),
		releaseSource: (source) => call<void>(db, 'release_source', { source }),
		async storePosts(source, fetch, posts) {
			const stored: StoredPost[] = [];
			for (let i = 0; i < posts.length; i += SLICE) {
				const slice = posts.slice(i, i + SLICE);
				stored.push(...(await call<StoredPost[]>(db, 'store_posts', { source, page: fetch, posts: slice })));
			}
			return stored;
		},
		async placePosts(placements) {
			for (let i = 0; i < placements.length; i += SLICE) {
				await call<null>(db, 'place_posts', { placements: placements.slice(i, i + SLICE) });
			}
		},
		async markMissing(source, externalIds, page) {
			await call<number>(db, 'mark_missing', { source, external_ids: externalIds, page });
		},
		async recordFeedState(source, state) {
			await call<null>(db, 'record_feed_state', { source, state });
		}
	};
}

/** The sources that have a feed, with what is remembered of their last reading. */
export async function readableSources(db: Database): Promise<ReadableSource[]> {
	return (await call<ReadableSource[]>(db, 'readable_sources')).map(fromJson);
}

const fromJson = (source: ReadableSource): ReadableSource => ({
	...source,
	memory: source.memory && withInstant(source.memory)
});

const withInstant = (memory: FeedMemory): FeedMemory => ({
	...memory,
	next_due_at: memory.next_due_at && toInstant(memory.next_due_at)
});
