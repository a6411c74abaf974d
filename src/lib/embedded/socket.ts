/**
 * A door for the project's own commands while the server runs: the database has one holder, so a command asks the
 * server instead of opening it again. A socket file of the data folder, for its owner only; keys are still asked for.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch as undiciFetch } from 'undici';

/** Kernels cut socket paths at about 104 bytes; a longer one goes to the temporary folder. */
export function socketPath(folder: string): string {
	const path = join(folder, 'supabase.sock');
	if (Buffer.byteLength(path) < 100) return path;
	return join(tmpdir(), `fronts-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

/** Answers requests on the folder's socket. @returns a function that closes it */
export async function serveSocket(
	folder: string,
	answer: (request: Request) => Promise<Response>
): Promise<() => Promise<void>> {
	const path = socketPath(folder);
	rmSync(path, { force: true });
	const server = createServer(async (incoming, outgoing) => {
		try {
			const response = await answer(await toRequest(incoming));
			outgoing.writeHead(response.status, Object.fromEntries(response.headers));
			outgoing.end(Buffer.from(await response.arrayBuffer()));
		} catch (error) {
			outgoing.writeHead(500, { 'content-type': 'application/json' });
			outgoing.end(JSON.stringify({ message: (error as Error).message }));
		}
	});
	const umask = process.umask(0o177);
	try {
		await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
	} finally {
		process.umask(umask);
	}
	chmodSync(path, 0o600);
	return () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
	const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
		name === 'host' || name === 'connection' || value === undefined ? [] : [[name, String(value)]]
	);
	return new Request(`http://embedded.invalid${incoming.url}`, { method: incoming.method, headers, body });
}

/** Asks the server that holds the folder; null when none does. */
export function connectSocket(
	folder: string
): { fetch(request: Request): Promise<Response>; close(): Promise<void> } | null {
	const path = socketPath(folder);
	if (!existsSync(path)) return null;
	const dispatcher = new Agent({ connect: { socketPath: path } });
	return {
		async fetch(request) {
			const response = await undiciFetch(request.url, {
				method: request.method,
				headers: [...request.headers],
				body: request.body ? await request.arrayBuffer() : null,
				dispatcher
			});
			const empty = [204, 205, 304].includes(response.status);
			return new Response(empty ? null : await response.arrayBuffer(), {
				status: response.status,
				headers: [...response.headers]
			});
		},
		close: async () => {
			if (!dispatcher.closed && !dispatcher.destroyed) await dispatcher.close();
		}
	};
}
