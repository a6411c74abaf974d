import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Migration = { version: string; name: string; sql: string };

/** Anything that runs SQL of several statements: PGlite and a Postgres pool alike. */
export type SqlRunner = {
	/** Runs statements that return nothing. */
	run(sql: string): Promise<void>;
	/** The first column of each row, as text. */
	column(sql: string): Promise<string[]>;
};

/** The files of `supabase/migrations`, oldest first. */
export function readMigrations(folder: string): Migration[] {
	return readdirSync(folder)
		.filter((file) => /^\d{14}_\w+\.sql$/.test(file))
		.sort()
		.map((file) => ({
			version: file.slice(0, 14),
			name: file.slice(15, -4),
			sql: readFileSync(join(folder, file), 'utf8')
		}));
}

/** The roles a hosted Supabase brings along; grants in the migrations name them. */
const ROLES = `
do $$
begin
	create role anon nologin noinherit;
	exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
	create role authenticated nologin noinherit;
	exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
	create role service_role nologin noinherit bypassrls;
	exception when duplicate_object or unique_violation then null;
end $$;
`;

/** What must be there before Supabase's own schemas are made. */
export const prepare = (db: SqlRunner): Promise<void> =>
	db.run(`create schema if not exists extensions; ${ROLES}`);

/**
 * Applies the migrations the database has not seen, each in a transaction of its own, and keeps count of them in
 * the table the Supabase CLI uses.
 * @returns how many were applied
 * @throws Error naming the migration that failed; those before it stay applied
 */
export async function migrate(db: SqlRunner, migrations: readonly Migration[]): Promise<number> {
	// Functions in policies ask who the person is; the schema belongs to Supabase.
	await db.run(`
		grant usage on schema auth to anon, authenticated, service_role;
		create schema if not exists supabase_migrations;
		create table if not exists supabase_migrations.schema_migrations (
			version text primary key, statements text[], name text);
	`);
	const applied = new Set(await db.column('select version from supabase_migrations.schema_migrations'));
	const pending = migrations.filter(({ version }) => !applied.has(version));
	for (const { version, name, sql } of pending) {
		try {
			await db.run(
				`begin;\n${sql}\ninsert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name}');\ncommit;`
			);
		} catch (error) {
			await db.run('rollback').catch(() => {});
			throw new Error(`Migration ${version}_${name} failed: ${(error as Error).message}`, { cause: error });
		}
	}
	return pending.length;
}
