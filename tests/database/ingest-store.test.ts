/** What the database makes of posts: kept once, never overwritten, on the map only while no person has decided. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
	FeedOutcome,
	FetchRecord,
	MachineReport,
	PostPlacement,
	PostStore
} from '#lib/ingest/post-store.ts';
import type { Post } from '#lib/domain/post.ts';
import { call } from '#lib/server/database.ts';
import { postStore, readableSources } from '#lib/server/posts.ts';
import * as reports from '#lib/server/reports.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, sourceSql } from '../support/world.ts';

const post = (id: string, facts: Partial<Post> = {}): Post => ({
	external_id: id,
	url: `https://example.org/${id}`,
	published_at: '2023-11-10T08:00:00Z',
	edited: false,
	title: null,
	text: `Text of ${id}`,
	lang: 'en',
	forwarded_from: null,
	reply_to: null,
	links: [],
	media: [],
	withheld: false,
	point: null,
	...facts
});

/** A page whose bytes are its name. */
const page = (name: string): FetchRecord => ({
	url: 'https://example.org/feed',
	fetched_at: '2023-11-10T09:00:00Z',
	sha256: createHash('sha256').update(name).digest('hex'),
	bytes: gzipSync(name).toString('base64'),
	connector: 'telegram-preview',
	connector_version: 1
});

const report = (facts: Partial<MachineReport> = {}): MachineReport => ({
	theatre: 'ukraine',
	title: 'Shelling of Avdiivka',
	summary: 'Shelling of Avdiivka in the morning.',
	event_type: 'shelling',
	event_subtype: 'Shelling/artillery/missile attack',
	occurred_at: '2023-11-10T08:00:00Z',
	time_precision: 'day',
	point: [37.745, 48.139],
	place_id: null,
	place_name: 'Avdiivka',
	geo_precision: 'settlement',
	uncertainty_m: 1_000,
	fatalities: null,
	credibility: 6,
	credibility_reason: 'One post, placed by machine',
	citation: { source: 'alpha', url: null, published_at: null, original_text_lang: 'en' },
	...facts
});

const placed = (post_id: number, facts: Partial<MachineReport> = {}): PostPlacement => ({
	post_id,
	external_id: String(post_id),
	source: 'alpha',
	candidates: [],
	outcome: 'placed',
	report: report(facts)
});
const waiting = (post_id: number): PostPlacement => ({
	post_id,
	external_id: String(post_id),
	source: 'alpha',
	candidates: [
		{
			place: 'ua-x',
			place_name: 'X',
			point: [37, 48],
			geo_precision: 'settlement',
			score: 0.4,
			matched: 'X',
			ambiguous: true
		}
	],
	outcome: 'waiting',
	reason: 'place name is ambiguous',
	event_type: 'shelling',
	occurred_at: null,
	time_precision: null
});

