/** A moderator of a running product, speaking with its database as the review pages do. */
import { join } from 'node:path';
import { keysOf } from '#lib/embedded/keys.ts';
import { openBackend, type Database } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import type { AppServer } from './app-server.ts';

export type Moderator = {
	/** Of the moderator; a program sends reports with it. */
	token: string;
	db: Database;
	/** @throws Error with what the database said */
	ask<T = unknown>(what: string, args: object): Promise<T>;
	close(): Promise<void>;
};

export async function openModerator(app: AppServer): Promise<Moderator> {
	const backend = await openBackend({
		settings: readSettings({ DATA_DIR: app.dataDir }),
		root: join(import.meta.dirname, '../..')
	});
	const email = 'moderator@people.example';
	// A client of its own: supabase-js goes on speaking as who signed up last.
	const newcomer = backend.as(keysOf(app.dataDir).publishableKey);
	const { data, error } = await newcomer.auth.signUp({ email, password: `the long password of ${email}` });
	if (error || !data.session) throw new Error(`nobody signed up: ${error?.message}`);
	await backend.service.rpc('grant_role', { email, role: 'moderator', reason: 'a test' }).throwOnError();
	const token = data.session.access_token;
	const db = backend.as(token);
	return {
		token,
		db,
		async ask<T>(what: string, args: object) {
			const { data, error } = await db.rpc(what, args);
			if (error) throw new Error(`${what}: ${error.message}`);
			return data as T;
		},
		close: () => backend.close()
	};
}
