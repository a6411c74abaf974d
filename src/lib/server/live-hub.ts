/**
 * Fans changes out to readers (Server-Sent Events). The database is asked once for all of them; a reader that
 * reconnects with its last cursor is brought up to date from the database first, so nothing is missing.
 */
import { toFilter, type Filter, type View } from '#lib/domain/view.ts';
import { toFacts, type PublicChange } from '#lib/publish/public-change.ts';
import { matchesRow } from './row-filter.ts';
import type { Applied, Archive } from './archive.ts';
import type { Database } from './database.ts';
import * as reports from './reports.ts';

/** At most four messages a second to each reader. */
const COALESCE_MS = 250;
/** A wake-up may be lost; a change may not. */
const POLL_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** Bytes waiting for a reader that does not read; then it is let go and comes back with its cursor. */
const MAX_QUEUE = 64 * 1024;

export type LiveHub = {
	/** How many readers listen. */
	readonly readers: number;
	/**
	 * A stream of events for one reader.
	 * @param after the cursor it has seen; null for "from now"
	 */
	subscribe(filter: Filter, after: string | null): ReadableStream<Uint8Array>;
	close(): void;
};

type Reader = {
	filter: Filter;
	controller: ReadableStreamDefaultController<Uint8Array>;
	/** Changes up to here have been sent; null while it is still catching up. */
	sent: string | null;
	/** It caught up by itself: the next batches may hold what it has seen. */
	ahead: boolean;
	waiting: Applied[];
};

export type HubOptions = {
	archive: Archive;
	/** As a reader nobody knows. */
	db: Database;
	onChange: (wake: () => void) => () => void;
	/** The database did not answer; it is asked again a second later. */
	onError: (error: Error) => void;
};

export function openHub({ archive, db, onChange, onError }: HubOptions): LiveHub {
	const readers = new Set<Reader>();
	const encoder = new TextEncoder();
	let pending: Applied[] = [];
	let flushTimer: NodeJS.Timeout | null = null;

	const stopListening = onChange(() => void archive.catchUp().catch(onError));
	const stopApplied = archive.onApplied((batch) => {
		pending.push(...batch);
		flushTimer ??= setTimeout(flush, COALESCE_MS);
	});
	const poll = setInterval(() => void archive.catchUp().catch(onError), POLL_MS);
	const heartbeat = setInterval(
		() => readers.forEach((reader) => send(reader, ': still here\n\n')),
		HEARTBEAT_MS
	);

	function flush(): void {
		flushTimer = null;
		const batch = pending;
		pending = [];
		for (const reader of readers) {
			if (reader.sent === null) reader.waiting.push(...batch);
			else deliver(reader, batch);
		}
	}

	function deliver(reader: Reader, batch: readonly Applied[]): void {
		// One that caught up from the database may know more than the archive did: it is never taken back in time.
		const known = reader.ahead ? reader.sent : null;
		const fresh =
			known === null ? batch : batch.filter((change) => reports.compareCursors(change.cursor, known) > 0);
		const cursor = fresh.at(-1)?.cursor;
		if (cursor === undefined) return;
		reader.ahead = false;
		const changes = visibleChanges(reader.filter, fresh);
		// The cursor goes out even when nothing concerns this reader: a reconnect then skips what it need not see.
		send(reader, eventOf(cursor, changes));
		reader.sent = cursor;
	}

	function send(reader: Reader, text: string): void {
		const { controller } = reader;
		if (!readers.has(reader)) return;
		if ((controller.desiredSize ?? 0) < -MAX_QUEUE) {
			readers.delete(reader);
			controller.close();
			return;
		}
		controller.enqueue(encoder.encode(text));
	}

	async function catchUp(reader: Reader, after: string): Promise<void> {
		let cursor = after;
		for (let more = true; more && readers.has(reader);) {
			const page = await reports.changesAfter(db, cursor);
			const batch = page.changes.map((change): Applied => ({ ...change, before: change.row }));
			if (batch.length > 0) send(reader, eventOf(page.cursor, visibleChanges(reader.filter, batch, true)));
			({ cursor, more } = page);
		}
		reader.sent = cursor;
		reader.ahead = true;
		const missed = reader.waiting;
		reader.waiting = [];
		deliver(reader, missed);
	}

	return {
		get readers() {
			return readers.size;
		},
		subscribe(filter, after) {
			let reader: Reader;
			return new ReadableStream<Uint8Array>(
				{
					start(controller) {
						reader = { filter, controller, sent: null, ahead: false, waiting: [] };
						readers.add(reader);
						send(reader, `retry: 2000\n: cursor ${archive.cursor}\n\n`);
						if (after === null) reader.sent = archive.cursor;
						else
							void catchUp(reader, after).catch((error: Error) => {
								onError(error);
								endReader(reader);
							});
					},
					cancel: () => void readers.delete(reader)
				},
				{ highWaterMark: 0, size: (chunk) => chunk.byteLength }
			);
		},
		close() {
			stopListening();
			stopApplied();
			clearInterval(poll);
			clearInterval(heartbeat);
			if (flushTimer) clearTimeout(flushTimer);
			readers.forEach(endReader);
		}
	};

	function endReader(reader: Reader): void {
		if (!readers.delete(reader)) return;
		reader.controller.close();
	}
}

/** @param beforeUnknown what left the filter cannot be told apart from what was never in it: both become null */
export function visibleChanges(
	filter: Filter,
	batch: readonly Applied[],
	beforeUnknown = false
): PublicChange[] {
	const latest = new Map<number, PublicChange>();
	for (const { id, changedAt, row, before } of batch) {
		const isIn = row !== null && matchesRow(filter, row);
		const wasIn = beforeUnknown || latest.has(id) || (before !== null && matchesRow(filter, before));
		if (!isIn && !wasIn) continue;
		latest.delete(id);
		latest.set(id, { id, changed_at: changedAt, report: isIn ? toFacts(row) : null });
	}
	return [...latest.values()];
}

const eventOf = (cursor: string, changes: PublicChange[]) =>
	`id: ${cursor}\nevent: changes\ndata: ${JSON.stringify({ cursor, changes })}\n\n`;

/**
 * What a live reader of a view is told of: a view of "the last week" takes in whatever happens from now on.
 * @param now milliseconds since 1970
 */
export async function liveFilter(db: Database, view: View, now: number): Promise<Filter> {
	const filter = toFilter(view, now);
	if (view.q) filter.ids = await reports.search(db, view.q);
	const endsNow = 'last' in view.period || view.period.to === null;
	return endsNow && view.asOf === null ? { ...filter, to: Infinity } : filter;
}
