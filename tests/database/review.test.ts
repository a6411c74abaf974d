/**
 * Sending and reviewing, on both databases through the client the product uses. What a person may not do comes first,
 * and is read from the table of src/lib/domain/review.ts, so that it and the SQL cannot disagree.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '#lib/domain/event-time.ts';
import { distanceBetween } from '#lib/domain/geodesy.ts';
import { PRECISION_RADIUS, type LngLat } from '#lib/domain/location.ts';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import { CONTRIBUTOR, REPORT_STATES, type ReportState } from '#lib/domain/report.ts';
import { mayAct, nextState, REVIEW, REVIEW_ACTS, type ReviewAct } from '#lib/domain/review.ts';
import type { Database } from '#lib/server/database.ts';
import { publishDue } from '#lib/server/publication.ts';
import { onEachLane, openLane, type Lane, type Row } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const EXACT: LngLat = [37.741123, 48.137654];
const FACTS = {
	theatre: 'ukraine',
	title: 'Shelling near the school',
	summary: 'Two houses burn.',
	event_type: 'shelling',
	occurred_at: '2023-11-01T10:00:00Z',
	time_precision: 'minute',
	point: EXACT,
	geo_precision: 'exact',
	uncertainty_m: 50,
	place_name: 'Avdiivka',
	citations: [] as string[],
	sensitivity: [] as string[],
	delay_minutes: 0,
	public_precision: null as string | null,
	contact: { may_be_asked: true, address: 'a secret address', credit_as: null } as Record<string, unknown>
};
type Facts = Partial<typeof FACTS>;

const PEOPLE = ['viewer', 'contributor', 'trusted_contributor', 'moderator', 'second', 'admin'] as const;
type Name = (typeof PEOPLE)[number];

let n = 0;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const newHash = () =>
	receiptHash(receiptFrom(Uint8Array.from({ length: RECEIPT_BYTES }, () => 256 * Math.random())));

onEachLane((name) => {
	let lane: Lane;
	const ids = {} as Record<Name, string>;
	const tokens = {} as Record<Name, string>;
	const as = (who: Name | 'anonymous' | 'service'): Database =>
		who === 'anonymous' || who === 'service' ? lane.backend[who] : lane.backend.as(tokens[who]);

	beforeAll(async () => {
		lane = await openLane(name);
		for (const who of PEOPLE) ({ id: ids[who], token: tokens[who] } = await lane.signUp(who));
		await lane.owner(
			[
				sourceSql('known'),
				sourceSql('grouped', 'C', 'one voice'),
				...(['contributor', 'trusted_contributor', 'moderator', 'admin'] as const).map((role) =>
					memberSql(ids[role], role)
				),
				memberSql(ids.second, 'moderator')
			].join('\n')
		);
	});
	afterAll(() => lane?.close());

	/** Calls a function. @throws Error with what the database said */
	async function ask<T = Row>(who: Parameters<typeof as>[0], what: string, args: object = {}): Promise<T> {
		const { data, error } = await as(who).rpc(what, args);
		if (error) throw new Error(error.message);
		return data as T;
	}
	async function submit(
		who: Parameters<typeof as>[0],
		facts: Facts = {}
	): Promise<{ id: number; receipt: string }> {
		const receipt = await newHash();
		const { report_id } = await ask<{ report_id: number }>(who, 'submit_report', {
			facts: { ...FACTS, title: `Report ${++n}`, ...facts },
			idempotency_key: randomUUID(),
			receipt_hash: receipt
		});
		return { id: report_id, receipt };
	}
	const stateOf = async (id: number) => {
		const { data } = await as('moderator').from('reports').select('state').eq('id', id).single();
		return data!.state as ReportState;
	};
	const publicReport = (id: number) => ask<Row | null>('anonymous', 'report_json', { report_id: id });
	const history = (who: Parameters<typeof as>[0], id: number) =>
		ask<{ reason: string; changed_by_role: string; changes: object }[]>(who, 'report_history', {
			report_id: id
		});
	async function published(facts: Facts = {}): Promise<number> {
		const { id } = await submit('contributor', facts);
		await ask('moderator', 'claim_report', { report_id: id });
		await ask('moderator', 'publish_report', { report_id: id });
		return id;
	}

	describe('role × act', () => {
		/** How each act is called; `answer` and `split` need something that was there before. */
		const ACT: Record<ReviewAct, { call: string; args: (id: number) => object }> = {
			claim: { call: 'claim_report', args: (report_id) => ({ report_id }) },
			release: { call: 'release_report', args: (report_id) => ({ report_id }) },
			ask: { call: 'ask_contributor', args: (report_id) => ({ report_id, question: 'Where from?' }) },
			answer: { call: 'answer_question', args: (id) => ({ question_id: id, answer: 'From the roof' }) },
			make_ready: { call: 'make_ready', args: (report_id) => ({ report_id }) },
			publish: { call: 'publish_report', args: (report_id) => ({ report_id }) },
			reject: { call: 'reject_report', args: (report_id) => ({ report_id, reason: 'a test' }) },
			retract: { call: 'retract_report', args: (report_id) => ({ report_id, reason: 'a test' }) },
			correct: {
				call: 'correct_report',
				args: (report_id) => ({ report_id, patch: { title: `Corrected ${++n}` }, reason: 'a test' })
			},
			grade_claim: {
				call: 'grade_claim',
				args: (report_id) => ({ report_id, credibility: 2, reason: `a test ${++n}` })
			},
			hold: { call: 'hide_report', args: (report_id) => ({ report_id, reason: 'a test' }) },
			merge: { call: 'merge_reports', args: (merged) => ({ merged, kept: KEPT, reason: 'a test' }) },
			split: { call: 'split_report', args: (report_id) => ({ report_id, reason: 'a test' }) },
			delay: {
				call: 'delay_publication',
				args: (report_id) => ({ report_id, until: inDays(1), reason: 'a test' })
			},
			coarsen: {
				call: 'coarsen_report',
				args: (report_id) => ({ report_id, geo_precision: 'near', reason: 'a test' })
			}
		};
		const KEPT = 90_000;
		/** One report for each act, state and history; the question of a report has its number. */
		const cases = REVIEW_ACTS.flatMap((act) =>
			REPORT_STATES.flatMap((state) =>
				[false, true]
					.filter((wasPublished) => wasPublished || state !== 'published')
					.map((wasPublished) => ({ act, state, wasPublished }))
			)
		).map((one, i) => ({ ...one, id: 10_000 + i }));

		beforeAll(async () => {
			await lane.owner(
				[
					'update private.settings set two_person_retraction = false;',
					reportSql(KEPT, 'published', ids.contributor),
					...cases.map(({ id, state, wasPublished, act }) =>
						[
							reportSql(id, state, ids.contributor),
							wasPublished ? `update public.reports set published_at = now() where id = ${id};` : '',
							`insert into public.questions (id, report_id, question) overriding system value values (${id}, ${id}, 'Where?');`,
							act === 'split'
								? `insert into public.merges (kept, merged, state_before, citations, reason)
									values (${KEPT}, ${id}, 'submitted', '{}', 'a test');`
								: ''
						].join('\n')
					)
				].join('\n')
			);
		});
		afterAll(() => lane.owner('update private.settings set two_person_retraction = true'));

		test('the table of the database is the table of the domain', async () => {
			const rows = await lane.owner(
				'select act, actor as by, from_state as "from", to_state as "to", history from private.review_moves'
			);
			const expected = REVIEW_ACTS.flatMap((act) =>
				REVIEW[act].moves.map(({ from, to, history }) => ({
					act,
					by: REVIEW[act].by,
					from,
					to: to === 'as_before' ? null : to,
					history
				}))
			);
			const text = (row: object) => JSON.stringify(row);
			expect(rows.map(text).sort()).toEqual(expected.map(text).sort());
		});

		const strangers = ['anonymous', 'viewer', 'trusted_contributor', 'contributor', 'service'] as const;
		test.each(strangers)('what %s may not do', async (who) => {
			const role = who === 'anonymous' || who === 'service' ? 'viewer' : who;
			for (const { act, id } of cases) {
				if (mayAct(act, role, who === 'contributor')) continue;
				const { error } = await as(who).rpc(ACT[act].call, ACT[act].args(id));
				expect([act, error === null]).toEqual([act, false]);
			}
			const [left] = await lane.owner(
				`select count(*)::int as n from public.audit_log where report_id between 10000 and 90000`
			);
			expect(left).toEqual({ n: 0 });
		});

		test('a moderator does not answer for a contributor', async () => {
			for (const { id } of cases.filter(({ act }) => act === 'answer'))
				await expect(ask('moderator', 'answer_question', ACT.answer.args(id))).rejects.toThrow(
					'no such question'
				);
		});

		test.each(REVIEW_ACTS)('%s leads where the table says, and nowhere else', async (act) => {
			const who = REVIEW[act].by === 'sender' ? 'contributor' : 'moderator';
			for (const report of cases.filter((one) => one.act === act)) {
				const { error } = await as(who).rpc(ACT[act].call, ACT[act].args(report.id));
				const to = nextState(act, report);
				const expected = to === 'as_before' ? 'submitted' : (to ?? report.state);
				expect([report, error === null, await stateOf(report.id)]).toEqual([report, to !== null, expected]);
			}
		});

		test('every act left its row in the audit log, with who did it', async () => {
			const { data } = await as('admin')
				.from('audit_log')
				.select('act, actor, reason')
				.gte('report_id', 10_000);
			const done = cases.filter((one) => nextState(one.act, one) !== null);
			expect(data!.map(({ act }) => act).sort()).toEqual(done.map(({ act }) => act).sort());
			expect(
				data!.every(({ act, actor }) => actor === (act === 'answer' ? ids.contributor : ids.moderator))
			).toBe(true);
		});
	});

	describe('what nobody but its sender and moderators may know', () => {
		const PRIVATE_TABLES = ['submissions', 'questions', 'review_claims', 'proposals', 'merges', 'audit_log'];
		const others = ['anonymous', 'viewer', 'contributor', 'trusted_contributor', 'service'] as const;

		test.each(others)('%s reads no private row of another', async (who) => {
			await published();
			const { id } = await submit('second', { public_precision: 'settlement' });
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'ask_contributor', { report_id: id, question: 'Where from?' });
			for (const table of PRIVATE_TABLES) {
				const { data } = await as(who).from(table).select('*');
				const foreign = (data ?? []).filter(
					(row: Row) => who !== 'contributor' || (row.contributor ?? ids.contributor) !== ids.contributor
				);
				expect([table, foreign]).toEqual([table, []]);
			}
		});

		test('not even an admin reads receipts', async () => {
			for (const who of ['anonymous', 'admin', 'service'] as const)
				expect((await as(who).schema('private').from('receipts').select('*')).data).toBeNull();
		});

		test('its sender reads what was sent, exactly', async () => {
			const { id } = await submit('contributor', { public_precision: 'settlement' });
			const { data } = await as('contributor')
				.from('submissions')
				.select('contact, contributor')
				.eq('report_id', id);
			expect(data).toEqual([{ contact: FACTS.contact, contributor: ids.contributor }]);
		});

		/** Everything the reader can get of a report, from every table and function that gives any of it. */
		async function everythingOf(id: number, who: 'anonymous' | 'viewer' | 'service', receipt: string) {
			const answers = [
				await ask(who, 'report_json', { report_id: id }),
				await ask(who, 'report_history', { report_id: id }),
				await ask(who, 'report_rows', {}),
				await ask(who, 'changes_after', {}),
				await ask(who, 'reports_json', { ids: [id] }),
				...(await Promise.all(
					['reports', 'report_revisions', 'report_changes', 'citations'].map(
						async (table) => (await as(who).from(table).select('*')).data
					)
				))
			];
			if (who !== 'service') answers.push(await ask(who, 'submission_status', { receipt_hash: receipt }));
			return JSON.stringify(answers);
		}

		test('a place shown less exactly than it is known is nowhere in what others get', async () => {
			// A place no other report has.
			const point: LngLat = [37.761357, 48.126842];
			const { id, receipt } = await submit('contributor', { point, public_precision: 'settlement' });
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'publish_report', { report_id: id });
			for (const who of ['anonymous', 'viewer', 'service'] as const) {
				const everything = await everythingOf(id, who, receipt);
				expect(everything.includes(`"id":${id}`)).toBe(true);
				for (const secret of ['37.7613', '48.1268', 'secret address', ids.contributor, ids.moderator])
					expect([who, secret, everything.includes(secret)]).toEqual([who, secret, false]);
				// Well-known binary, as the table gives a geometry.
				const binary = Buffer.alloc(16);
				binary.writeDoubleLE(point[0], 0);
				binary.writeDoubleLE(point[1], 8);
				expect([who, everything.toLowerCase().includes(binary.toString('hex'))]).toEqual([who, false]);
			}
			const shown = (await publicReport(id)) as {
				point: LngLat;
				geo_precision: string;
				uncertainty_m: number;
			};
			expect(shown).toMatchObject({
				geo_precision: 'settlement',
				uncertainty_m: PRECISION_RADIUS.settlement
			});
			expect(distanceBetween(shown.point, point)).toBeGreaterThan(50);
			expect(distanceBetween(shown.point, point)).toBeLessThan(PRECISION_RADIUS.settlement);
		});

		test('how much less exact is the same for the database and the domain', async () => {
			const rows = await lane.owner(
				`select p as precision, private.precision_radius(p) as radius
				from unnest(array['${Object.keys(PRECISION_RADIUS).join("','")}']) p`
			);
			expect(Object.fromEntries(rows.map(({ precision, radius }) => [precision, radius]))).toEqual(
				PRECISION_RADIUS
			);
		});

		test('two exact places of one square are shown as the same', async () => {
			const points = await Promise.all(
				([EXACT, [EXACT[0] + 0.001, EXACT[1] - 0.001]] as LngLat[]).map(async (point) => {
					const { id } = await submit('trusted_contributor', { point, public_precision: 'near' });
					return (await publicReport(id))!.point;
				})
			);
			expect(points[0]).toEqual(points[1]);
		});

		test('what was changed before anyone could read the report is not in its public history', async () => {
			const { id } = await submit('contributor', { title: 'My neighbour Name saw it' });
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'correct_report', {
				report_id: id,
				patch: { title: 'Seen', point: [37.7, 48.1], geo_precision: 'near', uncertainty_m: 25_000 },
				reason: 'no names'
			});
			await ask('moderator', 'publish_report', { report_id: id });
			expect((await history('anonymous', id)).map(({ reason }) => reason)).toEqual([
				'Reviewed',
				'First seen'
			]);
			expect((await history('moderator', id)).map(({ reason }) => reason)).toContain('no names');
		});

		test('a public place that is made less exact does not stay in the history', async () => {
			const id = await published();
			await ask('moderator', 'correct_report', {
				report_id: id,
				patch: { point: [37.7, 48.1], geo_precision: 'near', uncertainty_m: 25_000 },
				reason: 'too exact'
			});
			const [correction] = await history('anonymous', id);
			expect(correction!.changes).toMatchObject({ point: { from: null, to: [37.7, 48.1] } });
			expect(JSON.stringify(await history('moderator', id))).not.toContain('48.137');
		});

		test('a link is public only with its report', async () => {
			const link = `https://t.me/somewhere/${++n}`;
			const { id } = await submit('contributor', { citations: [link] });
			const cited = async () => (await as('anonymous').from('citations').select('url').eq('url', link)).data;
			expect(await cited()).toEqual([]);
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'publish_report', { report_id: id });
			expect(await cited()).toEqual([{ url: link }]);
		});
	});

	describe('sending', () => {
		test('twenty copies sent at once are one report with one answer', async () => {
			const sent = {
				facts: { ...FACTS, title: 'Sent twenty times' },
				idempotency_key: randomUUID(),
				receipt_hash: await newHash()
			};
			const answers = await Promise.all(
				Array.from({ length: 20 }, () => ask<Row>('anonymous', 'submit_report', sent))
			);
			expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
			const { data } = await as('moderator').from('reports').select('id').eq('title', 'Sent twenty times');
			expect(data).toEqual([{ id: answers[0]!.report_id }]);
		});

		test('a key that was used answers nobody else and no other report', async () => {
			const sent = { facts: FACTS, idempotency_key: randomUUID(), receipt_hash: await newHash() };
			await ask('anonymous', 'submit_report', sent);
			for (const other of [
				{ ...sent, receipt_hash: await newHash() },
				{ ...sent, facts: { ...FACTS, title: 'Another' } }
			])
				await expect(ask('anonymous', 'submit_report', other)).rejects.toThrow('used for another report');
			await expect(ask('contributor', 'submit_report', sent)).rejects.toThrow('used for another report');
		});

		test.each([
			['a point beyond the pole', { point: [37, 90.0001] }, 'point'],
			['a point of words', { point: ['NaN', 48] }, 'point'],
			['three coordinates', { point: [37, 48, 1] }, 'point'],
			['tomorrow', { occurred_at: '2999-01-01' }, 'occurred_at'],
			['no title', { title: ' ' }, 'title'],
			['an override of direction', { title: 'a\u202eb' }, 'title'],
			['a zero-width text', { summary: 'a\u200bb' }, 'summary'],
			['a script', { citations: ['javascript:alert(1)'] }, 'citations'],
			['a password', { citations: ['https://a:b@c.example'] }, 'citations'],
			[
				'a public place more exact than the known',
				{ geo_precision: 'near', public_precision: 'exact' },
				'public_precision'
			],
			['an endless delay', { delay_minutes: 20_161 }, 'delay_minutes'],
			["a machine's mark", { sensitivity: ['deleted_by_source'] }, 'sensitivity'],
			['a grade of the sender', { credibility: 1 }, 'a field'],
			['an unknown type', { event_type: 'shellling' }, 'event_type']
		])('%s is refused and nothing is half-stored', async (_, facts, field) => {
			const count = async () =>
				(await as('moderator').from('reports').select('id', { count: 'exact', head: true })).count;
			const before = await count();
			await expect(submit('anonymous', facts as Facts)).rejects.toThrow(field);
			expect(await count()).toBe(before);
		});

		test('without an account there must be a receipt, and the server sends nothing', async () => {
			const sent = { facts: FACTS, idempotency_key: randomUUID() };
			await expect(ask('anonymous', 'submit_report', sent)).rejects.toThrow('needs a receipt');
			await expect(ask('service', 'submit_report', sent)).rejects.toThrow();
		});

		test.each([
			['anonymous', {}, 'submitted'],
			['viewer', {}, 'submitted'],
			['contributor', {}, 'submitted'],
			['trusted_contributor', {}, 'unreviewed'],
			['trusted_contributor', { sensitivity: ['threatens_civilian_safety'] }, 'submitted'],
			['trusted_contributor', { delay_minutes: 60 }, 'submitted']
		] as const)('a report of %s with %j begins as %s', async (who, facts, state) => {
			expect(await stateOf((await submit(who, facts as Facts)).id)).toBe(state);
		});

		test('without a link, it rests on who sent it: one voice that cannot be judged', async () => {
			const ids = [
				await submit('trusted_contributor'),
				await submit('trusted_contributor', {
					contact: { may_be_asked: false, address: null, credit_as: 'M. K.' }
				})
			].map(({ id }) => id);
			const reports = await Promise.all(ids.map(publicReport));
			expect(reports).toMatchObject([
				{ origins: 1, reliability: 'F', citations: [{ publisher: CONTRIBUTOR, title: null, url: null }] },
				{ origins: 1, reliability: 'F', citations: [{ publisher: CONTRIBUTOR, title: 'M. K.' }] }
			]);
			const [kept, merged] = ids;
			await ask('moderator', 'merge_reports', { kept, merged, reason: 'the same' });
			expect(await publicReport(kept!)).toMatchObject({ origins: 1 });
		});

		test('a link of a listed source is cited as that source, with the voice of its group', async () => {
			const { id } = await submit('trusted_contributor', {
				citations: [
					'https://www.example.org/grouped/12?single',
					'https://example.org/known',
					'https://elsewhere.example/a?b'
				]
			});
			const report = (await publicReport(id)) as { origins: number; citations: Row[] };
			expect(
				report.citations.map(({ source, publisher, origin }) => [source, publisher, origin]).sort()
			).toEqual([
				[null, 'elsewhere.example', 'link:elsewhere.example/a'],
				['grouped', null, 'group:one voice'],
				['known', null, 'link:example.org/known']
			]);
		});
	});

	describe('with a receipt', () => {
		test('the state is told, questions are answered once, and a wrong receipt gives nothing', async () => {
			const { id, receipt } = await submit('anonymous');
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'ask_contributor', { report_id: id, question: 'Where from?' });
			type Status = { state: string; questions: { id: number; answer: string | null }[] };
			const status = () => ask<Status>('anonymous', 'submission_status', { receipt_hash: receipt });
			expect(await ask('anonymous', 'submission_status', { receipt_hash: await newHash() })).toBeNull();
			const { state, questions } = await status();
			expect([state, questions.length]).toEqual(['needs_help', 1]);
			const answer = { question_id: questions[0]!.id, answer: 'From the roof' };
			for (const receipt_hash of [null, await newHash()])
				await expect(ask('anonymous', 'answer_question', { ...answer, receipt_hash })).rejects.toThrow(
					'no such question'
				);
			await expect(ask('contributor', 'answer_question', answer)).rejects.toThrow('no such question');
			await ask('anonymous', 'answer_question', { ...answer, receipt_hash: receipt });
			expect(await status()).toMatchObject({ state: 'in_review', questions: [{ answer: 'From the roof' }] });
			await expect(ask('anonymous', 'answer_question', { ...answer, receipt_hash: receipt })).rejects.toThrow(
				'is answered'
			);
		});
	});

	describe('two persons', () => {
		const second = { waits_for: 'second_person' };
		const done = { waits_for: null };

		test('one moderator alone does not confirm, however often', async () => {
			const id = await published();
			const confirm = { report_id: id, credibility: 1, reason: 'three independent films' };
			for (const who of ['moderator', 'moderator'] as const)
				expect(await ask(who, 'grade_claim', confirm)).toMatchObject(second);
			expect((await publicReport(id))!.credibility).toBe(6);
			expect(await ask('second', 'grade_claim', confirm)).toMatchObject(done);
			expect(await publicReport(id)).toMatchObject({
				credibility: 1,
				credibility_reason: 'three independent films'
			});
		});

		test('who agrees, agrees to the report as it is', async () => {
			const id = await published();
			const confirm = { report_id: id, credibility: 1, reason: 'films' };
			await ask('moderator', 'grade_claim', confirm);
			await ask('moderator', 'correct_report', {
				report_id: id,
				patch: { title: 'Something else' },
				reason: 'a slip'
			});
			expect(await ask('second', 'grade_claim', confirm)).toMatchObject(second);
			expect(await ask('moderator', 'grade_claim', confirm)).toMatchObject(done);
		});

		test('what threatens civilians is published, and loses its mark, by two', async () => {
			const { id } = await submit('contributor', { sensitivity: ['threatens_civilian_safety'] });
			await ask('moderator', 'claim_report', { report_id: id });
			const unmark = { report_id: id, patch: { sensitivity: [] }, reason: 'no danger' };
			expect(await ask('moderator', 'correct_report', unmark)).toMatchObject(second);
			expect(await ask('moderator', 'publish_report', { report_id: id })).toMatchObject(second);
			expect(await publicReport(id)).toBeNull();
			expect(await ask('second', 'publish_report', { report_id: id })).toMatchObject(done);
			expect(await stateOf(id)).toBe('published');
		});

		test('a retraction is by two, and the address stays, with the reason', async () => {
			const id = await published();
			const retract = { report_id: id, reason: 'the film is from 2015' };
			expect(await ask('moderator', 'retract_report', retract)).toMatchObject(second);
			expect(await stateOf(id)).toBe('published');
			expect(await ask('second', 'retract_report', retract)).toMatchObject(done);
			expect(await publicReport(id)).toMatchObject({
				id,
				state: 'retracted',
				state_reason: 'the film is from 2015'
			});
			expect((await history('anonymous', id))[0]).toMatchObject({
				reason: 'the film is from 2015',
				changed_by_role: 'moderator'
			});
		});

		test('hiding is no way around it: what was published is not rejected', async () => {
			const id = await published();
			await ask('moderator', 'hide_report', { report_id: id, reason: 'at once' });
			expect(await publicReport(id)).toBeNull();
			await expect(ask('moderator', 'reject_report', { report_id: id, reason: 'gone' })).rejects.toThrow(
				'no way to reject'
			);
		});

		test('who is no moderator any more has not agreed', async () => {
			const id = await published();
			await ask('second', 'retract_report', { report_id: id, reason: 'a test' });
			await ask('admin', 'grant_role', {
				email: 'second@people.example',
				role: 'contributor',
				reason: 'left'
			});
			expect(await ask('moderator', 'retract_report', { report_id: id, reason: 'a test' })).toMatchObject(
				second
			);
			await ask('admin', 'grant_role', {
				email: 'second@people.example',
				role: 'moderator',
				reason: 'is back'
			});
		});

		test('an operator may switch it off', async () => {
			const id = await published();
			await ask('admin', 'change_switches', { patch: { two_person_retraction: false }, reason: 'alone' });
			expect(await ask('moderator', 'retract_report', { report_id: id, reason: 'a test' })).toMatchObject(
				done
			);
			await ask('admin', 'change_switches', { patch: { two_person_retraction: true }, reason: 'two again' });
		});
	});

	test('two moderators do not work on one report', async () => {
		const { id } = await submit('contributor');
		await ask('moderator', 'claim_report', { report_id: id });
		for (const act of ['claim_report', 'publish_report', 'release_report'])
			await expect(ask('second', act, { report_id: id })).rejects.toThrow('another moderator works on this');
		await ask('admin', 'release_report', { report_id: id });
		expect(await ask('second', 'claim_report', { report_id: id })).toMatchObject({ state: 'in_review' });
	});

	test('a correction of a public report is public: what, which role, why', async () => {
		const id = await published();
		await ask('moderator', 'correct_report', {
			report_id: id,
			patch: { title: 'Corrected' },
			reason: 'a typing mistake'
		});
		expect((await history('anonymous', id))[0]).toMatchObject({
			changed_by_role: 'moderator',
			reason: 'a typing mistake',
			changes: { title: { to: 'Corrected' } }
		});
		await expect(
			ask('moderator', 'correct_report', { report_id: id, patch: { state: 'rejected' }, reason: 'a test' })
		).rejects.toThrow('decided by an act of its own');
	});

	describe('time', () => {
		test('a delayed report waits, also when it is approved, and then comes by itself', async () => {
			const { id } = await submit('contributor', { delay_minutes: 60 });
			await ask('moderator', 'claim_report', { report_id: id });
			expect(await ask('moderator', 'publish_report', { report_id: id })).toMatchObject({
				waits_for: 'time'
			});
			await ask('service', 'publish_due');
			expect(await publicReport(id)).toBeNull();
			await lane.owner(
				`update public.submissions set received_at = now() - interval '61 minutes' where report_id = ${id}`
			);
			expect(await publishDue(lane.backend)).toBe(1);
			expect(await publicReport(id)).toMatchObject({ state: 'published' });
		});

		test('what is corrected after it was approved must be approved again', async () => {
			const { id } = await submit('contributor', { delay_minutes: 60 });
			await ask('moderator', 'claim_report', { report_id: id });
			await ask('moderator', 'publish_report', { report_id: id });
			await ask('second', 'correct_report', { report_id: id, patch: { title: 'Other' }, reason: 'a test' });
			await lane.owner(
				`update public.submissions set received_at = now() - interval '61 minutes' where report_id = ${id}`
			);
			await ask('service', 'publish_due');
			expect(await publicReport(id)).toBeNull();
		});

		test('a front that is held back publishes nothing before, not even by its sources', async () => {
			await ask('moderator', 'hold_front', { theatre: 'ukraine', hours: 6, reason: 'an evacuation' });
			const trusted = await submit('trusted_contributor');
			const { id } = await submit('contributor');
			await ask('moderator', 'claim_report', { report_id: id });
			expect(await ask('moderator', 'publish_report', { report_id: id })).toMatchObject({
				waits_for: 'time'
			});
			const { report_id: machine } = await ingested();
			expect(await Promise.all([trusted.id, id, machine].map(publicReport))).toEqual([null, null, null]);
			await ask('moderator', 'hold_front', { theatre: 'ukraine', hours: 0, reason: 'it is over' });
			expect(await ask<number>('service', 'publish_due')).toBe(3);
			expect(
				(await Promise.all([trusted.id, id, machine].map(publicReport))).map((report) => report!.state)
			).toEqual(['unreviewed', 'published', 'unreviewed']);
		});

		/** A report of a source, as ingestion places it. */
		async function ingested(): Promise<{ report_id: number }> {
			const external_id = `held-${++n}`;
			const page = {
				url: 'https://example.org',
				fetched_at: FACTS.occurred_at,
				sha256: String(n).padStart(64, '0'),
				connector: 'feed',
				bytes: ''
			};
			const [stored] = await ask<{ post_id: number }[]>('service', 'store_posts', {
				source: 'known',
				page,
				posts: [{ external_id, text: external_id }]
			});
			const { citations: _c, delay_minutes: _d, public_precision: _p, contact: _k, ...facts } = FACTS;
			await ask('service', 'place_posts', {
				placements: [{ post_id: stored!.post_id, outcome: 'placed', report: facts }]
			});
			const { data } = await as('moderator')
				.from('citations')
				.select('report_id')
				.eq('post_id', stored!.post_id)
				.single();
			return data as { report_id: number };
		}
	});

	describe('duplicates', () => {
		const cited = (...citations: string[]) => published({ citations });

		test('a merge takes the citations over and counts origins anew; a split gives all of it back', async () => {
			const [kept, merged] = [
				await cited('https://a.example/1', 'https://b.example/2'),
				await cited('https://a.example/1', 'https://c.example/3')
			];
			const pair = async () =>
				JSON.stringify(
					await Promise.all(
						[kept, merged].map(async (id) => {
							const { revision: _r, updated_at: _u, ...rest } = (await publicReport(id))!;
							return rest;
						})
					)
				);
			const before = await pair();
			// The link both give is one voice.
			expect(
				await ask('moderator', 'merge_reports', { kept, merged, reason: 'the same strike' })
			).toMatchObject({ origins: 3 });
			expect(await publicReport(kept)).toMatchObject({ origins: 3 });
			expect(await publicReport(merged)).toBeNull();
			expect(await ask('anonymous', 'report_successor', { report_id: merged })).toBe(kept);
			expect((await history('anonymous', kept))[0]).toMatchObject({
				reason: 'the same strike',
				changes: { origins: { from: 2, to: 3 } }
			});
			expect(await ask('second', 'split_report', { report_id: merged, reason: 'two strikes' })).toMatchObject(
				{ state: 'published' }
			);
			expect(await pair()).toBe(before);
			expect(await ask('anonymous', 'report_successor', { report_id: merged })).toBeNull();
		});

		test('a chain is taken apart from its end', async () => {
			const [a, b, c] = [
				await cited('https://a.example/4'),
				await cited('https://b.example/5'),
				await cited('https://c.example/6')
			];
			await ask('moderator', 'merge_reports', { kept: b, merged: c, reason: 'a test' });
			await ask('moderator', 'merge_reports', { kept: a, merged: b, reason: 'a test' });
			expect(await ask('anonymous', 'report_successor', { report_id: c })).toBe(a);
			await expect(ask('moderator', 'split_report', { report_id: c, reason: 'a test' })).rejects.toThrow(
				'is merged itself'
			);
			await ask('moderator', 'split_report', { report_id: b, reason: 'a test' });
			await ask('moderator', 'split_report', { report_id: c, reason: 'a test' });
			for (const id of [a, b, c])
				expect(await publicReport(id)).toMatchObject({ origins: 1, state: 'published' });
		});

		test('a merge is no way around a delay, nor into a withdrawn report or itself', async () => {
			const kept = await published();
			const { id } = await submit('contributor', {
				delay_minutes: 60,
				citations: ['https://early.example/1']
			});
			const merge = (into: number, merged: number) =>
				ask('moderator', 'merge_reports', { kept: into, merged, reason: 'a test' });
			await expect(merge(kept, id)).rejects.toThrow('not to be public yet');
			await expect(merge(kept, kept)).rejects.toThrow('into itself');
			const { id: rejected } = await submit('contributor');
			await ask('moderator', 'reject_report', { report_id: rejected, reason: 'a test' });
			await expect(merge(rejected, kept)).rejects.toThrow('takes no other in');
		});
	});

	test('a letter of a source is audited, and who set it is not public', async () => {
		await ask('moderator', 'grade_source', { source: 'known', reliability: 'B', reason: 'a long record' });
		const { data } = await as('admin').from('audit_log').select('actor, reason').eq('act', 'grade_source');
		expect(data).toEqual([{ actor: ids.moderator, reason: 'a long record' }]);
		const { data: letters } = await as('anonymous').from('source_grades').select('*').eq('source', 'known');
		expect(letters).toHaveLength(1);
		expect(JSON.stringify(letters)).not.toContain(ids.moderator);
	});

	describe('switches and roles', () => {
		test.each(['anonymous', 'viewer', 'contributor', 'trusted_contributor', 'moderator'] as const)(
			'%s changes no switch and gives no role',
			async (who) => {
				await expect(
					ask(who, 'change_switches', { patch: { read_only: true }, reason: 'a test' })
				).rejects.toThrow();
				await expect(
					ask(who, 'grant_role', { email: 'viewer@people.example', role: 'admin', reason: 'a test' })
				).rejects.toThrow();
			}
		);

		test('read-only stops every person and no source', async () => {
			const id = await published();
			await ask('admin', 'change_switches', { patch: { read_only: true }, reason: 'a crisis' });
			try {
				await expect(submit('contributor')).rejects.toThrow('nothing can be changed at the moment');
				await expect(ask('moderator', 'hide_report', { report_id: id, reason: 'a test' })).rejects.toThrow(
					'nothing can be changed'
				);
				await expect(
					ask('moderator', 'grade_source', { source: 'known', reliability: 'A', reason: 'a test' })
				).rejects.toThrow('nothing can be changed');
				expect(
					await ask<number>('service', 'revise_report', {
						report_id: id,
						patch: { summary: 'x' },
						reason: 'a test'
					})
				).toBeGreaterThan(1);
			} finally {
				await ask('admin', 'change_switches', { patch: { read_only: false }, reason: 'it is over' });
			}
		});

		test('submissions are closed and opened, and everyone can see it', async () => {
			await ask('admin', 'change_switches', { patch: { submissions_open: false }, reason: 'a flood' });
			expect(await ask('anonymous', 'switches')).toMatchObject({ submissions_open: false, read_only: false });
			await expect(submit('contributor')).rejects.toThrow('not taken at the moment');
			await ask('service', 'change_switches', { patch: { submissions_open: true }, reason: 'it is over' });
			expect((await submit('contributor')).id).toBeGreaterThan(0);
		});

		test('the last admin stays', async () => {
			const demote = { email: 'admin@people.example', role: 'viewer', reason: 'a test' };
			await expect(ask('admin', 'grant_role', demote)).rejects.toThrow('the last admin');
			await expect(ask('admin', 'grant_role', { ...demote, role: 'king' })).rejects.toThrow('no role "king"');
			await expect(ask('admin', 'grant_role', { ...demote, email: 'nobody@people.example' })).rejects.toThrow(
				'nobody has signed up'
			);
		});

		test('the audit log is changed by nobody: not by an admin, not by the server, not by the owner', async () => {
			const { data } = await as('admin').from('audit_log').select('id, reason').limit(1);
			expect(data).toHaveLength(1);
			for (const who of ['moderator', 'admin', 'service'] as const) {
				expect(
					(await as(who).from('audit_log').update({ reason: 'other' }).eq('id', data![0]!.id)).error
				).not.toBeNull();
				expect((await as(who).from('audit_log').delete().eq('id', data![0]!.id)).error).not.toBeNull();
				expect((await as(who).from('audit_log').insert({ act: 'x', actor_role: 'x' })).error).not.toBeNull();
			}
			for (const sql of [
				`update public.audit_log set reason = 'x'`,
				'delete from public.audit_log',
				'truncate public.audit_log'
			])
				await expect(lane.owner(sql)).rejects.toThrow('audit_log is append-only');
		});
	});
});
