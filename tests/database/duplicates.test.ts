/** One voice, one event: what is joined by itself, what is only suggested, and who may say so. What others may not is first. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Post } from '#lib/domain/post.ts';
import type { FetchRecord } from '#lib/ingest/post-store.ts';
import { compareNewPosts, compareNewReports, dismiss, suggestionsOf } from '#lib/server/duplicates.ts';
import type { Database } from '#lib/server/database.ts';
import { postStore } from '#lib/server/posts.ts';
import { Refused } from '#lib/server/refusals.ts';
import * as reviews from '#lib/server/reviews.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, sourceSql } from '../support/world.ts';

const WORDS =
	'A missile hit the railway station of Kramatorsk this morning, 12 people are wounded, rescuers still work at the site.';

const post = (external_id: string, facts: Partial<Post> = {}): Post => ({
	...{ external_id, url: `https://t.me/${external_id}`, published_at: '2024-03-10T08:00:00Z', edited: false },
	...{ title: null, text: WORDS, lang: 'en', forwarded_from: null, reply_to: null, links: [], media: [] },
	...{ withheld: false, point: null },
	...facts
});

const page = (name: string): FetchRecord => ({
	...{ url: 'https://example.org/feed', fetched_at: '2024-03-10T09:00:00Z', connector: 'telegram-preview' },
	...{ sha256: createHash('sha256').update(name).digest('hex'), connector_version: 1 },
	bytes: gzipSync(name).toString('base64')
});

onEachLane((name) => {
	let lane: Lane;
	let moderator: Database;
	let viewer: Database;
	const db = () => lane.backend.service;

	beforeAll(async () => {
		lane = await openLane(name);
		const [first, second] = [await lane.signUp('moderator'), await lane.signUp('viewer')];
		await lane.owner(
			['alpha', 'beta', 'gamma', 'delta'].map((slug) => sourceSql(slug)).join('') +
				sourceSql('twin-a', 'C', 'twins') +
				memberSql(first.id, 'moderator')
		);
		moderator = lane.backend.as(first.token);
		viewer = lane.backend.as(second.token);
	});
	afterAll(() => lane?.close());

	/** Stores a post and puts its report on the map. */
	async function place(source: string, one: Post, facts: { title?: string; point?: [number, number] } = {}) {
		const store = postStore(db());
		const [stored] = await store.storePosts(source, page(`${source} ${one.external_id}`), [one]);
		await store.placePosts([
			{
				...{ post_id: stored!.post_id, external_id: one.external_id, source, candidates: [] },
				outcome: 'placed',
				report: {
					...{ theatre: 'ukraine', title: facts.title ?? one.text.slice(0, 90), summary: one.text },
					...{ event_type: 'shelling', event_subtype: null, occurred_at: one.published_at! },
					...{ time_precision: 'hour', point: facts.point ?? [37.584, 48.739], place_id: null },
					...{ place_name: 'Kramatorsk', geo_precision: 'settlement', uncertainty_m: 1_000, credibility: 6 },
					fatalities: null,
					credibility_reason: 'One post, placed by machine',
					citation: { source, url: one.url, published_at: one.published_at, original_text_lang: 'en' }
				}
			}
		]);
		const { data } = await db().from('citations').select('report_id, origin').eq('post_id', stored!.post_id);
		return { ...(data![0] as { report_id: number; origin: string }), post_id: stored!.post_id };
	}
	const originOf = async (post_id: number) => {
		const { data } = await db().from('citations').select('origin').eq('post_id', post_id).single();
		return (data as { origin: string }).origin;
	};

	describe('who may', () => {
		const attempts: [string, object][] = [
			['posts_to_compare', {}],
			['note_prints', { prints: [] }],
			['join_origins', { joins: [] }],
			['reports_to_compare', {}],
			['suggest_same_event', { compared: [], pairs: [] }]
		];
		test.each(attempts)('%s is for the server alone', async (what, args) => {
			for (const one of [lane.backend.anonymous, viewer, moderator])
				expect([what, (await one.rpc(what, args)).error !== null]).toEqual([what, true]);
		});

		test('only moderators see suggestions and set them apart', async () => {
			for (const one of [lane.backend.anonymous, viewer, db()])
				await expect(dismiss(one, 1, 2, 'a test')).rejects.toThrow();
			expect(await suggestionsOf(viewer, 1)).toEqual([]);
			for (const table of ['same_event_suggestions', 'post_origins']) {
				expect((await lane.backend.anonymous.from(table).select()).error).not.toBeNull();
				expect((await viewer.from(table).select()).data).toEqual([]);
			}
		});
	});

	describe('voices', () => {
		test('a copy and a forward speak with the voice of the first, before and after they are cited', async () => {
			const first = await place('alpha', post('alpha/1'));
			const copy = await place(
				'beta',
				post('beta/1', { text: `⚡️ ${WORDS}\n@beta`, published_at: '2024-03-10T09:00:00Z' })
			);
			const forward = await place(
				'gamma',
				post('gamma/1', {
					text: 'See this',
					forwarded_from: 'https://t.me/s/alpha/1',
					published_at: '2024-03-12T09:00:00Z'
				})
			);
			expect(await compareNewPosts({ service: db() })).toEqual({ compared: 3, joined: 2 });
			expect(first.origin).toBe('post:alpha/alpha/1');
			for (const { post_id } of [first, copy, forward])
				expect(await originOf(post_id)).toBe('post:alpha/alpha/1');
			expect(await compareNewPosts({ service: db() })).toEqual({ compared: 0, joined: 0 });

			const [late] = await postStore(db()).storePosts('delta', page('late'), [
				post('delta/1', { published_at: '2024-03-10T10:00:00Z' })
			]);
			expect((await compareNewPosts({ service: db() })).joined).toBe(1);
			await place('delta', post('delta/1', { published_at: '2024-03-10T10:00:00Z' }));
			expect(await originOf(late!.post_id)).toBe('post:alpha/alpha/1');
		});

		test('other numbers, other places and other days keep their own', async () => {
			const others = await Promise.all([
				place('beta', post('beta/2', { text: WORDS.replace('12', '15') })),
				place('beta', post('beta/3', { text: WORDS.replace('Kramatorsk', 'Kupiansk') })),
				place('beta', post('beta/4', { published_at: '2024-03-14T08:00:00Z' }))
			]);
			expect((await compareNewPosts({ service: db() })).joined).toBe(0);
			expect(new Set(await Promise.all(others.map(({ post_id }) => originOf(post_id)))).size).toBe(3);
		});

		test('a group stays one voice, and takes in whoever copies it', async () => {
			const text = WORDS.replace('railway station of Kramatorsk', 'market in the middle of Sloviansk');
			const twin = await place('twin-a', post('twin/1', { text, published_at: '2024-03-11T10:00:00Z' }));
			const source = await place('beta', post('beta/5', { text, published_at: '2024-03-11T09:00:00Z' }));
			await compareNewPosts({ service: db() });
			expect([await originOf(twin.post_id), await originOf(source.post_id)]).toEqual([
				'group:twins',
				'group:twins'
			]);
		});

		test('a report whose origins became fewer says so', async () => {
			const text = WORDS.replace('railway station of Kramatorsk', 'bus station of Pokrovsk');
			const [a, b] = [
				await place('alpha', post('alpha/7', { text }), { point: [37.18, 48.28] }),
				await place('beta', post('beta/7', { text, published_at: '2024-03-10T09:00:00Z' }), {
					point: [37.18, 48.28]
				})
			];
			const { origins } = await reviews.merge(moderator, b.report_id, a.report_id, 'the same station');
			expect(origins).toBe(2);
			await compareNewPosts({ service: db() });
			const found = await reviews.find(moderator, a.report_id);
			expect(found!.report.origins).toBe(1);
			expect(
				found!.revisions.some(
					({ changes }) => 'origins' in changes && (changes.origins as { to: number }).to === 1
				)
			).toBe(true);
		});
	});

	describe('suggestions', () => {
		let one: number;
		let other: number;
		let third: number;
		const at = (hour: number) => `2024-05-01T${hour}:00:00Z`;
		const said = (id: string, hour: number, text: string) => post(id, { text, published_at: at(hour) });
		beforeAll(async () => {
			const point: [number, number] = [36.23, 49.993];
			one = (
				await place(
					'alpha',
					said('alpha/20', 10, 'Guided bombs hit a printing house in Kharkiv, 7 workers killed'),
					{ point }
				)
			).report_id;
			other = (
				await place(
					'beta',
					said('beta/20', 12, 'Kharkiv: printing house hit by guided bombs, 7 workers were killed'),
					{ point }
				)
			).report_id;
			third = (
				await place(
					'gamma',
					said('gamma/20', 11, 'Guided bombs hit a printing house in Kharkiv, 7 workers killed'),
					{ point: [36.94, 50.29] }
				)
			).report_id;
			await compareNewReports({ service: db() });
		});

		test('tell both of each other, with what they rest on; not of the same words elsewhere', async () => {
			for (const [id, expected] of [
				[one, other],
				[other, one]
			] as const) {
				const found = await suggestionsOf(moderator, id);
				expect(found.map(({ report }) => report.id)).toEqual([expected]);
				expect(found[0]).toMatchObject({ why: 'same_event', distance_m: 0, hours: 2, dismissed: null });
				expect(found[0]!.score).toBeGreaterThan(0.35);
			}
			expect(await suggestionsOf(moderator, third)).toEqual([]);
			expect(await compareNewReports({ service: db() })).toEqual({ compared: 0, suggested: 0 });
		});

		test('set apart with a reason they stay apart, also when compared again', async () => {
			await expect(dismiss(moderator, one, other, ' ')).rejects.toThrow(Refused);
			await expect(dismiss(moderator, one, third, 'a test')).rejects.toThrow(Refused);
			await dismiss(moderator, one, other, 'Two shifts, two strikes');
			await reviews.correct(
				moderator,
				one,
				{ title: 'Guided bombs hit a printing house in Kharkiv' },
				'shorter'
			);
			expect((await compareNewReports({ service: db() })).compared).toBe(1);
			const [found] = await suggestionsOf(moderator, other);
			expect(found!.dismissed?.reason).toBe('Two shifts, two strikes');
			const { audit } = (await reviews.find(moderator, one))!;
			expect(audit.map(({ act }) => act)).toContain('not_same_event');
		});

		test('go when a correction makes them two events, and when one is merged', async () => {
			const point: [number, number] = [33.39, 47.91];
			const [a, b] = [
				await place('alpha', said('alpha/30', 10, 'A missile hit a hotel in Kryvyi Rih, 4 guests killed'), {
					point
				}),
				await place('beta', said('beta/30', 12, 'Kryvyi Rih: hotel hit by a missile, 4 guests were killed'), {
					point
				})
			].map(({ report_id }) => report_id) as [number, number];
			await compareNewReports({ service: db() });
			expect(await suggestionsOf(moderator, a)).toHaveLength(1);
			await reviews.correct(moderator, b, { occurred_at: '2024-05-03T12:00:00Z' }, 'two days later');
			await compareNewReports({ service: db() });
			expect(await suggestionsOf(moderator, a)).toEqual([]);
			await reviews.correct(moderator, b, { occurred_at: '2024-05-01T12:00:00Z' }, 'no, the same day');
			await compareNewReports({ service: db() });
			expect(await suggestionsOf(moderator, a)).toHaveLength(1);
			await reviews.merge(moderator, b, a, 'one hotel');
			expect(await suggestionsOf(moderator, a)).toEqual([]);
		});
	});
});
