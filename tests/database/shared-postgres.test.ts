/** A PostgreSQL that several servers share. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openPostgres, type SupabaseApp } from '#lib/embedded/app.ts';
import { keysOf } from '#lib/embedded/keys.ts';
import { createDatabase, onNative, ROOT, temporaryFolder } from '../support/lanes.ts';

onNative('a shared PostgreSQL', () => {
	const folder = temporaryFolder();
	const keys = keysOf(folder);
	const objects = join(folder, 'objects');
	const settings = { keys, migrations: join(ROOT, 'supabase/migrations'), objects };
	const opened: SupabaseApp[] = [];
	const open = async (...args: Parameters<typeof openPostgres>) => {
		const app = await openPostgres(...args);
		opened.push(app);
		return app;
	};
	afterAll(async () => {
		for (const app of opened) await app.close();
		rmSync(folder, { recursive: true, force: true });
	});

	// Supabase's engine prints what it refuses; here that is expected.
	vi.spyOn(console, 'error').mockImplementation(() => {});

	const theatres = async (app: SupabaseApp) => {
		const headers = { apikey: keys.publishableKey };
		const answer = await app.fetch(
			new Request('http://embedded.invalid/rest/v1/theatres?select=slug&order=position', { headers })
		);
		return ((await answer.json()) as { slug: string }[]).map(({ slug }) => slug);
	};

	test('servers that start at the same moment on an empty one all come up', async () => {
		const url = await createDatabase();
		const apps = await Promise.all([1, 2, 3].map(() => open(url, settings)));
		for (const app of apps) expect(await theatres(app)).toEqual(['gaza', 'ukraine', 'sahel']);
	});

	test('a change made through one wakes the others', async () => {
		const url = await createDatabase();
		const [one, two] = [await open(url, settings), await open(url, settings)];
		const woken = vi.fn();
		await two.onChange(woken);
		const headers = { apikey: keys.secretKey, 'content-type': 'application/json' };
		const event = {
			theatre: 'gaza',
			title: 'A',
			event_type: 'shelling',
			occurred_at: '2023-11-01',
			time_precision: 'day',
			point: [34.4, 31.4],
			place_name: 'Gaza',
			geo_precision: 'settlement',
			uncertainty_m: 1_000,
			demo_key: 'a',
			citations: []
		};
		const body = JSON.stringify({ events: [event] });
		const answer = await one.fetch(
			new Request('http://embedded.invalid/rest/v1/rpc/seed_demo', { method: 'POST', headers, body })
		);
		expect(await answer.json()).toBe(1);
		await expect.poll(() => woken.mock.calls.length, { timeout: 2_000 }).toBeGreaterThan(0);
	});

	test('a migration that fails is named, leaves those before it, and the next start goes on from there', async () => {
		const url = await createDatabase();
		const migrations = join(folder, 'migrations');
		cpSync(settings.migrations, migrations, { recursive: true });
		const last = join(migrations, '20991231000000_one_more.sql');
		writeFileSync(last, 'create table public.one_more (id int); select broken;');
		const opening = openPostgres(url, { keys, migrations, objects });
		await expect(opening).rejects.toThrow(
			'Migration 20991231000000_one_more failed: column "broken" does not exist'
		);
		const app = await open(url, settings);
		expect(await theatres(app)).toEqual(['gaza', 'ukraine', 'sahel']);
		const answer = await app.fetch(
			new Request('http://embedded.invalid/rest/v1/one_more', { headers: { apikey: keys.secretKey } })
		);
		expect(answer.status).toBe(404);
	});
});
