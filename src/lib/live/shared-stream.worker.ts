/**
 * One stream for all pages of this browser. Over HTTP/1.1 a browser holds six connections a host: six maps with a
 * stream each would leave none for anything else.
 */
import { openStream, type ChangeBatch, type StreamStatus } from './event-stream.ts';

export type FromPage = { kind: 'follow'; after: string } | { kind: 'here' } | { kind: 'bye' };
export type ToPage = { kind: 'batch'; batch: ChangeBatch } | { kind: 'status'; status: StreamStatus };

/** Pages say they are here every half minute; one that closed without a word is forgotten after this. */
const SILENCE_MS = 90_000;

const pages = new Map<MessagePort, number>();
let stream: { close(): void } | null = null;
/** Null until the stream was open once, or failed: a page that has just been loaded is not told that it is lost. */
let status: StreamStatus | null = null;

const tell = (message: ToPage) => pages.forEach((_, port) => port.postMessage(message));

function follow(after: string): void {
	stream ??= openStream(after, {
		onBatch: (batch) => tell({ kind: 'batch', batch }),
		onStatus(now) {
			status = now;
			tell({ kind: 'status', status });
		}
	});
}

function forget(port: MessagePort): void {
	pages.delete(port);
	if (pages.size > 0) return;
	stream?.close();
	stream = null;
	status = null;
}

addEventListener('connect', (event) => {
	const [port] = (event as MessageEvent).ports as [MessagePort];
	port.addEventListener('message', ({ data }: MessageEvent<FromPage>) => {
		if (data.kind === 'bye') return forget(port);
		pages.set(port, Date.now());
		if (data.kind !== 'follow') return;
		follow(data.after);
		if (status) port.postMessage({ kind: 'status', status } satisfies ToPage);
	});
	port.start();
});

setInterval(() => {
	const now = Date.now();
	for (const [port, heardAt] of pages) if (now - heardAt > SILENCE_MS) forget(port);
}, SILENCE_MS / 3);