onEachLane((name) => {
	let lane: Lane;
	let store: PostStore;
	let moderator: string;

	beforeAll(async () => {
		lane = await openLane(name);
		const person = await lane.signUp('moderator');
		moderator = person.token;
		await lane.owner(
			sourceSql('alpha') +
				sourceSql('beta') +
				sourceSql('bulk') +
				sourceSql('gamma', 'C', 'one-voice') +
				sourceSql('delta', 'B', 'one-voice') +
				memberSql(person.id, 'moderator')
		);
		store = postStore(lane.backend.service);
	});
	afterAll(() => lane?.close());

	const outcomes = async (source: string, from: FetchRecord, posts: Post[]) =>
		(await store.storePosts(source, from, posts)).map(({ external_id, outcome }) => [external_id, outcome]);
	const storeOne = async (one: Post, source = 'alpha') =>
		(await store.storePosts(source, page(`${source} ${one.external_id} ${one.text}`), [one]))[0]!.post_id;
	const table = async (from: string, columns: string, where: Record<string, unknown>) => {
		const { data, error } = await lane.backend.service.from(from).select(columns).match(where);
		if (error) throw new Error(error.message);
		return data as unknown as Record<string, unknown>[];
	};
	const reportOf = async (post_id: number) => {
		const [citation] = await table('citations', 'report_id', { post_id });
		return (await reports.find(lane.backend.service, citation!.report_id as number))!;
	};

	describe('posts', () => {
		test('are new once, then unchanged; the answer keeps the order asked in', async () => {
			expect(await outcomes('alpha', page('one'), [post('b'), post('a')])).toEqual([
				['b', 'new'],
				['a', 'new']
			]);
			expect(await outcomes('alpha', page('one'), [post('a'), post('b')])).toEqual([
				['a', 'unchanged'],
				['b', 'unchanged']
			]);
		});

		test('that stand on two pages are one post', async () => {
			expect(await outcomes('alpha', page('two'), [post('b'), post('c')])).toEqual([
				['b', 'unchanged'],
				['c', 'new']
			]);
			expect(await table('posts', 'id', { source: 'alpha', external_id: 'b' })).toHaveLength(1);
		});

		test('with the same id at two sources are two posts', async () => {
			expect(await outcomes('beta', page('one'), [post('b')])).toEqual([['b', 'new']]);
		});

		test('that were edited keep the old words as a revision', async () => {
			const id = await storeOne(post('edited', { text: 'Before' }));
			const [again] = await store.storePosts('alpha', page('edit'), [
				post('edited', { text: 'After', edited: true })
			]);
			expect(again).toMatchObject({ post_id: id, outcome: 'edited' });
			const revisions = await table('post_revisions', 'revision, kind, text', { post_id: id });
			expect(revisions).toEqual([
				{ revision: 1, kind: 'created', text: 'Before' },
				{ revision: 2, kind: 'edited', text: 'After' }
			]);
			expect(await table('posts', 'text, revision', { id })).toEqual([{ text: 'After', revision: 2 }]);
		});

		test('stored by a run that ended before placing them still wait to be placed', async () => {
			const [first] = await store.storePosts('alpha', page('cut off'), [post('cut')]);
			const [second] = await store.storePosts('alpha', page('cut off'), [post('cut')]);
			expect(first!.awaits_placement ?? false).toBe(false);
			expect(second).toMatchObject({ outcome: 'unchanged', awaits_placement: true });
			await store.placePosts([waiting(second!.post_id)]);
			const [third] = await store.storePosts('alpha', page('cut off'), [post('cut')]);
			expect(third!.awaits_placement).toBe(false);
		});

		test('of any letters and any length are kept as they are', async () => {
			const text = `${'Авдіївка — الفاشر \u200f "quoted" \\ back\nline 🙂 '.repeat(400)}`;
			const id = await storeOne(post('letters', { text, links: ['https://example.org/?a=1&b={"x":2}'] }));
			const [kept] = await table('posts', 'text, links', { id });
			expect(kept).toEqual({ text, links: ['https://example.org/?a=1&b={"x":2}'] });
		});

		test('of a source that is not in the registry are refused', async () => {
			await expect(store.storePosts('nobody', page('nobody'), [post('a')])).rejects.toThrow('store_posts');
		});
	});

	describe('a placed post', () => {
		test('becomes an unreviewed report of credibility 6 that cites it', async () => {
			const id = await storeOne(post('placed'));
			await store.placePosts([placed(id)]);
			expect(await reportOf(id)).toMatchObject({
				state: 'unreviewed',
				title: 'Shelling of Avdiivka',
				credibility: 6,
				reliability: 'C',
				point: [37.745, 48.139],
				origins: 1,
				citations: [
					{
						source: 'alpha',
						url: 'https://example.org/placed',
						text: 'Text of placed',
						origin: 'post:alpha/placed'
					}
				]
			});
			expect(await table('posts', 'placement', { id })).toEqual([{ placement: 'placed' }]);
		});

		test('placed again is the same report, without a correction', async () => {
			const id = await storeOne(post('twice'));
			await store.placePosts([placed(id)]);
			await store.placePosts([placed(id)]);
			expect(await table('citations', 'report_id', { post_id: id })).toHaveLength(1);
			expect((await reportOf(id)).revision).toBe(1);
		});

		test('whose edit names another place moves its report, with a correction that says what changed', async () => {
			const id = await storeOne(post('moved'));
			await store.placePosts([placed(id)]);
			await storeOne(post('moved', { text: 'Not there but in Bakhmut' }));
			await store.placePosts([placed(id, { point: [37.999, 48.594], place_name: 'Bakhmut' })]);
			const moved = await reportOf(id);
			expect(moved).toMatchObject({ point: [37.999, 48.594], place_name: 'Bakhmut', revision: 2 });
			const [correction] = await reports.history(lane.backend.anonymous, moved.id);
			expect(correction).toMatchObject({ reason: 'The source edited its post', changed_by_role: 'server' });
			expect(Object.keys(correction!.changes).sort()).toEqual(['place_name', 'point']);
		});

		test('whose edit moves the point alone, or the day alone, is followed too', async () => {
			const id = await storeOne(post('nudged'));
			await store.placePosts([placed(id)]);
			await store.placePosts([placed(id, { point: [37.8, 48.2] })]);
			expect((await reportOf(id)).point).toEqual([37.8, 48.2]);
			await store.placePosts([placed(id, { point: [37.8, 48.2], occurred_at: '2023-11-09T00:00:00Z' })]);
			expect((await reportOf(id)).occurred_at).toBe('2023-11-09T00:00:00Z');
		});

		test('whose edit takes the place away is retracted with the reason, and comes back with the place', async () => {
			const id = await storeOne(post('vague'));
			await store.placePosts([placed(id)]);
			await store.placePosts([waiting(id)]);
			expect(await reportOf(id)).toMatchObject({
				state: 'retracted',
				state_reason: 'After an edit at the source: place name is ambiguous'
			});
			await store.placePosts([placed(id)]);
			expect(await reportOf(id)).toMatchObject({ state: 'unreviewed', state_reason: null, revision: 3 });
		});

		test.each([
			['published', 'publish_report', {}, { state: 'published' }],
			[
				'corrected',
				'correct_report',
				{ patch: { title: 'What a person wrote' } },
				{ title: 'What a person wrote' }
			],
			['rejected', 'reject_report', {}, { state: 'rejected', state_reason: 'looked at' }]
		])('that a moderator has %s is left alone', async (how, act, facts, decision) => {
			const id = await storeOne(post(`touched-${how}`));
			await store.placePosts([placed(id)]);
			const before = await reportOf(id);
			await call(lane.backend.as(moderator), act, { report_id: before.id, reason: 'looked at', ...facts });
			const decided = await reportOf(id);
			expect(decided).toMatchObject(decision);
			await store.placePosts([placed(id, { title: 'What the machine says now', point: [30, 50] })]);
			await store.placePosts([waiting(id)]);
			expect(await reportOf(id)).toEqual(decided);
		});
	});

	test('a waiting post keeps its reason and its candidates, and is on no map', async () => {
		const id = await storeOne(post('waiting'));
		await store.placePosts([waiting(id)]);
		expect(await table('posts', 'placement, waiting_reason, candidates', { id })).toEqual([
			{ placement: 'waiting', waiting_reason: 'place name is ambiguous', candidates: waiting(id).candidates }
		]);
		expect(await table('citations', 'id', { post_id: id })).toEqual([]);
		const { data } = await lane.backend.anonymous.from('posts').select('id').eq('id', id);
		expect(data).toEqual([]);
	});

	test('two forwards of one post share its origin; two sources of one group speak with one voice', async () => {
		const original = 'https://t.me/somewhere/17';
		const one = await storeOne(post('forward', { forwarded_from: original }), 'alpha');
		const two = await storeOne(post('forward', { forwarded_from: original }), 'beta');
		const three = await storeOne(post('own'), 'gamma');
		const four = await storeOne(post('own'), 'delta');
		await store.placePosts([one, two, three, four].map((id) => placed(id)));
		const origin = async (id: number) => (await reportOf(id)).citations[0]!.origin;
		expect([await origin(one), await origin(two)]).toEqual([original, original]);
		expect([await origin(three), await origin(four)]).toEqual(['group:one-voice', 'group:one-voice']);
	});

	test('a post deleted at its source stays as a record; its report says so and no longer shows the words', async () => {
		const id = await storeOne(post('deleted'));
		await store.placePosts([placed(id)]);
		await store.markMissing!('alpha', ['deleted', 'never-seen'], page('without it'));
		await store.markMissing!('alpha', ['deleted'], page('without it still'));
		const marked = await reportOf(id);
		expect(marked).toMatchObject({
			state: 'unreviewed',
			sensitivity: ['deleted_by_source'],
			citations: [{ text: null }]
		});
		expect(await table('posts', 'text, revision', { id })).toEqual([
			{ text: 'Text of deleted', revision: 2 }
		]);
		const kinds = (await table('post_revisions', 'kind', { post_id: id })).map(({ kind }) => kind);
		expect(kinds).toEqual(['created', 'deleted']);
		const [correction] = await reports.history(lane.backend.anonymous, marked.id);
		expect(correction!.reason).toBe('The source deleted its post');
	});

	describe('the evidence', () => {
		const pages = (source: string) =>
			lane.owner(
				`select sha256, connector, connector_version from private.fetches where source = '${source}' order by id`
			);
		const again = () => (store = postStore(lane.backend.service));

		test('is every page that brought something, with what read it, and no page that did not', async () => {
			const one = post('kept', { text: 'Kept' });
			await store.storePosts('gamma', page('brought it'), [one]);
			await store.storePosts('gamma', page('brought nothing'), [one]);
			await store.storePosts('gamma', page('brought an edit'), [{ ...one, text: 'Kept better' }]);
			const kept = (await pages('gamma')).slice(-2);
			expect(kept).toMatchObject([
				{ sha256: page('brought it').sha256, connector: 'telegram-preview', connector_version: 1 },
				{ sha256: page('brought an edit').sha256 }
			]);
			again();
		});

		test('of a deletion is the page without the post; a post that is shown again is no longer marked', async () => {
			const one = post('comes back');
			const { post_id } = (await store.storePosts('gamma', page('with it'), [one]))[0]!;
			await store.placePosts([placed(post_id)]);
			await store.markMissing!('gamma', ['comes back'], page('without it'));
			expect((await reportOf(post_id)).sensitivity).toEqual(['deleted_by_source']);
			expect((await pages('gamma')).at(-1)!.sha256).toBe(page('without it').sha256);
			again();
			await store.storePosts('gamma', page('with it again'), [one]);
			const back = await reportOf(post_id);
			expect(back).toMatchObject({ sensitivity: [], citations: [{ text: 'Text of comes back' }] });
			const revisions = await lane.owner(
				`select v.kind, f.sha256 from public.post_revisions v join private.fetches f on f.id = v.fetch_id where v.post_id = ${post_id} order by v.revision`
			);
			expect(revisions).toEqual([
				{ kind: 'created', sha256: page('with it').sha256 },
				{ kind: 'deleted', sha256: page('without it').sha256 },
				{ kind: 'restored', sha256: page('with it again').sha256 }
			]);
			again();
			const [correction] = await reports.history(lane.backend.anonymous, back.id);
			expect(correction!.reason).toBe('The source shows its post again');
		});

		test('a channel that was renamed has the same posts, not the same posts again', async () => {
			const old = [1, 2].map((n) => post(`OldName/${n}`, { text: `Said ${n}` }));
			const before = await store.storePosts('delta', page('old name'), old);
			const renamed = [
				{ ...old[0]!, external_id: 'NewName/1', url: 'https://example.org/NewName/1' },
				post('NewName/2', { text: 'Another channel said this' })
			];
			const after = await store.storePosts('delta', page('new name'), renamed);
			expect(after.map(({ outcome }) => outcome)).toEqual(['unchanged', 'new']);
			expect(after[0]!.post_id).toBe(before[0]!.post_id);
			expect(await table('post_revisions', 'kind', { post_id: after[0]!.post_id })).toEqual([
				{ kind: 'created' },
				{ kind: 'renamed' }
			]);
		});

		test('is out of reach of readers and cannot be changed', async () => {
			for (const act of ['update private.fetches set url = null', 'delete from private.fetches']) {
				await expect(lane.owner(act)).rejects.toThrow('append-only');
			}
			again();
			const { error } = await lane.backend.anonymous.rpc('claim_next_source', {});
			expect(error).not.toBeNull();
		});
	});

	describe('the state of a feed', () => {
		const outcome = (facts: Partial<FeedOutcome> = {}): FeedOutcome => ({
			checked_at: '2023-11-10T09:00:00Z',
			outcome: 'ok',
			message: null,
			consecutive_failures: 0,
			validators: { 'https://example.org/alpha/feed': { etag: '"1"', lastModified: null } },
			next_due_at: '2023-11-10T09:02:00Z',
			posts_seen: 20,
			last_post_at: '2023-11-10T08:00:00Z',
			host_pause_ms: 0,
			...facts
		});
		const remembered = async () =>
			(await readableSources(lane.backend.service)).find(({ slug }) => slug === 'alpha')!.memory;

		test('is remembered for the next reading, and shown', async () => {
			expect(await remembered()).toBeNull();
			await store.recordFeedState('alpha', outcome());
			expect(await remembered()).toEqual({
				validators: outcome().validators,
				consecutive_failures: 0,
				posts_seen: 20,
				next_due_at: '2023-11-10T09:02:00Z'
			});
		});

		test('a failure keeps when it last went well and its newest post', async () => {
			await store.recordFeedState(
				'alpha',
				outcome({
					checked_at: '2023-11-10T10:00:00Z',
					outcome: 'timeout',
					message: 'No answer.',
					consecutive_failures: 1,
					last_post_at: null
				})
			);
			const registry = await call<{ slug: string; feed: Record<string, unknown> }[]>(
				lane.backend.anonymous,
				'registry'
			);
			const { feed } = registry.find(({ slug }) => slug === 'alpha')!;
			expect(feed).toMatchObject({ outcome: 'timeout', message: 'No answer.', consecutiveFailures: 1 });
			expect(Date.parse(feed.succeededAt as string)).toBe(Date.parse('2023-11-10T09:00:00Z'));
			expect(Date.parse(feed.lastPostAt as string)).toBe(Date.parse('2023-11-10T08:00:00Z'));
		});

		test('a source is read by one at a time, until it is released', async () => {
			const claims = await Promise.all(Array.from({ length: 5 }, () => store.claimSource!('alpha')));
			expect(claims.sort()).toEqual(['held', 'held', 'held', 'held', 'taken']);
			await store.recordFeedState('alpha', outcome());
			expect(await store.claimSource!('beta')).toBe('taken');
			expect(await store.claimSource!('alpha')).toBe('host busy');
			await store.releaseSource!('beta');
			expect(await store.claimSource!('nobody')).toBe('held');
		});

		test('the claim of a reader that died ends by itself', async () => {
			const past = `now() - interval '1 second'`;
			await lane.owner(`update private.hosts set free_at = ${past}`);
			store = postStore(lane.backend.service);
			expect(await store.claimSource!('alpha')).toBe('taken');
			expect(await store.claimSource!('alpha')).toBe('held');
			await lane.owner(
				`update public.source_feeds set claimed_until = ${past}; update private.hosts set held_until = ${past}`
			);
			store = postStore(lane.backend.service);
			expect(await store.claimSource!('alpha')).toBe('taken');
		});
	});

	test('an error in the middle of a page loses nothing that was stored before it, and the page can be stored again', async () => {
		const posts = Array.from({ length: 1_200 }, (_, i) => post(`half-${i}`));
		const broken = posts.map((each, i) => (i === 1_100 ? { ...each, published_at: 'no time at all' } : each));
		await expect(store.storePosts('beta', page('half'), broken)).rejects.toThrow('no time at all');
		const [kept] = await outcomes('beta', page('half'), [posts[999]!]);
		expect(kept).toEqual(['half-999', 'unchanged']);
		const again = await outcomes('beta', page('half'), posts);
		expect(again.filter(([, outcome]) => outcome === 'new')).toHaveLength(200);
	});

	test('ten thousand posts in one call are all stored', async () => {
		const posts = Array.from({ length: 10_000 }, (_, i) =>
			post(`bulk-${i}`, { text: `Post ${i}. `.repeat(20) })
		);
		const stored = await store.storePosts('bulk', page('bulk'), posts);
		expect(stored.filter(({ outcome }) => outcome === 'new')).toHaveLength(10_000);
	});
});
