/** The one way to the data: supabase-js, whether Supabase is embedded, on a plain Postgres, or hosted. */
import { createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { resolve } from 'node:path';
import { openPostgres } from '#lib/embedded/app.ts';
import { keysOf, type Keys } from '#lib/embedded/keys.ts';
import { lockHolder } from '#lib/embedded/lock.ts';
import { connectSocket, serveSocket } from '#lib/embedded/socket.ts';
import { openSupervised } from '#lib/embedded/supervisor.ts';
import type { Settings } from './settings.ts';
import { SESSION_COOKIE, type CookieJar } from './visitor.ts';

export type Database = SupabaseClient;

export type Backend = {
	kind: 'embedded' | 'postgres' | 'supabase' | 'running server';
	/** As a reader nobody knows. */
	anonymous: Database;
	/** As our own server acting for nobody in particular: ingestion, first start, commands. */
	service: Database;
	/** As the person an access token belongs to. */
	as(accessToken: string): Database;
	/** As the person whose session the cookies hold; signing in and out writes them. One for each request. */
	withCookies(jar: CookieJar): Database;
	/** Calls back when public reports changed. May be lost or late: a reader polls as well. */
	onChange(wake: () => void): () => void;
	close(): Promise<void>;
};

export type OpenOptions = {
	settings: Settings;
	/** The project's root. */
	root: string;
	/** Lets commands reach the database through this process. Servers do, commands do not. */
	serveCommands?: boolean;
	onRestart?: (reason: string) => void;
};

/**
 * Opens the database the settings ask for. A command finds the server that holds the embedded one and asks it.
 * @throws DataFolderInUse, or an Error that says what could not be opened
 */
export async function openBackend(options: OpenOptions): Promise<Backend> {
	const { settings } = options;
	if (settings.SUPABASE_URL) return hosted(settings);
	if (settings.DATABASE_URL) return plainPostgres(settings.DATABASE_URL, options);
	const folder = resolve(options.root, settings.DATA_DIR);
	const holder = lockHolder(folder);
	const door =
		!options.serveCommands && holder !== null && holder !== process.pid ? connectSocket(folder) : null;
	if (door) {
		return {
			...clients(EMBEDDED_URL, keysOf(folder), door.fetch),
			kind: 'running server',
			onChange: never,
			close: door.close
		};
	}
	const embedded = await openSupervised({
		...{ folder, root: options.root, onRestart: options.onRestart },
		confirmAddresses: settings.SMTP_URL !== undefined
	});
	const closeDoor = options.serveCommands ? await serveSocket(folder, embedded.fetch) : async () => {};
	return {
		...clients(EMBEDDED_URL, embedded.keys, embedded.fetch),
		kind: 'embedded',
		onChange: embedded.onChange,
		async close() {
			await closeDoor();
			await embedded.close();
		}
	};
}

/** Never resolved: requests to it go to the worker thread. `.invalid` is reserved for that (RFC 2606). */
const EMBEDDED_URL = 'http://embedded.invalid';

function hosted(settings: Settings): Backend {
	const keys = {
		publishableKey: settings.SUPABASE_PUBLISHABLE_KEY!,
		secretKey: settings.SUPABASE_SECRET_KEY!
	};
	return {
		...clients(settings.SUPABASE_URL!, keys, fetch),
		kind: 'supabase',
		onChange: never,
		close: async () => {}
	};
}

async function plainPostgres(databaseUrl: string, { root, settings }: OpenOptions): Promise<Backend> {
	const folder = resolve(root, settings.DATA_DIR);
	const keys = keysOf(folder);
	const app = await openPostgres(databaseUrl, {
		keys,
		migrations: resolve(root, 'supabase/migrations'),
		// Servers that share a database share this folder too.
		objects: resolve(folder, 'objects'),
		confirmAddresses: settings.SMTP_URL !== undefined
	});
	const wakers = new Set<() => void>();
	await app.onChange(() => wakers.forEach((wake) => wake()));
	return {
		...clients(EMBEDDED_URL, keys, app.fetch),
		kind: 'postgres',
		onChange(wake) {
			wakers.add(wake);
			return () => wakers.delete(wake);
		},
		close: app.close
	};
}

const never = () => () => {};

function clients(
	url: string,
	{ publishableKey, secretKey }: Pick<Keys, 'publishableKey' | 'secretKey'>,
	answer: (request: Request) => Promise<Response>
) {
	const ask: typeof fetch = (input, init) => answer(new Request(input, init));
	const connect = (apiKey: string, token?: string): Database =>
		createClient(url, apiKey, {
			auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
			global: { headers: token ? { Authorization: `Bearer ${token}` } : {}, fetch: ask }
		});
	return {
		anonymous: connect(publishableKey),
		service: connect(secretKey),
		as: (accessToken: string) => connect(publishableKey, accessToken),
		withCookies: (jar: CookieJar): Database =>
			createServerClient(url, publishableKey, {
				cookieOptions: { name: SESSION_COOKIE },
				cookies: {
					getAll: () => jar.getAll(),
					setAll: (cookies) =>
						cookies.forEach(({ name, value, options }) => jar.set(name, value, options.maxAge ?? 0))
				},
				global: { fetch: ask }
			})
	};
}

/**
 * Calls a database function.
 * @throws Error with the database's own sentence when it refuses
 */
export async function call<T>(db: Database, name: string, args: Record<string, unknown> = {}): Promise<T> {
	const { data, error } = await db.rpc(name, args);
	if (error) throw new Error(`${name}: ${error.message}`, { cause: error });
	return data as T;
}
