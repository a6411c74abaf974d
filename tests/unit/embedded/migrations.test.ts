import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { migrate, readMigrations, type SqlRunner } from '#lib/embedded/migrations.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('migrations are the files named by time and concept, oldest first', () => {
	const folder = mkdtempSync(join(tmpdir(), 'fronts-migrations-'));
	folders.push(folder);
	for (const name of [
		'20260102000000_second.sql',
		'20260101000000_first.sql',
		'notes.md',
		'2026_short.sql',
		'seed.sql'
	]) {
		writeFileSync(join(folder, name), `-- ${name}`);
	}
	expect(readMigrations(folder)).toEqual([
		{ version: '20260101000000', name: 'first', sql: '-- 20260101000000_first.sql' },
		{ version: '20260102000000', name: 'second', sql: '-- 20260102000000_second.sql' }
	]);
});

test('those of this project are readable, and each has a time of its own', () => {
	const migrations = readMigrations(join(import.meta.dirname, '../../../supabase/migrations'));
	expect(migrations.map(({ name }) => name)).toContain('access');
	expect(new Set(migrations.map(({ version }) => version)).size).toBe(migrations.length);
});

/** A database that remembers what was run and which migrations it has; a migration that says "broken" fails. */
function database(applied: string[] = []): SqlRunner & { ran: string[] } {
	const ran: string[] = [];
	return {
		ran,
		async run(sql) {
			if (sql.includes('broken')) throw new Error('syntax error at or near "broken"');
			ran.push(sql);
		},
		column: async () => applied
	};
}
const migration = (n: number, sql = `select ${n};`) => ({
	version: `2026010${n}000000`,
	name: `step_${n}`,
	sql
});

test('only those the database has not seen are run, each in a transaction with its own record', async () => {
	const db = database([migration(1).version]);
	expect(await migrate(db, [migration(1), migration(2), migration(3)])).toBe(2);
	const [, second, third, ...rest] = db.ran;
	expect(second).toMatch(/^begin;\nselect 2;\ninsert into .*'20260102000000', 'step_2'.*;\ncommit;$/s);
	expect(third).toMatch(/^begin;\nselect 3;/);
	expect(rest).toEqual([]);
});

test('nothing is run when all have been', async () => {
	expect(await migrate(database([migration(1).version]), [migration(1)])).toBe(0);
});

test('the one that fails is named, is rolled back, and the ones behind it are not tried', async () => {
	const db = database();
	const migrating = migrate(db, [migration(1), migration(2, 'broken'), migration(3)]);
	await expect(migrating).rejects.toThrow(
		'Migration 20260102000000_step_2 failed: syntax error at or near "broken"'
	);
	expect(db.ran.at(-1)).toBe('rollback');
	expect(db.ran.some((sql) => sql.includes('select 3;'))).toBe(false);
});
