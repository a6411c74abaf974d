/** Holds the embedded Supabase: one worker thread, watched, behind an allow-list of paths. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { keysOf, type Keys } from './keys.ts';
import { lockDataFolder } from './lock.ts';
import type { FromWorker, ResponseMessage, ToWorker, WorkerSettings } from './messages.ts';

export type EmbeddedOptions = {
	/** Folder for the database, its lock and its keys. */
	folder: string;
	/** The project's root, where `supabase/migrations` and the worker's source are. */
	root: string;
	/** An account can be used once a link was used that was sent to its address. */
	confirmAddresses?: boolean;
	/** A request that computes for longer is ended by restarting the database. Milliseconds. */
	deadline?: number;
	/** Only tests open it, to see that they can tell the difference. */
	gated?: boolean;
	onRestart?: (reason: string) => void;
};

export type Embedded = {
	keys: Keys;
	/** Answers as Supabase would at the same path; 404 for paths the product does not use. */
	fetch(request: Request): Promise<Response>;
	/** Calls back when public reports changed; may come late, or once for several changes. */
	onChange(wake: () => void): () => void;
	close(): Promise<void>;
};

/** The rest of Lite (its studio, its system pages) stays unreachable even from our own process. */
const ALLOWED_PATHS = ['/rest/v1/', '/auth/v1/', '/storage/v1/'];
/** After a database that does not open again. Milliseconds. */
const RETRY_MS = 5_000;
const MAX_BODY = 64 * 1024 * 1024;

type Pending = {
	message: ToWorker & { id: number };
	resolve: (response: Response) => void;
	startedAt: number | null;
};

/**
 * Opens the embedded Supabase in `folder`, making it at the first time.
 * @throws DataFolderInUse when another process has it open; Error when the database cannot be opened or migrated
 */
export async function openSupervised(options: EmbeddedOptions): Promise<Embedded> {
	const { folder, root, deadline = 30_000, gated = true, onRestart = () => {} } = options;
	const { confirmAddresses = false } = options;
	const unlock = lockDataFolder(folder);
	const keys = keysOrUnlock(folder, unlock);
	const settings: WorkerSettings = {
		dataDir: join(folder, 'database'),
		migrations: join(root, 'supabase/migrations'),
		objects: join(folder, 'objects'),
		keys,
		confirmAddresses,
		gated
	};
	const wakers = new Set<() => void>();
	const pending = new Map<number, Pending>();
	let nextId = 1;
	let closing = false;
	/** A thread is being replaced: its end is expected, and only one may take its place. */
	let restarting = false;
	let worker: Worker;
	let ready: Promise<void>;

	function start(): Promise<void> {
		worker = new Worker(join(root, 'src/lib/embedded/worker.ts'), { workerData: settings });
		const mine = worker;
		return new Promise((resolve, reject) => {
			mine.on('message', (message: FromWorker) => {
				if ('ready' in message) resolve();
				else if ('failed' in message) reject(new Error(message.failed));
				else if ('changed' in message) wakers.forEach((wake) => wake());
				else if ('started' in message) {
					const request = pending.get(message.started);
					if (request) request.startedAt = Date.now();
				} else if ('id' in message) settle(message);
			});
			mine.on('error', (error) => {
				reject(error);
				if (mine === worker) restart(`the database thread failed: ${error.message}`);
			});
			mine.on('exit', (code) => {
				reject(new Error(`the database thread ended with code ${code} before it was ready`));
				if (mine === worker) restart(`the database thread ended with code ${code}`);
			});
		});
	}

	function settle(message: ResponseMessage | { id: number; error: string }): void {
		const request = pending.get(message.id);
		pending.delete(message.id);
		if (!request) return;
		if ('error' in message) request.resolve(problem(500, message.error));
		else {
			const empty = [101, 204, 205, 304].includes(message.status);
			request.resolve(
				new Response(empty ? null : message.body, { status: message.status, headers: message.headers })
			);
		}
	}

	/** Ends a database that hangs or died and opens it again. What was being computed fails; what waited is sent anew. */
	function restart(reason: string): void {
		if (closing || restarting) return;
		restarting = true;
		onRestart(reason);
		const old = worker;
		for (const [id, request] of pending) {
			if (request.startedAt === null) continue;
			pending.delete(id);
			request.resolve(problem(503, `The database was restarted: ${reason}`));
		}
		ready = old
			.terminate()
			.catch(() => {})
			.then(start)
			.then(() => {
				restarting = false;
				pending.forEach(({ message }) => worker.postMessage(message));
			});
		ready.catch((error: Error) => {
			for (const { resolve } of pending.values()) resolve(problem(503, error.message));
			pending.clear();
			const again = setTimeout(() => {
				restarting = false;
				restart(`it did not open again: ${error.message}`);
			}, RETRY_MS);
			again.unref();
		});
	}

	ready = start();
	try {
		await ready;
	} catch (error) {
		closing = true;
		await worker!.terminate();
		unlock();
		throw error;
	}

	const watchdog = setInterval(
		() => {
			const now = Date.now();
			const stuck = [...pending.values()].find(
				({ startedAt }) => startedAt !== null && now - startedAt > deadline
			);
			if (stuck) restart(`a request computed for more than ${Math.round(deadline / 1000)} s`);
		},
		Math.min(1_000, deadline)
	);
	watchdog.unref();

	return {
		keys,
		async fetch(request) {
			const { pathname } = new URL(request.url);
			if (!ALLOWED_PATHS.some((prefix) => pathname.startsWith(prefix)))
				return problem(404, 'not served here');
			const body = request.body ? await request.arrayBuffer() : null;
			if (body && body.byteLength > MAX_BODY) return problem(413, `a body may have ${MAX_BODY} bytes`);
			try {
				await ready;
			} catch (error) {
				return problem(503, (error as Error).message);
			}
			if (closing) return problem(503, 'The database is closing');
			const id = nextId++;
			const message = {
				id,
				method: request.method,
				url: request.url,
				headers: [...request.headers] as [string, string][],
				body
			};
			return new Promise((resolve) => {
				pending.set(id, { message, resolve, startedAt: null });
				worker.postMessage(message);
			});
		},
		onChange(wake) {
			wakers.add(wake);
			return () => wakers.delete(wake);
		},
		async close() {
			if (closing) return;
			closing = true;
			clearInterval(watchdog);
			// One that is just being opened is waited for; one that could not be opened has no thread to end.
			const open = await ready.then(
				() => true,
				() => false
			);
			if (open) {
				const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
				worker.postMessage({ close: true } satisfies ToWorker);
				// The gate lets what is under way finish; a thread that hangs is ended.
				const patience = setTimeout(() => void worker.terminate(), 10_000);
				await closed;
				clearTimeout(patience);
			}
			unlock();
		}
	};
}

function keysOrUnlock(folder: string, unlock: () => void): Keys {
	try {
		return keysOf(folder);
	} catch (error) {
		unlock();
		throw error;
	}
}

const problem = (status: number, message: string) =>
	Response.json({ code: String(status), message, details: null, hint: null }, { status });
