/** The server's stream of changes. Runs in a page and in the worker that pages share. */
import type { PublicChange } from '#lib/publish/public-change.ts';

export type ChangeBatch = { cursor: string; changes: PublicChange[] };
export type StreamStatus = 'live' | 'reconnecting';
export type StreamEvents = {
	onBatch(batch: ChangeBatch): void;
	onStatus(status: StreamStatus): void;
};

const STREAM = '/api/v1/live?last=all&state=published,unreviewed,retracted';
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/**
 * Follows the stream after a cursor until closed. A broken connection is taken up again where it stopped: by the
 * browser itself while the server can be reached, with growing pauses when it answers with an error.
 */
export function openStream(after: string, { onBatch, onStatus }: StreamEvents): { close(): void } {
	let cursor = after;
	let retry = FIRST_RETRY_MS;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let source: EventSource;

	function connect(): void {
		source = new EventSource(`${STREAM}&after=${encodeURIComponent(cursor)}`);
		source.addEventListener('open', () => {
			retry = FIRST_RETRY_MS;
			onStatus('live');
		});
		source.addEventListener('changes', (event: MessageEvent<string>) => {
			const batch = JSON.parse(event.data) as ChangeBatch;
			cursor = batch.cursor;
			onBatch(batch);
		});
		source.addEventListener('error', () => {
			onStatus('reconnecting');
			if (source.readyState !== EventSource.CLOSED) return;
			timer = setTimeout(connect, retry);
			retry = Math.min(retry * 2, LAST_RETRY_MS);
		});
	}

	connect();
	return {
		close() {
			clearTimeout(timer);
			source.close();
		}
	};
}

/** Everything that changed after a cursor, page by page. @throws Error when the server does not answer */
export async function fetchChanges(after: string): Promise<ChangeBatch> {
	const changes: PublicChange[] = [];
	for (let cursor = after, more = true; more;) {
		const response = await fetch(
			`/api/v1/changes?last=all&state=published,unreviewed,retracted&after=${encodeURIComponent(cursor)}`
		);
		if (!response.ok) throw new Error(`the change feed answered ${response.status}`);
		const page = (await response.json()) as ChangeBatch & { more: boolean };
		changes.push(...page.changes);
		({ cursor, more } = page);
		if (!more) return { cursor, changes };
	}
	return { cursor: after, changes };
}
