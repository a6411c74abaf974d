/** What the server's thread and the database's thread say to each other. Bodies travel as transferred buffers. */
import type { Keys } from './keys.ts';

export type WorkerSettings = {
	dataDir: string;
	migrations: string;
	objects: string;
	keys: Keys;
	confirmAddresses: boolean;
	gated: boolean;
};

export type RequestMessage = {
	id: number;
	method: string;
	url: string;
	headers: [string, string][];
	body: ArrayBuffer | null;
};
export type ToWorker = RequestMessage | { close: true };

export type ResponseMessage = { id: number; status: number; headers: [string, string][]; body: ArrayBuffer };
export type FromWorker =
	| { ready: true }
	| { failed: string }
	| { changed: true }
	| { closed: true }
	| { started: number }
	| ResponseMessage
	| { id: number; error: string };
