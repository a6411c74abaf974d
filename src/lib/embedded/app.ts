/** Supabase in this process: Lite over PGlite, or over a Postgres that DATABASE_URL names. */
import { App, setExperimental } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Keys } from './keys.ts';
import { migrate, prepare, readMigrations, type SqlRunner } from './migrations.ts';
import { openLinks, type LetterBox } from './links.ts';
import { folderStorage } from './storage.ts';

export type AppSettings = {
	keys: Keys;
	migrations: string;
	/** The folder of what Storage keeps. */
	objects: string;
	/** An account can be used once a link was used that was sent to its address. */
	confirmAddresses?: boolean;
};

/** A running Supabase: requests in, answers out, and a wake-up when the change feed grew. */
export type SupabaseApp = {
	fetch(request: Request): Promise<Response>;
	onChange(wake: () => void): Promise<void>;
	close(): Promise<void>;
};

type PostgresDriver = ReturnType<typeof createPostgresConnection>['driver'];

/** Lite judges row security once and re-grants everything on tables it finds; our migrations are the only grants. */
type RlsState = { rlsState: 'active' };

const authSettings = ({ keys, confirmAddresses = false }: AppSettings) => ({
	enabled: true,
	jwt_secret: keys.jwtSecret,
	publishable_key: keys.publishableKey,
	secret_key: keys.secretKey,
	minimum_password_length: 12,
	email: { otp_length: 10, otp_expiry: 600, enable_confirmations: confirmAddresses }
});

/** Our own server alone; a hosted Supabase grants it by itself. */
const STORAGE_GRANTS = `
	grant usage on schema storage to service_role;
	grant select, insert, update, delete on storage.buckets, storage.objects to service_role;
`;

async function boot(
	connection:
		Awaited<ReturnType<typeof createPgliteConnection>> | ReturnType<typeof createPostgresConnection>,
	db: SqlRunner,
	settings: AppSettings,
	letterBox: LetterBox
): Promise<App> {
	const { migrations, objects } = settings;
	await prepare(db);
	setExperimental('storage', true);
	const app = new App({
		connection,
		auth: authSettings(settings),
		storage: { enabled: true, file_size_limit: '50MiB' },
		options: { drivers: { email: letterBox } }
	} as ConstructorParameters<typeof App>[0]);
	app._storageAdapter = folderStorage(objects) as NonNullable<App['_storageAdapter']>;
	await app.init();
	await app.ensureSystemSchema();
	await migrate(db, readMigrations(migrations));
	await db.run(STORAGE_GRANTS);
	(connection as unknown as RlsState).rlsState = 'active';
	return app as unknown as App;
}

/** Opens, and at the first time makes, the database in `dataDir`. PGlite blocks its thread: call it in a worker. */
export async function openEmbedded(dataDir: string, settings: AppSettings): Promise<SupabaseApp> {
	await initialise(dataDir);
	const connection = await createPgliteConnection({
		url: dataDir,
		pgliteOptions: {
			extensions: { postgis },
			startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
		}
	});
	const pg = connection.driver;
	await pg.waitReady;
	const db: SqlRunner = {
		run: async (sql) => void (await pg.exec(sql)),
		column: async (sql) =>
			(await pg.query<unknown[]>(sql, [], { rowMode: 'array' })).rows.map((row) => String(row[0]))
	};
	const links = openLinks(settings.keys.secretKey);
	const app = await boot(connection, db, settings, links.letterBox);
	return {
		fetch: (request) => links.answer(request, async (inner) => app.fetch(inner)),
		onChange: async (wake) => void (await pg.listen('report_changes', wake)),
		close: () => connection.close()
	};
}

/** A first start that is cut off leaves a folder PGlite can never open again; so it happens beside, and is renamed. */
async function initialise(dataDir: string): Promise<void> {
	if (existsSync(dataDir)) return;
	const draft = `${dataDir}.new`;
	rmSync(draft, { recursive: true, force: true });
	const pg = new PGlite({ dataDir: draft });
	await pg.waitReady;
	await pg.close();
	renameSync(draft, dataDir);
}

/** Lite hands JSON arguments over as text; the driver would quote them a second time. */
const jsonType = (oid: number) => ({
	to: oid,
	from: [oid],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string) => JSON.parse(text) as unknown
});

/** Supabase on a plain Postgres with PostGIS; several servers may share it. */
export async function openPostgres(databaseUrl: string, settings: AppSettings): Promise<SupabaseApp> {
	const connection = createPostgresConnection({
		url: databaseUrl,
		postgresOptions: { onnotice: () => {}, types: { json: jsonType(114), jsonb: jsonType(3802) } }
	});
	const sql = connection.driver;
	const db: SqlRunner = {
		async run(text) {
			// A connection of its own: a migration is a transaction, and a pool would spread its statements.
			const one = await sql.reserve();
			try {
				await one.unsafe(text).simple();
			} finally {
				one.release();
			}
		},
		column: async (text) => (await sql.unsafe(text).values()).map((row) => String(row[0]))
	};
	const links = openLinks(settings.keys.secretKey);
	const app = await inTurn(sql, () => boot(connection, db, settings, links.letterBox)).catch(
		async (error) => {
			await connection.close();
			throw error;
		}
	);
	return {
		fetch: (request) => links.answer(request, async (inner) => app.fetch(inner)),
		onChange: async (wake) => void (await sql.listen('report_changes', wake)),
		close: () => connection.close()
	};
}

/** Servers that start at the same time on one database prepare and migrate it one after the other. */
async function inTurn<T>(sql: PostgresDriver, task: () => Promise<T>): Promise<T> {
	const session = await sql.reserve();
	try {
		await session`select pg_advisory_lock(hashtext('fronts: preparing the database'))`;
		return await task();
	} finally {
		await session`select pg_advisory_unlock(hashtext('fronts: preparing the database'))`;
		session.release();
	}
}
