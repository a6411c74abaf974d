/** The change feed for one page, over the best way this browser has. */
import { fetchChanges, openStream, type ChangeBatch, type StreamEvents } from './event-stream.ts';
import type { FromPage, ToPage } from './shared-stream.worker.ts';

const HERE_MS = 30_000;
const POLL_MS = 5_000;

/**
 * Follows changes after a cursor: through the stream all pages share, else a stream of its own, else by asking every
 * five seconds (frames to which the browser gives no origin, or no part in what pages share).
 */
export function openChangeFeed(after: string, events: StreamEvents): { close(): void } {
	if (typeof EventSource === 'undefined') return poll(after, events);
	if (typeof SharedWorker === 'undefined') return openStream(after, events);
	try {
		return share(after, events);
	} catch {
		return poll(after, events);
	}
}

function share(after: string, { onBatch, onStatus }: StreamEvents): { close(): void } {
	const worker = new SharedWorker(new URL('./shared-stream.worker.ts', import.meta.url), {
		type: 'module',
		name: 'fronts-changes'
	});
	const say = (message: FromPage) => worker.port.postMessage(message);
	let cursor = after;
	let own: { close(): void } | null = null;

	const take = (batch: ChangeBatch) => {
		cursor = batch.cursor;
		onBatch(batch);
	};
	worker.port.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
		if (data.kind === 'status') onStatus(data.status);
		else take(data.batch);
	});
	worker.addEventListener('error', () => {
		// A page may hold a connection of its own. Of frames there may be ten on one page, and a host has six.
		const follow = window === window.parent ? openStream : poll;
		own ??= follow(cursor, { onBatch: take, onStatus });
	});
	worker.port.start();
	say({ kind: 'follow', after });
	// The shared stream may be ahead of this page's cursor already: what lies between is asked for once.
	fetchChanges(after).then(take, () => {});

	const timer = setInterval(() => say({ kind: 'here' }), HERE_MS);
	const resume = () => {
		if (document.visibilityState !== 'visible') return;
		say({ kind: 'follow', after: cursor });
		fetchChanges(cursor).then(take, () => {});
	};
	const leave = () => say({ kind: 'bye' });
	document.addEventListener('visibilitychange', resume);
	addEventListener('pagehide', leave);
	addEventListener('pageshow', resume);
	return {
		close() {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', resume);
			removeEventListener('pagehide', leave);
			removeEventListener('pageshow', resume);
			leave();
			own?.close();
			worker.port.close();
		}
	};
}

function poll(after: string, { onBatch, onStatus }: StreamEvents): { close(): void } {
	let cursor = after;
	let asking = false;
	const ask = async () => {
		if (asking) return;
		asking = true;
		try {
			const batch = await fetchChanges(cursor);
			cursor = batch.cursor;
			onStatus('live');
			if (batch.changes.length > 0) onBatch(batch);
		} catch {
			onStatus('reconnecting');
		} finally {
			asking = false;
		}
	};
	void ask();
	const timer = setInterval(ask, POLL_MS);
	return { close: () => clearInterval(timer) };
}
