/**
 * Media and proofs of reports, on both databases: what a person may not do with them first. The bytes are in Storage,
 * which only our server's own key opens.
 */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proof } from '#lib/domain/geolocation-proof.ts';
import type { PublicMedia } from '#lib/domain/media.ts';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import type { ReportState } from '#lib/domain/report.ts';
import type { Database } from '#lib/server/database.ts';
import { attach, discard, sweep } from '#lib/server/media/media.ts';
import * as store from '#lib/server/media/store.ts';
import { onEachLane, openLane, type Lane, type Row } from '../support/lanes.ts';
import { memberSql, reportSql } from '../support/world.ts';

const PEOPLE = ['viewer', 'contributor', 'moderator', 'second'] as const;
type Name = (typeof PEOPLE)[number];
type Who = Name | 'anonymous' | 'service';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
let n = 0;
const PICTURE = () => ({
	kind: 'image',
	mime: 'image/webp',
	width: 640,
	height: 480,
	duration_s: null,
	bytes: 1_000,
	sha256_received: sha(`received ${++n}`),
	sha256: sha(`stored ${n}`),
	phash: null as string | null
});
const FILE = { sensitive: false, alt: null };

onEachLane((name) => {
	let lane: Lane;
	const ids = {} as Record<Name, string>;
	const tokens = {} as Record<Name, string>;
	const as = (who: Who): Database =>
		who === 'anonymous' || who === 'service' ? lane.backend[who] : lane.backend.as(tokens[who]);
	async function ask<T = Row>(who: Who, what: string, args: object = {}): Promise<T> {
		const { data, error } = await as(who).rpc(what, args);
		if (error) throw new Error(error.message);
		return data as T;
	}

	/** All sent by the contributor. */
	const [PUBLIC, WAITING, OTHER, COARSE, CLAIMED] = [1_001, 1_002, 1_003, 1_004, 1_005] as const;
	beforeAll(async () => {
		lane = await openLane(name);
		for (const who of PEOPLE) ({ id: ids[who], token: tokens[who] } = await lane.signUp(who));
		const states: [number, ReportState][] = [
			[PUBLIC, 'published'],
			[WAITING, 'submitted'],
			[OTHER, 'published'],
			[COARSE, 'published'],
			[CLAIMED, 'submitted']
		];
		await lane.owner(
			[
				memberSql(ids.contributor, 'contributor'),
				memberSql(ids.moderator, 'moderator'),
				memberSql(ids.second, 'moderator'),
				...states.map(([id, state]) => reportSql(id, state, ids.contributor)),
				`update public.submissions set public_precision = 'admin2' where report_id = ${COARSE};`
			].join('\n')
		);
		await store.openStore(lane.backend);
	});
	afterAll(() => lane?.close());

	async function uploaded(facts: Partial<ReturnType<typeof PICTURE>> = {}) {
		const key = randomUUID();
		const args = { facts: { ...PICTURE(), ...facts }, key_hash: sha(key) };
		return { id: await ask<string>('service', 'keep_media', args), key };
	}
	async function attached(report: number, facts: Partial<ReturnType<typeof PICTURE>> = {}) {
		const { id, key } = await uploaded(facts);
		await attach(as('contributor'), report, [{ ...FILE, upload_key: key }]);
		return { id, key };
	}
	async function shown(report: number, facts: Partial<ReturnType<typeof PICTURE>> = {}) {
		const file = await attached(report, facts);
		await ask('moderator', 'show_media', { media_id: file.id, reason: 'Looked at' });
		return file;
	}
	type Shown = { media: PublicMedia[]; proofs: Proof[]; revision: number };
	const report = (id: number, who: Who = 'anonymous') => ask<Shown>(who, 'report_json', { report_id: id });
	const idsOf = async (id: number) => (await report(id)).media.map((file) => file.id);
	const reportAt = (id: number, at: string) =>
		ask<Shown>('anonymous', 'report_json_at', { report_id: id, as_of: at });
	/** The database's clock now, and a little later. */
	async function instant(): Promise<string> {
		const wait = () => new Promise((resolve) => setTimeout(resolve, 30));
		await wait();
		const at = new Date().toISOString();
		await wait();
		return at;
	}

	describe('nobody but our server', () => {
		const strangers = ['anonymous', 'viewer', 'contributor', 'moderator'] as const;
		test.each(strangers)('reads or writes bytes: %s', async (who) => {
			const { service } = lane.backend;
			const path = `${randomUUID()}`;
			await service.storage.from('media').upload(path, Buffer.from('bytes'));
			const { storage } = as(who);
			expect((await storage.from('media').download(path)).data).toBeNull();
			expect((await storage.from('media').list()).data ?? []).toEqual([]);
			expect((await storage.from('media').upload(randomUUID(), Buffer.from('x'))).error).not.toBeNull();
			expect((await storage.from('media').createSignedUrl(path, 60)).data?.signedUrl).toBeUndefined();
			expect((await storage.createBucket(`of-${who}`, { public: true })).error).not.toBeNull();
			await storage.from('media').remove([path]);
			expect((await service.storage.from('media').download(path)).data?.size).toBe(5);
		});

		test.each(strangers)('vouches for a file: %s', async (who) => {
			const args = { facts: PICTURE(), key_hash: sha(randomUUID()) };
			await expect(ask(who, 'keep_media', args)).rejects.toThrow('permission denied');
			await expect(ask(who, 'abandoned_media')).rejects.toThrow('permission denied');
			await expect(ask(who, 'forget_media', { ids: [] })).rejects.toThrow('permission denied');
		});

		test('names an object so that it leads out of its folder', async () => {
			const { storage } = lane.backend.service;
			for (const path of ['../keys.json', 'a/../../keys.json', 'a/b', '%2e%2e/x', '.hidden'])
				expect((await storage.from('media').upload(path, Buffer.from('x'))).error, path).not.toBeNull();
		});
	});

	describe('what a person may not do', () => {
		test('show, hide or compare, who is no moderator', async () => {
			const { id } = await attached(PUBLIC);
			for (const who of ['anonymous', 'viewer', 'contributor', 'service'] as const) {
				await expect(ask(who, 'show_media', { media_id: id, reason: 'a test' })).rejects.toThrow();
				await expect(ask(who, 'hide_media', { media_id: id, reason: 'a test' })).rejects.toThrow();
				await expect(ask(who, 'similar_media', { media_id: id })).rejects.toThrow();
			}
			expect(await idsOf(PUBLIC)).toEqual([]);
		});

		test('see a file that is not shown, or what is known of it', async () => {
			const { id } = await attached(PUBLIC);
			for (const who of ['anonymous', 'viewer', 'service'] as const) {
				expect((await as(who).from('media').select('sha256_received')).data ?? []).toEqual([]);
			}
			for (const who of ['anonymous', 'viewer', 'contributor'] as const)
				expect(await ask(who, 'media_file', { media_id: id })).toBeNull();
			expect(await ask('moderator', 'media_file', { media_id: id })).toEqual({
				kind: 'image',
				mime: 'image/webp',
				is_public: false
			});
		});

		test('not even a shown one, while its report is not public', async () => {
			const { id } = await shown(WAITING);
			expect(await ask('anonymous', 'media_file', { media_id: id })).toBeNull();
			expect((await report(WAITING, 'contributor')).media).toEqual([]);
		});

		test('add to a report of somebody else, or take an upload without its key', async () => {
			const { key } = await uploaded();
			for (const who of ['anonymous', 'viewer', 'moderator'] as const)
				await expect(attach(as(who), PUBLIC, [{ ...FILE, upload_key: key }])).rejects.toThrow(
					'only who sent the report'
				);
			expect(await attach(as('contributor'), PUBLIC, [{ ...FILE, upload_key: randomUUID() }])).toEqual({
				attached: [],
				missing: 1
			});
		});

		test('move a file to another report, or add more than ten', async () => {
			const { key } = await attached(PUBLIC);
			expect(await attach(as('contributor'), OTHER, [{ ...FILE, upload_key: key }])).toEqual({
				attached: [],
				missing: 1
			});
			const keys = await Promise.all(Array.from({ length: 10 }, () => uploaded()));
			const files = keys.map((file) => ({ ...FILE, upload_key: file.key }));
			await expect(attach(as('contributor'), PUBLIC, files)).rejects.toThrow('at most 10 files');
		});

		test('show a file of a report that another moderator works on; hiding waits for nobody', async () => {
			const { id } = await shown(CLAIMED);
			const another = await attached(CLAIMED);
			await ask('second', 'claim_report', { report_id: CLAIMED });
			await expect(ask('moderator', 'show_media', { media_id: another.id, reason: 'x' })).rejects.toThrow(
				'another moderator'
			);
			await ask('moderator', 'hide_media', { media_id: id, reason: 'In a hurry' });
			const { data } = await as('moderator').from('media').select('state').eq('report_id', CLAIMED);
			expect(data).toEqual([{ state: 'private' }, { state: 'private' }]);
		});
	});

	test('a file is shown with a reason, and the report says so: revision, audit, change', async () => {
		const { id } = await attached(OTHER);
		const before = await report(OTHER);
		const cursor = await ask<string>('anonymous', 'change_cursor');
		await expect(ask('moderator', 'show_media', { media_id: id, reason: ' ' })).rejects.toThrow('reason');
		await ask('moderator', 'show_media', {
			media_id: id,
			reason: 'Looked at',
			sensitive: true,
			alt: 'Smoke'
		});
		const after = await report(OTHER);
		expect(after.media).toEqual([
			{ id, kind: 'image', width: 640, height: 480, sensitive: true, alt: 'Smoke' }
		]);
		expect(after.revision).toBe(before.revision + 1);
		expect(await ask('anonymous', 'media_file', { media_id: id })).toMatchObject({ is_public: true });
		const history = await ask<{ reason: string; changes: object }[]>('anonymous', 'report_history', {
			report_id: OTHER
		});
		expect(history[0]).toMatchObject({ reason: 'Looked at', changes: { media: { from: 0, to: 1 } } });
		const { changes } = await ask<{ changes: { id: number }[] }>('anonymous', 'changes_after', {
			after_cursor: cursor
		});
		expect(changes.map((change) => change.id)).toContain(OTHER);
		const { data } = await as('moderator').from('audit_log').select('act').eq('report_id', OTHER);
		expect(data!.map(({ act }) => act)).toEqual(expect.arrayContaining(['attach_media', 'show_media']));
		await expect(ask('moderator', 'show_media', { media_id: id, reason: 'again' })).rejects.toThrow(
			'nothing would change'
		);
	});

	test('a frozen view never shows what was hidden later, nor what was shown later', async () => {
		const hidden = await shown(PUBLIC);
		const kept = await shown(PUBLIC);
		const at = await instant();
		expect((await reportAt(PUBLIC, at)).media.map(({ id }) => id)).toEqual([hidden.id, kept.id]);
		await ask('moderator', 'hide_media', { media_id: hidden.id, reason: 'A face' });
		const later = await shown(PUBLIC);
		expect((await reportAt(PUBLIC, at)).media.map(({ id }) => id)).toEqual([kept.id]);
		await ask('moderator', 'show_media', { media_id: hidden.id, reason: 'Blurred' });
		expect((await reportAt(PUBLIC, at)).media.map(({ id }) => id)).toEqual([kept.id]);
		expect((await idsOf(PUBLIC)).sort()).toEqual([hidden.id, kept.id, later.id].sort());
		await ask('moderator', 'show_media', { media_id: kept.id, reason: 'Graphic', sensitive: true });
		expect((await reportAt(PUBLIC, at)).media).toMatchObject([{ id: kept.id, sensitive: true }]);
	});

	test('with a receipt and no account, media are added as well, and a retry changes nothing', async () => {
		const receipt = await receiptHash(receiptFrom(crypto.getRandomValues(new Uint8Array(RECEIPT_BYTES))));
		const { report_id } = await ask<{ report_id: number }>('anonymous', 'submit_report', {
			facts: {
				theatre: 'ukraine',
				title: 'Smoke',
				summary: '',
				event_type: 'shelling',
				occurred_at: '2023-11-01T10:00:00Z',
				time_precision: 'minute',
				point: [37.74, 48.13],
				geo_precision: 'exact',
				uncertainty_m: 50,
				place_name: 'Avdiivka',
				citations: [],
				sensitivity: [],
				delay_minutes: 0
			},
			idempotency_key: randomUUID(),
			receipt_hash: receipt
		});
		const { id, key } = await uploaded();
		const files = [{ upload_key: key, sensitive: true, alt: 'A crater' }];
		await expect(attach(as('anonymous'), report_id, files, sha('another'))).rejects.toThrow();
		for (let attempt = 0; attempt < 2; attempt++)
			expect(await attach(as('anonymous'), report_id, files, receipt)).toEqual({
				attached: [id],
				missing: 0
			});
		expect((await as('moderator').from('media').select('sensitive, alt, state').eq('id', id)).data).toEqual([
			{ sensitive: true, alt: 'A crater', state: 'private' }
		]);
	});

	test('an upload nobody sends is gone after a day, with its bytes; one that was sent stays', async () => {
		const [discarded, old, fresh, sent] = [
			await uploaded(),
			await uploaded(),
			await uploaded(),
			await attached(WAITING)
		];
		for (const { id } of [discarded, old, fresh, sent])
			await store.put(lane.backend, id, Buffer.from('bytes'), 'image/webp');
		await lane.owner(
			`update public.media set created_at = now() - interval '25 hours' where id in ('${old.id}', '${sent.id}')`
		);
		expect(await discard(lane.backend, as('anonymous'), discarded.id, 'no such key')).toBe(false);
		expect(await discard(lane.backend, as('anonymous'), sent.id, sent.key)).toBe(false);
		expect(await discard(lane.backend, as('anonymous'), discarded.id, discarded.key)).toBe(true);
		await sweep(lane.backend);
		const left = await Promise.all(
			[discarded, old, fresh, sent].map(async ({ id }) => (await store.get(lane.backend, id)) !== null)
		);
		expect(left).toEqual([false, false, true, true]);
		expect(await attach(as('contributor'), WAITING, [{ ...FILE, upload_key: old.key }])).toMatchObject({
			missing: 1
		});
	});

	test('a copy is found by its bytes or its looks; a contributor hears of public ones alone', async () => {
		const looks = 'f0f0a5a50f0f1234';
		const near = 'f0f0a5a50f0f1235';
		const original = await shown(OTHER, { phash: looks });
		const hidden = await attached(WAITING, { phash: looks });
		const copy = await attached(OTHER, { phash: near });
		const other = await attached(OTHER, { phash: '0f0f5a5af0f0edcb' });
		type Similar = { media_id: string; differing_bits: number };
		const found = await ask<Similar[]>('moderator', 'similar_media', { media_id: copy.id });
		expect(found.map(({ media_id, differing_bits }) => [media_id, differing_bits])).toEqual([
			[original.id, 1],
			[hidden.id, 1]
		]);
		expect(await ask('moderator', 'similar_media', { media_id: other.id })).toEqual([]);
		const draft = await uploaded({ phash: near });
		expect(await ask('anonymous', 'seen_before', { key_hash: sha(draft.key) })).toEqual([OTHER]);
		await ask('moderator', 'hide_media', { media_id: original.id, reason: 'a test' });
		expect(await ask('anonymous', 'seen_before', { key_hash: sha(draft.key) })).toEqual([]);
	});

	describe('a proof', () => {
		const FACTS = {
			point: [37.7451, 48.1391],
			reasoning: 'The chimney and the two roofs match the satellite picture.',
			links: ['https://example.org/satellite'],
			credit: 'A careful reader',
			media: [] as object[]
		};
		const propose = (who: Who, id: number, facts: object = {}, key: string = randomUUID()) =>
			ask<number>(who, 'add_proof', {
				report_id: id,
				facts: { ...FACTS, ...facts },
				idempotency_key: key
			});

		test('is not accepted by who is no moderator, nor read by anybody else', async () => {
			const id = await propose('viewer', PUBLIC);
			for (const who of ['anonymous', 'viewer', 'contributor', 'service'] as const) {
				await expect(ask(who, 'accept_proof', { proof_id: id, reason: 'mine' })).rejects.toThrow();
				await expect(ask(who, 'decline_proof', { proof_id: id, reason: 'not mine' })).rejects.toThrow();
				expect((await as(who).from('geolocation_proofs').select('id')).data ?? []).toEqual([]);
			}
			expect((await report(PUBLIC)).proofs).toEqual([]);
		});

		test('is not taken of a report the person may not see, from the server, or with nonsense in it', async () => {
			await expect(propose('anonymous', WAITING)).rejects.toThrow('no such report');
			await expect(propose('viewer', 999_999)).rejects.toThrow('no such report');
			await expect(propose('service', PUBLIC)).rejects.toThrow('permission denied');
			const wrong: [string, object][] = [
				['point', { point: [200, 48] }],
				['point', { point: ['37', 48] }],
				['reasoning', { reasoning: 'too short' }],
				['reasoning', { reasoning: `${'a'.repeat(30)}\u202e` }],
				['links', { links: ['javascript:alert(1)'] }],
				['credit', { credit: 'x'.repeat(81) }],
				['a field', { state: 'accepted' }]
			];
			for (const [field, facts] of wrong)
				await expect(propose('viewer', PUBLIC, facts), field).rejects.toThrow(`${field} cannot be taken`);
		});

		test('is shown with its pictures once accepted, credited as wished, and leaves when declined', async () => {
			const file = await uploaded();
			const key = randomUUID();
			const facts = { media: [{ key_hash: sha(file.key), sensitive: true, alt: 'A chimney' }] };
			const id = await propose('contributor', WAITING, facts, key);
			expect(await propose('contributor', WAITING, facts, key)).toBe(id);
			await expect(propose('viewer', WAITING, facts, key)).rejects.toThrow('another proof');
			await ask('moderator', 'claim_report', { report_id: WAITING });
			await ask('moderator', 'publish_report', { report_id: WAITING });
			await ask('moderator', 'accept_proof', { proof_id: id, reason: 'It matches' });
			const at = await instant();
			const [proof] = (await report(WAITING)).proofs;
			expect(proof).toMatchObject({
				id,
				credit: 'A careful reader',
				links: FACTS.links,
				reasoning: FACTS.reasoning,
				media: []
			});
			expect(proof!.point[0]).toBeCloseTo(37.7451, 6);
			await ask('moderator', 'show_media', { media_id: file.id, reason: 'Looked at' });
			expect((await report(WAITING)).proofs[0]!.media).toMatchObject([
				{ id: file.id, sensitive: true, alt: 'A chimney' }
			]);
			expect((await reportAt(WAITING, at)).proofs[0]!.media).toEqual([]);
			await ask('moderator', 'decline_proof', { proof_id: id, reason: 'The roof is another' });
			expect((await report(WAITING)).proofs).toEqual([]);
			expect((await reportAt(WAITING, at)).proofs).toEqual([]);
		});

		test('does not give away a place that is kept coarse', async () => {
			const id = await propose('viewer', COARSE);
			await expect(ask('moderator', 'accept_proof', { proof_id: id, reason: 'It matches' })).rejects.toThrow(
				'kept coarse'
			);
		});
	});

	test('while nothing can be changed or reports are not taken, no file is', async () => {
		const turn = (patch: object) => ask('service', 'change_switches', { patch, reason: 'a test' });
		for (const patch of [{ read_only: true }, { submissions_open: false }]) {
			await turn(patch);
			await expect(uploaded()).rejects.toThrow();
			await turn({ read_only: false, submissions_open: true });
		}
		expect((await uploaded()).id).toMatch(/^[0-9a-f-]{36}$/);
	});
});
