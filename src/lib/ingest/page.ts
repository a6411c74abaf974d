/** One page or feed on its way from bytes to the store. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Post } from '../domain/post.ts';
import type { Gazetteer } from '../geoparse/gazetteer.ts';
import type { Placement } from '../geoparse/placement.ts';
import type { Connector } from './connectors/index.ts';
import type { ParsedPage } from './parsed-page.ts';
import { placementOf, postPlacement } from './place-post.ts';
import type { FetchRecord, PostPlacement, PostStore, ReadableSource } from './post-store.ts';
import { countReason, type Counts } from './summary.ts';

export type PageContext = {
	/** Null in a dry run: nothing is written, every post counts as new. */
	store: PostStore | null;
	source: ReadableSource;
	connector: Connector;
	gazetteer: Gazetteer;
	/** Called for each post that is placed or left waiting. */
	onPost?: (source: string, post: Post, placement: Placement) => void;
};

/** After so many posts others get their turn: placing is computation and would hold up a server. */
const BREATH = 50;
const compress = promisify(gzip);

export async function fetchRecord(
	bytes: Uint8Array,
	url: string,
	at: number,
	connector: Connector
): Promise<FetchRecord> {
	return {
		url,
		fetched_at: new Date(at).toISOString(),
		sha256: createHash('sha256').update(bytes).digest('hex'),
		bytes: (await compress(bytes)).toString('base64'),
		connector: connector.name,
		connector_version: connector.version
	};
}

/** Stores the posts of a page, places the new and edited ones and marks the deleted; adds to `counts`. */
export async function storePage(
	page: ParsedPage,
	record: () => Promise<FetchRecord>,
	context: PageContext,
	counts: Counts
): Promise<void> {
	const { store, source } = context;
	let packed: Promise<FetchRecord> | undefined;
	const kept = () => (packed ??= record());
	const stored =
		store && page.posts.length > 0
			? await store.storePosts(source.slug, await kept(), page.posts)
			: page.posts.map(({ external_id }) => ({ external_id, post_id: 0, outcome: 'new' as const }));
	const byId = new Map(page.posts.map((post) => [post.external_id, post]));
	const placements: PostPlacement[] = [];
	let handled = 0;
	for (const entry of stored) {
		const post = byId.get(entry.external_id);
		if (entry.outcome !== 'unchanged') counts[entry.outcome]++;
		const isWaiting = 'awaits_placement' in entry && entry.awaits_placement;
		if (!post || (entry.outcome === 'unchanged' && !isWaiting)) continue;
		const placement = placementOf(post, source, context.gazetteer);
		context.onPost?.(source.slug, post, placement);
		placements.push(postPlacement(post, entry.post_id, source, placement));
		if (++handled % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	for (const placement of placements) {
		counts[placement.outcome]++;
		if (placement.outcome === 'waiting') countReason(counts.waiting_reasons, placement.reason);
	}
	if (!store) return;
	if (placements.length > 0) await store.placePosts(placements);
	if (page.layoutOk && page.missing.length > 0)
		await store.markMissing?.(source.slug, page.missing, await kept());
}
