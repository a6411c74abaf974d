/** Accounts and oversight: what a person may put right, take away and leave; who becomes the first admin. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Database } from '#lib/server/database.ts';
import { appointFirstAdmin } from '#lib/server/first-admin.ts';
import * as own from '#lib/server/own.ts';
import { onEachLane, openLane, type Lane, type Person } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const FACTS = {
	theatre: 'ukraine',
	title: 'Shelling in the north',
	summary: 'Shelling in the north of the town',
	event_type: 'shelling',
	occurred_at: '2023-11-01T10:00:00Z',
	time_precision: 'hour',
	point: [37.7411, 48.1377],
	geo_precision: 'exact',
	uncertainty_m: 50,
	place_name: 'Avdiivka',
	citations: [] as string[],
	sensitivity: [],
	delay_minutes: 0,
	public_precision: null,
	contact: { may_be_asked: true, address: 'ada at home', credit_as: 'Ada' }
};
const send = (db: Database, facts: object, key: string) =>
	call<{ report_id: number }>(db, 'submit_report', { facts, idempotency_key: key });
const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

onEachLane((name) => {
	let lane: Lane;
	let ada: Person;
	let mia: Person;
	beforeAll(async () => {
		lane = await openLane(name);
		// Before anybody else is here.
		ada = await lane.signUp('ada');
		mia = await lane.signUp('mia');
	});
	afterAll(() => lane?.close());

	test('an address somebody else was quicker to sign up with does not make an admin; a fresh one does, once', async () => {
		expect(await appointFirstAdmin(lane.backend, 'ada@people.example')).toEqual({ outcome: 'unproven' });
		const made = await appointFirstAdmin(lane.backend, 'Chief@people.example');
		expect(made.outcome).toBe('made');
		const again = await appointFirstAdmin(lane.backend, 'ada@people.example');
		expect(again).toEqual({ outcome: 'admin_exists' });
		await lane.owner(`delete from public.members;`);
		await call(lane.backend.service, 'note_new_password', { person: ada.id, by_mail: false });
		expect(await appointFirstAdmin(lane.backend, 'ada@people.example')).toEqual({ outcome: 'unproven' });
		await call(lane.backend.service, 'note_new_password', { person: ada.id, by_mail: true });
		expect(await appointFirstAdmin(lane.backend, 'ada@people.example')).toEqual({ outcome: 'appointed' });
		await lane.owner(`delete from public.members; ${memberSql(mia.id, 'admin')}`);
	});

	test('a sender puts a report right until somebody takes it up', async () => {
		const db = () => lane.backend.as(ada.token);
		const { report_id } = await send(db(), FACTS, key(1));
		await call(db(), 'revise_own_submission', {
			report_id,
			facts: { ...FACTS, title: 'Shelling in the south', public_precision: 'near' }
		});
		const [report] = await own.reports(db());
		expect(report).toMatchObject({ title: 'Shelling in the south', state: 'submitted', may_revise: true });
		const [row] = await lane.owner(
			`select geo_precision, uncertainty_m, extensions.st_x(geom::extensions.geometry) as x,
				(select count(*)::int from public.citations c where c.report_id = r.id) as citations
			from public.reports r where id = ${report_id}`
		);
		expect(row).toMatchObject({ geo_precision: 'near', uncertainty_m: 25_000, citations: 1 });
		expect(Number(row!.x)).not.toBeCloseTo(37.7411, 3);

		await expect(
			call(lane.backend.as(mia.token), 'revise_own_submission', { report_id, facts: FACTS })
		).rejects.toThrow('no report of yours');
		await expect(
			call(db(), 'revise_own_submission', { report_id, facts: { ...FACTS, point: [181, 0] } })
		).rejects.toThrow('point cannot be taken');
		await call(lane.backend.as(mia.token), 'claim_report', { report_id });
		await expect(call(db(), 'revise_own_submission', { report_id, facts: FACTS })).rejects.toThrow(
			'under review'
		);
		expect((await own.reports(db()))[0]).toMatchObject({ state: 'in_review', may_revise: false });
	});

	test('a private feed says states only, and ends when its person says so', async () => {
		const db = lane.backend.as(ada.token);
		const secret = await own.openFeed(db);
		const entries = await own.feed(lane.backend.anonymous, secret);
		expect(entries?.map((entry) => Object.keys(entry).toSorted())).toEqual([
			['at', 'is_public', 'report_id', 'state']
		]);
		expect(JSON.stringify(await lane.owner('select * from private.accounts'))).not.toContain(secret);
		const renewed = await own.openFeed(lane.backend.as(ada.token));
		expect(await own.feed(lane.backend.anonymous, secret)).toBeNull();
		await own.closeFeed(lane.backend.as(ada.token));
		expect(await own.feed(lane.backend.anonymous, renewed)).toBeNull();
	});

	test('who leaves takes the name away, and the report stays', async () => {
		const db = lane.backend.as(ada.token);
		const kept = JSON.stringify(await own.data(db));
		for (const mine of ['ada@people.example', 'ada at home', '37.7411']) expect(kept).toContain(mine);
		await own.forget(db);
		const [left] = await lane.owner(
			`select (select count(*)::int from auth.users where email like 'ada@%') as accounts,
				(select count(*)::int from public.reports where title = 'Shelling in the south') as reports,
				(select count(*)::int from public.submissions where contributor is not null or contact is not null) as named,
				(select count(*)::int from private.receipts where sender is not null) as senders,
				(select count(*)::int from public.citations where title = 'Ada') as credits`
		);
		expect(left).toEqual({ accounts: 0, reports: 1, named: 0, senders: 0, credits: 0 });
		await expect(own.forget(lane.backend.as(mia.token))).rejects.toThrow('last admin');
	});

	test('a hidden source takes along only what rests on it alone, and gives back what nobody decided since', async () => {
		await lane.owner(`${sourceSql('loud')} ${sourceSql('calm')}
			${[21, 22, 23].map((id) => reportSql(id, 'unreviewed')).join('\n')}
			insert into public.citations (report_id, source, url, origin) values (21, 'loud', 'https://example.org/1', 'a'),
				(22, 'loud', 'https://example.org/2', 'b'), (22, 'calm', 'https://example.org/3', 'c'),
				(23, 'loud', 'https://example.org/4', 'd');`);
		const db = () => lane.backend.as(mia.token);
		expect(await call(db(), 'hide_source', { source: 'loud', reason: 'a hoax' })).toBe(2);
		const states = async () =>
			(await lane.owner('select state from public.reports where id in (21, 22, 23) order by id')).map(
				({ state }) => state
			);
		expect(await states()).toEqual(['in_review', 'unreviewed', 'in_review']);
		expect(await call(db(), 'hidden_sources')).toEqual(['loud']);
		const reading = await lane.owner(`select status from public.sources where slug = 'loud'`);
		expect(reading).toEqual([{ status: 'unlinked' }]);
		await call(db(), 'reject_report', { report_id: 23, reason: 'a hoax' });
		expect(await call(db(), 'show_source', { source: 'loud', reason: 'cleared' })).toBe(1);
		expect(await states()).toEqual(['unreviewed', 'unreviewed', 'rejected']);
		await expect(call(db(), 'show_source', { source: 'loud', reason: 'again' })).rejects.toThrow(
			'is not hidden'
		);
	});

	test('moderators see who did what, and how letters and numbers go together', async () => {
		const db = lane.backend.as(mia.token);
		await call(db, 'grade_claim', { report_id: 21, credibility: 3, reason: 'one voice' });
		expect(await call(db, 'grading_matrix')).toEqual([
			{ moderator: 'mia@people.example', reliability: 'C', credibility: 3, reports: 1 }
		]);
		const page = await call<{ act: string; person: string }[]>(db, 'audit_page', { act: 'hide_source' });
		expect(page).toMatchObject([{ act: 'hide_source', person: 'mia@people.example', reason: 'a hoax' }]);
		expect(await call(db, 'audit_page', { person: 'nobody@people.example' })).toEqual([]);
		expect(await call(db, 'member_list')).toMatchObject([{ email: 'mia@people.example', role: 'admin' }]);
	});
});
