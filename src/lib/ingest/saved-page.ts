/** Pages that a person saved: read as if they had just been fetched from the source's address. */
import type { Post } from '../domain/post.ts';
import type { Placement } from '../geoparse/placement.ts';
import { connectorFor } from './connectors/index.ts';
import { fetchRecord, storePage, type PageContext } from './page.ts';
import type { ParsedPage } from './parsed-page.ts';
import type { ReadableSource } from './post-store.ts';
import { noCounts, summarise, type Summary } from './summary.ts';

/**
 * @param savedAt milliseconds since 1970, when the page was fetched
 * @throws RangeError when the source's posts are not read by machine
 */
export function readSavedPage(bytes: Uint8Array, source: ReadableSource, savedAt: number): ParsedPage {
	return connectorOf(source).parse(bytes, { url: addressOf(source), source, fetchedAt: savedAt });
}

/** Reads, stores and places a saved page. With `store: null` nothing is written. */
export async function ingestSavedPage(
	bytes: Uint8Array,
	savedAt: number,
	options: Omit<PageContext, 'connector'>
): Promise<Summary> {
	const { source } = options;
	const connector = connectorOf(source);
	const page = readSavedPage(bytes, source, savedAt);
	const counts = noCounts();
	if (page.layoutOk) counts.fetched = 1;
	else {
		counts.failed = 1;
		counts.failed_reasons['unreadable'] = 1;
	}
	// Deletions are judged on live pages only: a saved one may be old.
	const kept = { ...page, missing: [] };
	await storePage(
		kept,
		() => fetchRecord(bytes, addressOf(source), savedAt, connector),
		{ ...options, connector },
		counts
	);
	return summarise([
		{
			...counts,
			source: source.slug,
			outcome: page.layoutOk ? 'ok' : 'unreadable',
			message: page.problem,
			alarm: null
		}
	]);
}

/** One post as `npm run ingest -- --json` prints it. */
export const postLine = (post: Post, placement: Placement): object => ({
	...post,
	placed: placement.point !== null && placement.event_type !== null && placement.occurred_at !== null,
	...placement
});

function connectorOf(source: ReadableSource) {
	const connector = connectorFor(source.feed_kind);
	if (!connector)
		throw new RangeError(`the posts of ${source.slug} (${source.feed_kind}) are not read by machine`);
	return connector;
}

const addressOf = (source: ReadableSource): string => source.feed_url ?? `https://${source.slug}.invalid/`;
