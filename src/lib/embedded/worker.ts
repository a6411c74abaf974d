/**
 * The database's own thread. PGlite computes in the thread that calls it, so in the web server's it would stop every
 * other request for the length of each query. Node runs this file as it is, outside the server's bundle: the bundler
 * emits no workers for servers, and a second build step would only copy it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbedded, type SupabaseApp } from './app.ts';
import { createGate, createOpenGate } from './gate.ts';
import type { FromWorker, RequestMessage, ToWorker, WorkerSettings } from './messages.ts';

const settings = workerData as WorkerSettings;
const port = parentPort!;
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
const gate = settings.gated ? createGate() : createOpenGate();

// Lite prints the rows of failed inserts; the server's log says what failed without repeating what people wrote.
console.error = () => {};

let app: SupabaseApp;
try {
	app = await openEmbedded(settings.dataDir, settings);
	await app.onChange(() => say({ changed: true }));
	port.on('message', (message: ToWorker) => {
		if ('close' in message) void gate(close);
		else void gate(() => answer(message));
	});
	say({ ready: true });
} catch (error) {
	say({ failed: (error as Error).message });
}

async function answer({ id, method, url, headers, body }: RequestMessage): Promise<void> {
	say({ started: id });
	try {
		const response = await app.fetch(new Request(url, { method, headers, body }));
		const bytes = await response.arrayBuffer();
		say({ id, status: response.status, headers: [...response.headers], body: bytes }, [bytes]);
	} catch (error) {
		say({ id, error: (error as Error).message });
	}
}

async function close(): Promise<void> {
	await app.close();
	say({ closed: true });
	port.close();
}
