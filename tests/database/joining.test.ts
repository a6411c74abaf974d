/** Offering to a public report what it already tells of. What nobody may learn or do comes first. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coarsePoint, GEO_PRECISIONS, type LngLat } from '#lib/domain/location.ts';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import type { Database } from '#lib/server/database.ts';
import { onEachLane, openLane, type Lane, type Row } from '../support/lanes.ts';
import { memberSql, reportSql } from '../support/world.ts';

const FACTS = { citations: ['https://t.me/seen/1'], summary: 'I filmed it', contact: null };
const newHash = () =>
	receiptHash(receiptFrom(Uint8Array.from({ length: RECEIPT_BYTES }, () => 256 * Math.random())));
/** One report of each state, numbered in their order. */
const ID = Object.fromEntries(REPORT_STATES.map((state, i) => [state, 100 + i]));
const CITED = 'https://t.me/known/7';

onEachLane((name) => {
	let lane: Lane;
	let people: Record<'anonymous' | 'viewer' | 'other' | 'moderator' | 'service', Database>;
	const ask = async <T = Row>(who: keyof typeof people, what: string, args: object): Promise<T> => {
		const { data, error } = await people[who].rpc(what, args);
		if (error) throw new Error(error.message);
		return data as T;
	};
	const offer = async (who: keyof typeof people, args: object = {}) => {
		const receipt = await newHash();
		const sent = {
			report_id: ID['published'],
			facts: FACTS,
			idempotency_key: randomUUID(),
			receipt_hash: receipt
		};
		return {
			answer: await ask(who, 'join_report', { ...sent, ...args }),
			receipt,
			sent: { ...sent, ...args }
		};
	};
	const waiting = async () => {
		const { data } = await people.moderator.from('offers').select('id').eq('state', 'waiting').order('id');
		return data!.map(({ id }) => id as number);
	};

	beforeAll(async () => {
		lane = await openLane(name);
		const [viewer, other, moderator] = [
			await lane.signUp('viewer'),
			await lane.signUp('other'),
			await lane.signUp('moderator')
		];
		await lane.owner(
			[
				memberSql(moderator.id, 'moderator'),
				...REPORT_STATES.map((state) => reportSql(ID[state]!, state)),
				...REPORT_STATES.map(
					(state) => `insert into public.citations (report_id, publisher, url, origin)
						values (${ID[state]}, 'Known', '${CITED}', 'link:known');`
				),
				`insert into public.reports (id, theatre, title, event_type, occurred_at, time_precision, geom, place_name,
					geo_precision, uncertainty_m, state, is_demo, demo_key) overriding system value
				values (99, 'ukraine', 'A demo', 'shelling', '2023-11-01T10:00:00Z', 'hour',
					'srid=4326;point(37.745 48.139)'::extensions.geography, 'Avdiivka', 'settlement', 1000, 'unreviewed', true, 'demo');`
			].join('\n')
		);
		tokens = [viewer.token, other.token, moderator.token];
		reopen();
	});
	let tokens: string[] = [];
	/** The embedded database is another one once its owner wrote into it. */
	function reopen(): void {
		const { backend } = lane;
		const [viewer = '', other = '', moderator = ''] = tokens;
		people = {
			anonymous: backend.anonymous,
			viewer: backend.as(viewer),
			other: backend.as(other),
			moderator: backend.as(moderator),
			service: backend.service
		};
	}
	afterAll(() => lane?.close());

	describe('reports that are alike', () => {
		const similar = (who: keyof typeof people, args: object = {}) =>
			ask<number[]>(who, 'public_reports_like', {
				...{ links: [], point: [37.74, 48.14], reach: 5_000, occurred_at: '2023-11-01T12:00:00Z' },
				...args
			});
		const PUBLIC = [ID['unreviewed'], ID['published']];

		test.each(['anonymous', 'viewer', 'moderator'] as const)(
			'%s learns of public ones, and of no other nor of the demo',
			async (who) => {
				expect((await similar(who)).toSorted()).toEqual(PUBLIC);
				const elsewhere = { links: [CITED], point: [0, 15], occurred_at: '2020-01-01T00:00:00Z' };
				expect((await similar(who, elsewhere)).toSorted()).toEqual(PUBLIC);
			}
		);

		test.each([
			['farther away', { point: [37.9, 48.139] }],
			['another day', { occurred_at: '2023-11-03T12:00:00Z' }],
			['another link', { links: ['https://t.me/known/8'], point: [0, 15] }]
		])('%s: none', async (_, args) => {
			expect(await similar('anonymous', args)).toEqual([]);
		});
	});

	describe('what is refused', () => {
		test.each(REPORT_STATES.filter((state) => !['unreviewed', 'published'].includes(state)))(
			'joining a report that is %s looks like joining none',
			async (state) => {
				await expect(offer('anonymous', { report_id: ID[state] })).rejects.toThrow('no public report');
			}
		);

		test('a real report is not joined to the demo', async () => {
			await expect(offer('anonymous', { report_id: 99 })).rejects.toThrow('no public report');
		});

		test.each([
			['a script', { citations: ['javascript:alert(1)'] }, 'citations'],
			[
				'eleven links',
				{ citations: Array.from({ length: 11 }, (_, i) => `https://a.example/${i}`) },
				'citations'
			],
			['an override of direction', { summary: 'a\u202eb' }, 'summary'],
			['a number for a text', { summary: 1 }, 'summary'],
			['a field of its own', { credibility: 1 }, 'a field'],
			['nothing', { citations: [], summary: '' }, 'offers']
		])('%s', async (_, facts, field) => {
			const before = await waiting();
			await expect(offer('anonymous', { facts: { ...FACTS, ...facts } })).rejects.toThrow(field);
			expect(await waiting()).toEqual(before);
		});

		test('without an account there must be a receipt, and the server offers nothing', async () => {
			await expect(offer('anonymous', { receipt_hash: null })).rejects.toThrow('needs a receipt');
			await expect(offer('service')).rejects.toThrow();
		});

		test('a key that was used answers nobody else and no other offer', async () => {
			const { sent } = await offer('anonymous');
			for (const other of [{ receipt_hash: await newHash() }, { report_id: ID['unreviewed'] }])
				await expect(ask('anonymous', 'join_report', { ...sent, ...other })).rejects.toThrow(
					'another report'
				);
			await expect(ask('viewer', 'join_report', sent)).rejects.toThrow('another report');
		});

		test('nobody but moderators decides, and not even they without a reason', async () => {
			await offer('viewer');
			const offer_id = (await waiting()).at(-1)!;
			for (const who of ['anonymous', 'viewer', 'other', 'service'] as const)
				await expect(ask(who, 'decide_offer', { offer_id, take: true, reason: 'a test' })).rejects.toThrow();
			await expect(ask('moderator', 'decide_offer', { offer_id, take: true, reason: ' ' })).rejects.toThrow(
				'reason'
			);
		});
	});

	test('an offer is seen by who made it and by moderators, and changes nothing in public', async () => {
		const { answer } = await offer('viewer', { facts: { ...FACTS, summary: 'Only for you' } });
		expect(answer).toMatchObject({ report_id: ID['published'] });
		const seen = async (who: keyof typeof people) =>
			(await people[who].from('offers').select('note').eq('note', 'Only for you')).data;
		expect(await Promise.all((['viewer', 'other', 'moderator'] as const).map(seen))).toEqual([
			[{ note: 'Only for you' }],
			[],
			[{ note: 'Only for you' }]
		]);
		const report = await ask('anonymous', 'report_json', { report_id: ID['published'] });
		expect(JSON.stringify(report)).not.toContain('t.me/seen');
	});

	test('twenty copies sent at once are one offer with one answer', async () => {
		const before = await waiting();
		const sent = {
			...{
				report_id: ID['published'],
				facts: FACTS,
				idempotency_key: randomUUID(),
				receipt_hash: await newHash()
			}
		};
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => ask('anonymous', 'join_report', sent))
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await waiting()).toHaveLength(before.length + 1);
	});

	test('files come along with an offer alone, are private, and go when it is declined', async () => {
		const sha = (text: string) => createHash('sha256').update(text).digest('hex');
		const upload = async () => {
			const [key_hash, sum] = [sha(randomUUID()), sha(randomUUID())];
			const facts = {
				...{
					kind: 'image',
					mime: 'image/webp',
					width: 3,
					height: 2,
					duration_s: null,
					bytes: 9,
					phash: null
				},
				...{ sha256_received: sum, sha256: sum }
			};
			return { id: await ask<string>('service', 'keep_media', { facts, key_hash }), key_hash };
		};
		const { receipt } = await offer('viewer');
		const offer_id = (await waiting()).at(-1)!;
		const first = await upload();
		const attach = (who: keyof typeof people, receipt_hash: string, files = [first]) =>
			ask<{ attached: string[]; missing: number }>(who, 'attach_offered_media', {
				files: files.map(({ key_hash }) => ({ key_hash, sensitive: true, alt: 'A yard' })),
				receipt_hash
			});
		await expect(attach('anonymous', receipt)).rejects.toThrow('only who made the offer');
		await expect(attach('other', receipt)).rejects.toThrow('only who made the offer');
		await expect(attach('viewer', await newHash())).rejects.toThrow('only who made the offer');
		await expect(attach('service', receipt)).rejects.toThrow('permission denied');
		await expect(attach('viewer', receipt, Array(11).fill(first))).rejects.toThrow('at most 10');
		const unknown = { id: '', key_hash: sha('nobody') };
		for (let i = 0; i < 2; i++)
			expect(await attach('viewer', receipt, [first, unknown])).toEqual({ attached: [first.id], missing: 1 });

		const seen = async (who: keyof typeof people) =>
			(await people[who].from('media').select('state, sensitive, offer_id').eq('id', first.id)).data ?? [];
		const kept = [{ state: 'private', sensitive: true, offer_id }];
		expect([await seen('viewer'), await seen('moderator')]).toEqual([kept, kept]);
		expect([await seen('other'), await seen('anonymous')]).toEqual([[], []]);
		expect(await ask('anonymous', 'media_file', { media_id: first.id })).toBeNull();
		// Not those of the report: its sender is somebody else.
		await lane.owner(`insert into public.submissions (report_id, contributor, point, geo_precision, uncertainty_m, delay_minutes)
			select ${ID['published']}, id, 'srid=4326;point(37.7411 48.1377)'::extensions.geography, 'exact', 50, 0
			from auth.users where email = 'other@people.example';`);
		reopen();
		expect(await seen('other')).toEqual([]);
		// What was shown stays; the rest is deleted with the offer.
		const second = await upload();
		await attach('viewer', receipt, [second]);
		await ask('moderator', 'show_media', { media_id: second.id, reason: 'Looked at' });
		await ask('moderator', 'decide_offer', { offer_id, take: false, reason: 'the same again' });
		expect(await ask('service', 'abandoned_media', {})).toEqual([first.id]);
		expect(await ask('anonymous', 'media_file', { media_id: second.id })).toMatchObject({ is_public: true });
		await expect(attach('viewer', receipt)).rejects.toThrow('takes no media');
	});

	test('taken, its links are citations with a revision; the receipt tells', async () => {
		const link = 'https://www.example.org/film/9';
		const { receipt } = await offer('anonymous', { facts: { ...FACTS, citations: [link] } });
		const status = () => ask('anonymous', 'submission_status', { receipt_hash: receipt });
		expect(await status()).toMatchObject({ kind: 'offer', state: 'waiting', is_public: true });
		const offer_id = (await waiting()).at(-1)!;
		const brought = () =>
			ask<{ offers: Row[] }>('moderator', 'review_material', { report_id: ID['published'] });
		const listed = async () =>
			(await ask<Row[]>('moderator', 'material_waiting', {})).map(({ report_id, offers }) => [
				report_id,
				offers
			]);
		const waitingNow = (await waiting()).length;
		expect((await brought()).offers).toContainEqual(
			expect.objectContaining({ id: offer_id, state: 'waiting', links: [link], note: 'I filmed it' })
		);
		expect(Object.fromEntries(await listed())).toMatchObject({ [ID['published']!]: waitingNow });
		await ask('moderator', 'decide_offer', { offer_id, take: true, reason: 'another angle' });
		expect((await listed()).reduce((sum, [, offers]) => sum + Number(offers), 0)).toBe(waitingNow - 1);
		expect(await status()).toMatchObject({ state: 'taken', report_id: ID['published'] });
		const report = await ask<{ citations: Row[] }>('anonymous', 'report_json', {
			report_id: ID['published']
		});
		expect(report.citations).toContainEqual(expect.objectContaining({ url: link, publisher: 'example.org' }));
		const [revision] = await ask<Row[]>('anonymous', 'report_history', { report_id: ID['published'] });
		expect(revision).toMatchObject({ reason: 'another angle', changes: { origins: { to: 2 } } });
		await expect(
			ask('moderator', 'decide_offer', { offer_id, take: false, reason: 'again' })
		).rejects.toThrow('waits');
	});

	test('in a crisis nothing is offered', async () => {
		const turn = (patch: object) => ask('service', 'change_switches', { patch, reason: 'a test' });
		await turn({ submissions_open: false });
		await expect(offer('anonymous')).rejects.toThrow('not taken');
		await turn({ submissions_open: true, read_only: true });
		await expect(offer('anonymous')).rejects.toThrow('nothing can be changed');
		await turn({ read_only: false });
	});

	// Last: the embedded database is opened anew for its owner.
	test('the form draws the circle that the database will publish', async () => {
		const cases = [
			[34.46678, 31.50152],
			[-0.04321, 16.2719],
			[37.741123, 48.137654]
		].flatMap((point) => GEO_PRECISIONS.map((precision) => ({ point: point as LngLat, precision })));
		const values = cases.map(
			({ point, precision }) => `('[${point}]'::jsonb, private.precision_radius('${precision}'))`
		);
		const rows = await lane.owner(
			`select private.coarse_point(p, m) as point from (values ${values.join(', ')}) v (p, m)`
		);
		const drawn = cases.map(({ point, precision }) => coarsePoint(point, precision));
		rows.forEach(({ point }, i) => {
			expect((point as LngLat)[0]).toBeCloseTo(drawn[i]![0], 4);
			expect((point as LngLat)[1]).toBeCloseTo(drawn[i]![1], 4);
		});
		expect(rows).toHaveLength(cases.length);
	});
});
