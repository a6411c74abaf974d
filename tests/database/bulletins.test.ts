/** Bulletins on both databases: what nobody may do first, then publishing once, signing, and what is kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_EDITS, type BulletinEdits } from '#lib/domain/bulletin.ts';
import { parseBulletinDate } from '#lib/domain/bulletin-period.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import type { Database } from '#lib/server/database.ts';
import { Refused } from '#lib/server/refusals.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const PEOPLE = ['viewer', 'contributor', 'moderator', 'second'] as const;
type Who = (typeof PEOPLE)[number] | 'anonymous' | 'service';
/** `reportSql` puts reports in Ukraine on this day. */
const DAY = '2023-11-01';
const WEEK = '2023-W44';

onEachLane((name) => {
	let lane: Lane;
	const tokens = {} as Record<(typeof PEOPLE)[number], string>;
	const as = (who: Who): Database =>
		who === 'anonymous' || who === 'service' ? lane.backend[who] : lane.backend.as(tokens[who]);
	const sign = (who: Who, more: Partial<bulletins.Signing> = {}) =>
		bulletins.sign(as(who), {
			...{ theatre: 'ukraine', date: DAY, seen: 0, asOf: new Date().toISOString(), edits: NO_EDITS },
			...{ reason: 'Read and found right', ...more }
		});
	const refusal = async (attempt: Promise<unknown>) => {
		const problem = await attempt.then(
			() => null,
			(error: unknown) => error
		);
		return problem instanceof Refused ? problem.refusal : problem;
	};
	const editions = (date = DAY) => bulletins.editions(as('anonymous'), 'ukraine', date);

	beforeAll(async () => {
		lane = await openLane(name);
		const ids = {} as Record<(typeof PEOPLE)[number], string>;
		for (const who of PEOPLE) ({ id: ids[who], token: tokens[who] } = await lane.signUp(who));
		await lane.owner(
			[
				sourceSql('known'),
				`insert into public.places (id, kind, country, point, names)
				values ('ru-x', 'town', 'RU', 'srid=4326;point(37 50)'::extensions.geography, '{"en": ["X"]}');`,
				memberSql(ids.contributor, 'contributor'),
				memberSql(ids.moderator, 'moderator'),
				memberSql(ids.second, 'moderator'),
				...(['published', 'unreviewed', 'retracted', 'submitted', 'rejected', 'published'] as const).map(
					(state, n) => reportSql(n + 1, state)
				),
				`update public.reports set place_id = 'ru-x' where id = 6;`
			].join('\n')
		);
	});
	afterAll(() => lane?.close());

	describe('what may not be done', () => {
		test.each(['anonymous', 'viewer', 'contributor', 'service'] as const)(
			'%s signs no bulletin',
			async (who) => {
				expect(await refusal(sign(who))).toBe('not_allowed');
			}
		);
		test.each(['anonymous', 'viewer', 'contributor', 'moderator'] as const)(
			'%s publishes no unsigned bulletin',
			async (who) => {
				await expect(bulletins.publishDue({ service: as(who) }, null)).rejects.toThrow(
					/permission denied|only the server/
				);
			}
		);
		test.each(['anonymous', 'viewer', 'contributor', 'moderator', 'service'] as const)(
			'%s writes to no edition past the functions',
			async (who) => {
				const table = () => as(who).from('bulletins');
				const answers = await Promise.all([
					table().insert({ theatre: 'ukraine', date: DAY, revision: 1 }),
					table().update({ reason: 'other' }).eq('date', DAY),
					table().delete().eq('date', DAY)
				]);
				expect(answers.every(({ error }) => error !== null)).toBe(true);
			}
		);
		const note = (text: string): BulletinEdits => ({ ...NO_EDITS, notes: [{ id: 1, text }] });
		test.each<[what: string, wish: Partial<bulletins.Signing>]>([
			['without a reason', { reason: ' ' }],
			['of a day that has not begun', { date: '2099-01-01' }],
			['of a day there is not', { date: '2023-02-30' }],
			['of a week there is not', { date: '2023-W53' }],
			['as it will be', { asOf: new Date(Date.now() + 86_400_000).toISOString() }],
			['as it was read long ago', { asOf: '2023-11-02T00:00:00Z' }],
			['with a lead too long', { edits: { ...NO_EDITS, lead: 'a'.repeat(4_001) } }],
			['in a language nobody reads', { edits: { ...NO_EDITS, lang: 'xx' } }],
			['with an empty note', { edits: note(' ') }],
			['with a note too long', { edits: note('a'.repeat(1_001)) }],
			['leaving out without a reason', { edits: { ...NO_EDITS, left_out: [{ id: 1, reason: '' }] } }],
			['with something else', { edits: { lead: 'a' } as BulletinEdits }]
		])('a moderator signs none %s', async (_, wish) => {
			expect(await refusal(sign('moderator', wish))).toBe('invalid');
		});
		test('nor one of a front there is not', async () => {
			expect(await refusal(sign('moderator', { theatre: 'nowhere' as 'gaza' }))).toBe('missing');
		});
		test('nor while nothing can be changed; the schedule rests too', async () => {
			await lane.owner('update private.settings set read_only = true');
			expect(await refusal(sign('moderator'))).toBe('read_only');
			expect(await bulletins.publishDue(lane.backend, null)).toBe(0);
			await lane.owner('update private.settings set read_only = false');
		});
		test('nothing of it was kept', async () => {
			expect([await editions(), await editions(WEEK)]).toEqual([[], []]);
		});
	});

	test('the schedule publishes a day and its week once, however many ask', async () => {
		const asked = await Promise.all([1, 2, 3].map(() => bulletins.publishDue(lane.backend, null)));
		expect(asked.reduce((a, b) => a + b)).toBe(2);
		expect(await bulletins.publishDue(lane.backend, null)).toBe(0);
		const [day] = await editions();
		expect(day).toMatchObject({ revision: 1, signed_by_role: null, reason: null, edits: NO_EDITS });
		expect(day!.reports).toEqual([1, 2, 3, 6]);
		expect((await editions(WEEK)).map(({ reports }) => reports)).toEqual([[1, 2, 3, 6]]);
	});

	test('the list counts what stands and knows the countries', async () => {
		const facts = { total: 3, unreviewed: 1, types: { shelling: 3 }, countries: ['RU', null] };
		const listed = (filter: bulletins.ListFilter) =>
			bulletins
				.list(as('anonymous'), filter)
				.then((found) => found.map(({ date, revision }) => `${date} ${revision}`));
		expect((await bulletins.list(as('anonymous'), {}))[0]).toMatchObject({ date: WEEK, facts });
		expect(await listed({})).toEqual([`${WEEK} 1`, `${DAY} 1`]);
		expect(await listed({ country: 'RU' })).toEqual([`${WEEK} 1`, `${DAY} 1`]);
		// A place that no gazetteer knows lies somewhere in its front.
		expect(await listed({ country: 'UA', fronts: ['ukraine'] })).toEqual([`${WEEK} 1`, `${DAY} 1`]);
		expect(await listed({ country: 'ML', fronts: ['sahel'] })).toEqual([]);
		const { from, to } = parseBulletinDate('2023-11-02')!;
		expect(await listed({ from, to })).toEqual([`${WEEK} 1`]);
		expect(await bulletins.months(as('anonymous'))).toEqual(['2023-11', '2023-10']);
	});

	test('a signed edition follows; the one before stays as it was', async () => {
		const edits = {
			lead: 'A quiet day.',
			lang: 'fr',
			left_out: [{ id: 2, reason: 'twice' }],
			notes: [{ id: 1, text: 'See also 6' }]
		};
		expect(await sign('moderator', { seen: 1, edits })).toBe(2);
		const [signed, automatic] = await editions();
		expect(signed).toMatchObject({ revision: 2, signed_by_role: 'moderator', edits });
		expect(automatic).toMatchObject({ revision: 1, signed_by_role: null });
		// What readers get names the role; who it was is in the audit log.
		expect(Object.keys(signed!)).not.toContain('signed_by');
		const [logged] = await lane.owner(
			`select actor_role, details ->> 'date' as date from public.audit_log where act = 'sign_bulletin'`
		);
		expect(logged).toEqual({ actor_role: 'moderator', date: DAY });
	});

	test('of two who signed the same edition the second is told', async () => {
		const both = await Promise.all(
			['moderator', 'second'].map((who) => refusal(sign(who as Who, { seen: 2 })))
		);
		expect(both.toSorted()).toEqual([null, 'taken']);
		expect((await editions()).map(({ revision }) => revision)).toEqual([3, 2, 1]);
	});

	test('an edition is not rewritten, not even by the owner', async () => {
		await expect(lane.owner(`update public.bulletins set reason = 'other'`)).rejects.toThrow(/append-only/);
		await expect(lane.owner('delete from public.bulletins')).rejects.toThrow(/append-only/);
		await expect(lane.owner('truncate public.bulletins')).rejects.toThrow(/append-only/);
	});

	test('corrections are told of public reports alone', async () => {
		await lane.owner(
			[1, 5]
				.map((id) => `select private.change_report(${id}, '{"title": "Other words"}', 'a test');`)
				.join('\n')
		);
		const { data, error } = await as('moderator').rpc('bulletin_revisions', {
			...{ theatre: 'ukraine', since: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' }
		});
		expect(error).toBeNull();
		expect((data as { id: number }[]).map(({ id }) => id)).toEqual([1]);
	});
});
