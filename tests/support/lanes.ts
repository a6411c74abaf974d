/**
 * The two databases the product runs on, behind the same door: the embedded one and a plain PostgreSQL. A test that
 * passes on both is a statement about the migrations and the data access, not about one engine.
 */
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, inject, vi } from 'vitest';
import { keysOf } from '#lib/embedded/keys.ts';
import { openBackend, type Backend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import type {} from './database-setup.ts';

export const ROOT = join(import.meta.dirname, '../..');

export type Row = Record<string, unknown>;
export type Person = { id: string; token: string };

export type Lane = {
	/** Opened anew by `owner` in the embedded lane: ask for it each time. */
	readonly backend: Backend;
	/** A signed-up person without a role. */
	signUp(name: string): Promise<Person>;
	/** Runs statements as the database's owner, outside every permission; returns the rows of the last one. */
	owner(sql: string): Promise<Row[]>;
	close(): Promise<void>;
};

export type LaneName = 'embedded' | 'native';

/** One block of tests for each database; the native one is reported as skipped where there is none. */
export function onEachLane(block: (lane: LaneName) => void): void {
	describe('embedded', () => block('embedded'));
	describe.skipIf(!inject('native'))('native', () => block('native'));
}

/** For what only several sessions can show. */
export const onNative = (name: string, block: () => void): void =>
	void describe.skipIf(!inject('native'))(name, block);

export const openLane = (name: LaneName): Promise<Lane> =>
	name === 'embedded' ? openEmbeddedLane() : openNativeLane();

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'fronts-test-'));

/** A data folder with the migrations applied; opening it takes a second instead of eight. */
export function migratedFolder(): string {
	const folder = temporaryFolder();
	cpSync(inject('embeddedTemplate'), folder, { recursive: true });
	return folder;
}

/** SQL in the database of a data folder that no process has open. */
export async function ownerOfFolder(folder: string, sql: string): Promise<Row[]> {
	const pg = await PGlite.create(join(folder, 'database'), { extensions: { postgis } });
	try {
		return (await pg.exec(sql)).at(-1)?.rows ?? [];
	} finally {
		await pg.close();
	}
}

async function openEmbeddedLane(): Promise<Lane> {
	const folder = migratedFolder();
	const open = () => openBackend({ settings: readSettings({ DATA_DIR: folder }), root: ROOT });
	let backend = await open();
	return {
		get backend() {
			return backend;
		},
		signUp: (name) => signUp(backend, folder, name),
		async owner(sql) {
			await backend.close();
			try {
				return await ownerOfFolder(folder, sql);
			} finally {
				backend = await open();
			}
		},
		async close() {
			await backend.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** The address of a fresh, empty PostgreSQL database. */
export async function createDatabase(): Promise<string> {
	const { base } = inject('native')!;
	const name = `fronts_${process.pid}_${Math.random().toString(36).slice(2)}`;
	const sql = postgres(`${base}/postgres`, { max: 1 });
	await sql.unsafe(`create database ${name}`);
	await sql.end();
	return `${base}/${name}`;
}

export type NativeLane = Lane & { url: string };

export async function openNativeLane(): Promise<NativeLane> {
	// Supabase's engine prints what the database refused; in these tests refusals are expected.
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const url = await createDatabase();
	const folder = temporaryFolder();
	const backend = await openBackend({
		settings: readSettings({ DATABASE_URL: url, DATA_DIR: folder }),
		root: ROOT
	});
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	return {
		backend,
		url,
		signUp: (name) => signUp(backend, folder, name),
		async owner(text) {
			const results: unknown = await sql.unsafe(text);
			const last = Array.isArray((results as unknown[])[0])
				? (results as Row[][]).at(-1)!
				: (results as Row[]);
			return [...last];
		},
		async close() {
			await sql.end();
			await backend.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function signUp(backend: Backend, folder: string, name: string): Promise<Person> {
	// A client of its own: supabase-js keeps the session of who signed up last and speaks with it from then on.
	const { data, error } = await backend.as(keysOf(folder).publishableKey).auth.signUp({
		email: `${name}@people.example`,
		password: `the long password of ${name}`
	});
	if (error || !data.session) throw new Error(`${name} could not sign up: ${error?.message}`);
	return { id: data.user!.id, token: data.session.access_token };
}
