/** What moderators read, and what they do for the safety of people, on both databases. What others may not do is first. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '#lib/domain/event-time.ts';
import { WHOLE_QUEUE, type QueueFilter } from '#lib/domain/queue-filter.ts';
import type { Database } from '#lib/server/database.ts';
import { Refused } from '#lib/server/refusals.ts';
import * as reports from '#lib/server/reports.ts';
import * as reviews from '#lib/server/reviews.ts';
import { onEachLane, openLane, type Lane, type Row } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const PEOPLE = ['viewer', 'contributor', 'moderator', 'second'] as const;
type Who = (typeof PEOPLE)[number] | 'anonymous' | 'service';

/** Numbers of reports, by what they are for. */
const OLD = 1;
const YOUNG = 2;
const THREAT = 3;
const ANSWERED = 4;
const PROPOSED = 5;
const PUBLIC = 6;
const TWIN = 7;
const PLACED = 8;
const IDLE = 9;
const BUSY = 10;
const ASKED = 11;
const LATER = 12;
const REFUSED = 13;
/** Where `reportSql` puts reports: nothing a reader gets may tell more than a square of kilometres. */
const EXACT = /37\.74[0-9]*|48\.13[0-9]*/;

onEachLane((name) => {
	let lane: Lane;
	const ids = {} as Record<(typeof PEOPLE)[number], string>;
	const tokens = {} as Record<(typeof PEOPLE)[number], string>;
	const as = (who: Who): Database =>
		who === 'anonymous' || who === 'service' ? lane.backend[who] : lane.backend.as(tokens[who]);
	const listed = async (filter: Partial<QueueFilter> = {}, who: Who = 'moderator') =>
		(await reviews.queue(as(who), { ...WHOLE_QUEUE, ...filter }, null, 100)).entries.map(
			({ report }) => report.id
		);

	beforeAll(async () => {
		lane = await openLane(name);
		for (const who of PEOPLE) ({ id: ids[who], token: tokens[who] } = await lane.signUp(who));
		const elsewhere = (id: number) =>
			`update public.reports set geom = 'srid=4326;point(${30 + id} 50)'::extensions.geography where id = ${id};`;
		await lane.owner(
			[
				sourceSql('known', 'B'),
				memberSql(ids.contributor, 'contributor'),
				memberSql(ids.moderator, 'moderator'),
				memberSql(ids.second, 'moderator'),
				...[YOUNG, THREAT, ANSWERED, PROPOSED, ASKED].map((id) =>
					reportSql(id, id === ASKED ? 'needs_help' : 'submitted', ids.contributor)
				),
				reportSql(OLD, 'submitted'),
				reportSql(PUBLIC, 'published'),
				reportSql(TWIN, 'submitted', ids.contributor),
				reportSql(PLACED, 'published', ids.contributor),
				reportSql(IDLE, 'in_review', ids.contributor),
				reportSql(BUSY, 'in_review', ids.contributor),
				reportSql(LATER, 'in_review', ids.contributor),
				reportSql(REFUSED, 'rejected', ids.contributor),
				...[OLD, YOUNG, THREAT, ANSWERED, PROPOSED, IDLE, BUSY, ASKED, LATER, REFUSED].map(elsewhere),
				`update public.reports set created_at = created_at - interval '3 days' where id = ${OLD};
				update public.reports set sensitivity = '{threatens_civilian_safety}' where id = ${THREAT};
				update public.reports set theatre = 'gaza', event_type = 'humanitarian' where id = ${ANSWERED};
				insert into public.questions (report_id, question, answer, answered_at) values (${ANSWERED}, 'Where?', 'There', now());
				insert into public.proposals (report_id, act, facts, revision, reason, proposed_by)
				values (${PROPOSED}, 'grade_claim', '{"credibility": 1}', 1, 'two films', '${ids.second}');
				insert into public.citations (report_id, source, url, origin) values
					(${PUBLIC}, 'known', 'https://example.org/a', 'post:a'), (${OLD}, 'known', 'https://example.org/b', 'post:a');
				insert into public.review_claims (report_id, moderator, claimed_at) values
					(${IDLE}, '${ids.second}', now() - interval '25 hours'), (${BUSY}, '${ids.second}', now() - interval '25 hours'),
					(${ASKED}, '${ids.second}', now() - interval '25 hours'), (${LATER}, '${ids.moderator}', now());
				insert into public.audit_log (actor, actor_role, act, report_id) values ('${ids.second}', 'moderator', 'ask', ${BUSY});`
			].join('\n')
		);
	});
	afterAll(() => lane?.close());

	describe('who is no moderator', () => {
		test.each(['anonymous', 'viewer', 'contributor', 'service'] as const)('%s gets nothing', async (who) => {
			const db = as(who);
			const attempts: [what: string, args: object, empty: unknown][] = [
				['review_queue', {}, { counts: { to_do: 0 }, next: null, entries: [] }],
				['review_report', { report_id: PUBLIC }, null],
				['review_material', { report_id: PUBLIC }, null],
				['material_waiting', {}, []],
				['similar_reports', { report_id: PUBLIC }, []],
				['source_track_record', { source: 'known' }, null],
				['next_to_review', {}, null]
			];
			for (const [what, args, empty] of attempts) {
				const { data, error } = await db.rpc(what, args);
				const isSignedIn = who === 'viewer' || who === 'contributor';
				expect([what, isSignedIn ? data : error !== null]).toEqual([what, isSignedIn ? empty : true]);
			}
		});

		test.each(['anonymous', 'viewer', 'contributor', 'service'] as const)(
			'%s neither delays nor coarsens',
			async (who) => {
				const until = new Date(Date.now() + DAY).toISOString();
				await expect(reviews.delay(as(who), LATER, until, 'a test')).rejects.toThrow();
				const coarser = { precision: 'near' as const, placeName: null };
				await expect(reviews.coarsen(as(who), PLACED, coarser, 'a test')).rejects.toThrow();
			}
		);

		test.each(['anonymous', 'viewer', 'contributor', 'moderator'] as const)(
			'%s does not free what others work on',
			async (who) => {
				expect((await as(who).rpc('release_idle_claims')).error).not.toBeNull();
			}
		);
	});

	describe('the queue', () => {
		test('first what threatens civilians, then what waits for a second person, then answers, then by age', async () => {
			expect((await listed()).slice(0, 4)).toEqual([THREAT, PROPOSED, ANSWERED, OLD]);
			expect(await reviews.next(as('moderator'))).toBe(THREAT);
			expect(await reviews.next(as('moderator'), THREAT)).toBe(PROPOSED);
			// Who proposed cannot agree.
			expect(await reviews.next(as('second'), THREAT)).toBe(ANSWERED);
		});

		test('page by page it is the same queue, each report once', async () => {
			const whole = await listed();
			const seen: number[] = [];
			for (let after: string | null = null; ;) {
				const page: Awaited<ReturnType<typeof reviews.queue>> = await reviews.queue(
					as('moderator'),
					WHOLE_QUEUE,
					after,
					3
				);
				seen.push(...page.entries.map(({ report }) => report.id));
				if ((after = page.next) === null) break;
			}
			expect(seen).toEqual(whole);
		});

		test('filters narrow it, and the counts of the states with it', async () => {
			expect(await listed({ theatre: 'gaza' })).toEqual([ANSWERED]);
			expect(await listed({ type: 'humanitarian' })).toEqual([ANSWERED]);
			expect(await listed({ source: 'known' })).toEqual([OLD]);
			expect(await listed({ source: 'known', tab: 'published' })).toEqual([PUBLIC]);
			expect(await listed({ needsSecond: true })).toEqual([PROPOSED]);
			expect(await listed({ isMine: true })).toEqual([LATER]);
			expect(await listed({ words: `#${YOUNG}` })).toEqual([YOUNG]);
			expect(await listed({ tab: 'rejected', words: 'rejected' })).toEqual([REFUSED]);
			expect(await listed({ age: 'week' })).toContain(OLD);
			expect(await listed({ age: 'day' })).not.toContain(OLD);
			const { counts } = await reviews.queue(as('moderator'), { ...WHOLE_QUEUE, source: 'known' }, null, 1);
			expect(counts).toEqual({ to_do: 1, submitted: 1, published: 1 });
		});

		test('marks what a moderator should know before opening it', async () => {
			const { entries } = await reviews.queue(as('moderator'), WHOLE_QUEUE, null, 100);
			const of = (id: number) => entries.find(({ report }) => report.id === id)!;
			expect(of(PROPOSED).proposals).toEqual([{ act: 'grade_claim', is_mine: false }]);
			expect(of(ANSWERED).questions).toEqual({ open: 0, answered: 1 });
			expect(of(OLD)).toMatchObject({ is_duplicate_suspected: true, is_sent: false });
			expect(of(YOUNG)).toMatchObject({ is_duplicate_suspected: false, is_sent: true });
			expect([of(LATER).claim, of(IDLE).claim, of(YOUNG).claim]).toEqual(['mine', 'another', null]);
		});
	});

	describe('one report', () => {
		test('comes with all that is known of it, and names no person', async () => {
			const found = (await reviews.find(as('moderator'), PROPOSED))!;
			expect(found.submission).toMatchObject({ has_account: true, geo_precision: 'exact' });
			expect(found.proposals).toMatchObject([
				{
					act: 'grade_claim',
					facts: { credibility: 1 },
					reason: 'two films',
					is_mine: false,
					is_current: true
				}
			]);
			const whole = JSON.stringify(found);
			for (const id of Object.values(ids)) expect(whole).not.toContain(id);
		});

		test('of the same origin or near in place, time and words: perhaps the same event', async () => {
			const similar = async (id: number) => (await reviews.find(as('moderator'), id))!.similar;
			expect((await similar(OLD)).map(({ report, same_origin }) => [report.id, same_origin])).toEqual([
				[PUBLIC, true]
			]);
			const near = (await similar(TWIN)).map(({ report }) => report.id);
			expect(near).toEqual(expect.arrayContaining([PUBLIC, PLACED]));
			expect(near).not.toContain(TWIN);
		});

		test('the record of a source counts its reports by state and by grade', async () => {
			const [record] = (await reviews.find(as('moderator'), PUBLIC))!.sources;
			expect(record).toMatchObject({
				...{ source: 'known', reliability: 'B', total: 2, corrected: 0 },
				states: { published: 1, submitted: 1 },
				credibilities: { 6: 1 }
			});
		});
	});

	describe('a moderator’s delay', () => {
		const soon = () => new Date(Date.now() + DAY).toISOString();

		test('holds an approved report back, and its end lets it out', async () => {
			const db = as('moderator');
			await reviews.delay(db, LATER, soon(), 'people are still there');
			expect(await reviews.publish(db, LATER, 'checked')).toMatchObject({ waits_for: 'time' });
			await as('service').rpc('publish_due');
			expect(await reports.find(as('anonymous'), LATER)).toBeNull();
			expect((await reviews.find(db, LATER))!.delay).toMatchObject({ is_approved: true });
			await reviews.delay(db, LATER, null, 'they have left');
			await as('service').rpc('publish_due');
			expect(await reports.find(as('anonymous'), LATER)).toMatchObject({ state: 'published' });
		});

		test('is refused without a reason, in the past, for ever, and for what is public', async () => {
			const db = as('moderator');
			await reviews.claim(db, YOUNG);
			const refusals = [
				() => reviews.delay(db, YOUNG, soon(), ' '),
				() => reviews.delay(db, YOUNG, '2020-01-01T00:00:00Z', 'a test'),
				() => reviews.delay(db, YOUNG, '2999-01-01T00:00:00Z', 'a test')
			];
			for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ refusal: 'invalid' });
			await expect(reviews.delay(db, PUBLIC, soon(), 'a test')).rejects.toMatchObject({
				refusal: 'impossible'
			});
			await expect(reviews.delay(db, YOUNG, null, 'a test')).rejects.toMatchObject({ refusal: 'unchanged' });
			await expect(reviews.release(as('second'), YOUNG)).rejects.toBeInstanceOf(Refused);
			await expect(reviews.release(as('second'), YOUNG)).rejects.toMatchObject({ refusal: 'taken' });
			await expect(reviews.claim(as('second'), 4711)).rejects.toMatchObject({ refusal: 'missing' });
			await expect(reviews.claim(as('viewer'), YOUNG)).rejects.toMatchObject({ refusal: 'not_allowed' });
		});
	});

	test('a place shown less exactly is exact nowhere a reader looks, now or in the past', async () => {
		// Asked for each time: the owner's hand opens the database anew.
		const moderator = () => as('moderator');
		await reviews.correct(
			moderator(),
			PLACED,
			{ point: [37.7411, 48.1377], place_name: 'The school' },
			'a test'
		);
		const before = new Date().toISOString();
		await reviews.correct(moderator(), PLACED, { title: 'Corrected' }, 'a test');
		const exact = async () => [
			...(await Promise.all([
				reports.find(as('anonymous'), PLACED),
				reports.find(as('anonymous'), PLACED, before),
				reports.history(as('anonymous'), PLACED),
				reports.history(as('anonymous'), PLACED, before)
			])),
			(await as('anonymous').rpc('report_rows_at', { as_of: before })).data.filter(
				([id]: [number]) => id === PLACED
			)
		];
		expect(JSON.stringify(await exact())).toMatch(EXACT);

		// Another works on it: safety does not wait.
		await lane.owner(
			`insert into public.review_claims (report_id, moderator) values (${PLACED}, '${ids.second}')`
		);
		await reviews.coarsen(
			moderator(),
			PLACED,
			{ precision: 'near', placeName: 'Donetsk Oblast' },
			'people hide there'
		);
		const after = await exact();
		expect(JSON.stringify(after)).not.toMatch(EXACT);
		expect(JSON.stringify(after)).not.toContain('The school');
		expect(after[1]).toMatchObject({ geo_precision: 'near', uncertainty_m: 25_000, title: /Report/ });
		expect((await reports.history(as('anonymous'), PLACED))[0]).toMatchObject({
			reason: 'people hide there',
			changes: { geo_precision: { to: 'near' } }
		});
		// Moderators and the sender still know.
		expect(JSON.stringify((await reviews.find(moderator(), PLACED))!.submission)).toMatch(EXACT);
		await expect(
			reviews.coarsen(moderator(), PLACED, { precision: 'exact', placeName: null }, 'a test')
		).rejects.toMatchObject({ refusal: 'invalid' });
	});

	test('nothing but a place leaves the history, not even by the owner’s hand', async () => {
		for (const statement of [
			`update public.report_revisions set reason = 'other' where report_id = ${PLACED}`,
			`update public.report_revisions set changes = '{}' where report_id = ${PLACED}`,
			`delete from public.report_revisions where report_id = ${PLACED}`,
			`update private.past_rows set known_until = now() where row_id = ${PLACED}`,
			`update private.past_rows set facts = facts || '{"title": "other"}' where row_id = ${PLACED}`,
			`delete from private.past_rows where row_id = ${PLACED}`
		])
			await expect(lane.owner(statement)).rejects.toThrow('append-only');
	});

	test('after a day without an act a claim ends; what waits for an answer goes on waiting', async () => {
		expect(await reviews.releaseIdle(lane.backend)).toBe(2);
		const states = await lane.owner(
			`select r.id, r.state, c.report_id is not null as taken from public.reports r
			left join public.review_claims c on c.report_id = r.id where r.id in (${IDLE}, ${BUSY}, ${ASKED}) order by r.id`
		);
		expect(states).toEqual([
			{ id: expect.anything(), state: 'submitted', taken: false },
			{ id: expect.anything(), state: 'in_review', taken: true },
			{ id: expect.anything(), state: 'needs_help', taken: false }
		] satisfies Row[]);
		expect(await reviews.releaseIdle(lane.backend)).toBe(0);
	});

	test('merged accounts stand beside each other, and only those that were public', async () => {
		await lane.owner(
			[
				reportSql(50, 'published'),
				reportSql(51, 'published'),
				reportSql(52, 'submitted', ids.contributor)
			].join('\n')
		);
		const db = as('moderator');
		await reviews.correct(
			db,
			51,
			{ fatalities: { low: null, best: 9, high: null, claimed_by: 'the mayor' } },
			'a test'
		);
		await reviews.merge(db, 51, 50, 'the same strike');
		await reviews.merge(db, 52, 50, 'the same strike');
		expect(await reports.mergedAccounts(as('anonymous'), 50)).toMatchObject([
			{ id: 51, fatalities: { best: 9, claimed_by: 'the mayor' }, reason: 'the same strike' }
		]);
		expect(await reports.find(as('anonymous'), 50)).toMatchObject({ fatalities: null });
		expect(await reports.successor(as('anonymous'), 51)).toBe(50);
		await reviews.split(db, 51, 'two strikes');
		expect(await reports.mergedAccounts(as('anonymous'), 50)).toEqual([]);
		expect(await reports.find(as('anonymous'), 51)).toMatchObject({ state: 'published' });
	});
});
