/** Several workers on one database, and workers that are killed: nothing is fetched twice, lost or doubled. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '#lib/server/database.ts';
import { postStore } from '#lib/server/posts.ts';
import { PLACES } from '../ingest/support.ts';
import { startProcess, type Child } from '../support/children.ts';
import { onNative, openNativeLane, ROOT, temporaryFolder, type NativeLane } from '../support/lanes.ts';
import { openHost, type Host, type Platform } from '../support/platforms.ts';

const KILLS = 20;

onNative('workers', () => {
	let lane: NativeLane;
	const folder = temporaryFolder();
	const hosts: Host[] = [];
	const platforms = new Map<string, Platform>();

	beforeAll(async () => {
		lane = await openNativeLane();
		await call(lane.backend.service, 'import_places', { places: PLACES });
		for (let h = 0; h < 3; h++) {
			const host = await openHost(30);
			hosts.push(host);
			for (let n = 0; n < 3; n++) {
				const slug = `s${h}${n}`;
				platforms.set(slug, host.add(n === 0 ? 'rss' : 'telegram', `Notes${h}${n}`));
			}
		}
		for (const [slug, { feedUrl }] of platforms) await register(slug, feedUrl);
	});
	afterAll(async () => {
		await lane?.close();
		await Promise.all(hosts.map((host) => host.close()));
		rmSync(folder, { recursive: true, force: true });
	});

	const register = (slug: string, feedUrl: string) =>
		lane.owner(`
			insert into public.sources (slug, name, theatres, kind, platform, languages, feed_url, feed_kind, side, description,
				reliability, reliability_reason, status)
			values ('${slug}', '${slug}', '{ukraine}', 'media', 'telegram', '{en}', '${feedUrl}',
				'${feedUrl.includes('/s/') ? 'telegram_preview' : 'rss'}', 'none', 'for tests', 'F', 'for tests', 'active');
			insert into public.source_feeds (source) values ('${slug}')`);

	/** As if an hour had passed: everything is due, the claims of the dead have ended. */
	const letAnHourPass = () =>
		lane.owner(`
			update public.source_feeds set next_due_at = next_due_at - interval '1 hour', claimed_until = claimed_until - interval '1 hour';
			update private.hosts set held_until = held_until - interval '1 hour', free_at = free_at - interval '1 hour'`);

	const startWorker = (): Child =>
		startProcess(join(ROOT, 'tests/support/ingest-worker.ts'), [folder], { DATABASE_URL: lane.url });

	test('two that run at once share the sources: each is asked once, each host one thing at a time', async () => {
		for (const [slug, platform] of platforms) platform.post(`Artillery shelled Avdiivka, says ${slug}`);
		const workers = [startWorker(), startWorker()];
		const ended = await Promise.all(workers.map((worker) => worker.ended()));
		expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual([
			[0, ''],
			[0, '']
		]);
		const sums = workers.map(
			({ lines }) => JSON.parse(lines[0]!) as { read: string[]; placed: number; faults: unknown[] }
		);
		expect(sums.flatMap(({ read }) => read).sort()).toEqual([...platforms.keys()].sort());
		expect(sums.flatMap(({ faults }) => faults).filter(Boolean)).toEqual([]);
		expect([...platforms.values()].map(({ asked }) => asked)).toEqual([...platforms].map(() => 1));
		expect(hosts.map(({ mostOpen }) => mostOpen)).toEqual([1, 1, 1]);
		expect(sums[0]!.placed + sums[1]!.placed).toBe(platforms.size);
	});

	test('one that finds nothing due asks nobody', async () => {
		const worker = startWorker();
		expect((await worker.ended()).code).toBe(0);
		expect(JSON.parse(worker.lines[0]!)).toMatchObject({ read: [] });
		expect([...platforms.values()].map(({ asked }) => asked)).toEqual([...platforms].map(() => 1));
	});

	describe('a claim', () => {
		const store = () => postStore(lane.backend.service);

		test('is not given twice, takes its host with it, and ends by itself', async () => {
			await letAnHourPass();
			const claims = await Promise.all(Array.from({ length: 6 }, () => store().claimNext([])));
			const taken = claims.flatMap((claim) => (claim && 'source' in claim ? [claim.source.slug[1]] : []));
			expect(taken.sort()).toEqual(['0', '1', '2']);
			expect(await store().claimNext([])).toBeNull();
			await letAnHourPass();
			expect(await store().claimNext([])).toMatchObject({ source: expect.anything() });
		});

		test('waits for the pause a host wants', async () => {
			await letAnHourPass();
			await lane.owner(`update private.hosts set free_at = now() + interval '20 seconds'`);
			const claim = await store().claimNext([]);
			expect(claim).toEqual({ wait: expect.any(Number) });
			expect((claim as { wait: number }).wait).toBeGreaterThan(5_000);
		});

		test('is not fooled by a clock that was set back', async () => {
			await lane.owner(`
				update public.source_feeds set checked_at = now() + interval '1 day', next_due_at = now() + interval '1 day',
					claimed_until = now() + interval '1 day';
				update private.hosts set held_until = now() + interval '1 day', free_at = now() + interval '30 days'`);
			expect(await store().claimNext([])).toMatchObject({ source: expect.anything() });
		});
	});

	test(`killed at ${KILLS} random points: no post lost, none doubled, no report without its citation`, async () => {
		await lane.owner(`update private.hosts set held_until = null, free_at = null;
				update public.source_feeds set claimed_until = null, next_due_at = null, checked_at = now()`);
		const all = [...platforms];
		const delays: number[] = [];
		for (let kill = 0; kill < KILLS; kill++) {
			for (const [slug, platform] of all) {
				platform.post(`Artillery shelled Bakhmut, ${slug} says for the ${kill}th time`);
				platform.post(`Nothing to see, says ${slug}`);
				if (kill % 4 === 3)
					platform.edit(platform.posts[0]!.id, `Artillery shelled Avdiivka, correction ${kill}`);
			}
			await letAnHourPass();
			const asked = new Promise<void>((resolve) =>
				all.forEach(([, platform]) => (platform.onAsked = resolve))
			);
			const worker = startWorker();
			await Promise.race([asked, worker.ended()]);
			const delay = Math.floor(Math.random() * 400);
			delays.push(delay);
			await new Promise((resolve) => setTimeout(resolve, delay));
			await worker.crash();
		}
		await letAnHourPass();
		const last = startWorker();
		expect(await last.ended()).toMatchObject({ code: 0 });

		const where = `killed after ${delays.join(', ')} ms`;
		const [sums] = await lane.owner(`
				select (select count(*)::int from public.posts) as posts,
					(select count(*)::int from public.posts where placement = 'new') as unplaced,
					(select count(*)::int from public.posts p where p.placement = 'placed'
						and (select count(*) from public.citations c where c.post_id = p.id) <> 1) as odd_posts,
					(select count(*)::int from public.reports r
						where not exists (select from public.citations c where c.report_id = r.id)) as uncited,
					(select count(*)::int from public.reports) as reports,
					(select count(*)::int from public.posts where placement = 'placed') as placed,
					(select count(*)::int from public.posts p where p.revision <>
						(select count(*) from public.post_revisions v where v.post_id = p.id)) as gaps,
					(select count(*)::int from public.post_revisions v where v.fetch_id is null) as unproven,
					(select count(*)::int from public.posts where deleted_at is not null) as deleted`);
		const written = all.reduce((sum, [, platform]) => sum + platform.posts.length, 0);
		const shown = all.reduce(
			(sum, [, platform]) => sum + platform.posts.filter(({ text }) => text.includes('shelled')).length,
			0
		);
		expect(sums, where).toEqual({
			posts: written,
			placed: shown,
			reports: shown,
			...{ unplaced: 0, odd_posts: 0, uncited: 0, gaps: 0, unproven: 0, deleted: 0 }
		});
		for (const [slug, platform] of all) {
			const kept = await lane.owner(`select text from public.posts where source = '${slug}' order by id`);
			expect(new Set(kept.map(({ text }) => text)), slug).toEqual(
				new Set(platform.posts.map(({ text }) => text))
			);
		}
	}, 240_000);

	test('counts what each source posted, placed and left waiting', async () => {
		const activity = await call<Record<string, Record<string, unknown>>>(
			lane.backend.anonymous,
			'source_activity'
		);
		const { length } = platforms.get('s00')!.posts;
		expect(activity.s00).toMatchObject({
			posts: length,
			placed: KILLS + 1,
			waiting: KILLS,
			gapHours: expect.any(Number)
		});
		expect(activity.s00!.perDay).toHaveLength(14);
		expect((activity.s00!.perDay as number[]).reduce((sum, n) => sum + n)).toBe(length);
		expect(activity.s00!.lagMinutes).toBeGreaterThanOrEqual(0);
	});
});
