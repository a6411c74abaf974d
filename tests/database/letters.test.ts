/** Letters: who may not send any, links that work once, and what people are told of their own reports. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, type Database } from '#lib/server/database.ts';
import { appointFirstAdmin } from '#lib/server/first-admin.ts';
import { linkToken, mailboxOf } from '#lib/server/mail/links.ts';
import * as own from '#lib/server/own.ts';
import { openVisitors, visitorOf } from '#lib/server/visitor.ts';
import { onEachLane, openLane, type Lane, type Person } from '../support/lanes.ts';
import { memberSql, reportSql } from '../support/world.ts';

const noCookies = { getAll: () => [], set() {} };

onEachLane((name) => {
	let lane: Lane;
	let ada: Person;
	let mia: Person;
	const asAda = () => lane.backend.as(ada.token);
	const asMia = () => lane.backend.as(mia.token);
	type Taken = { id: number; email: string; lang: string; report_id: number; kind: string };
	const take = () => call<Taken[]>(lane.backend.service, 'take_notices', { most: 50 });
	beforeAll(async () => {
		lane = await openLane(name);
		[ada, mia] = [await lane.signUp('ada'), await lane.signUp('mia')];
		await lane.owner(
			[memberSql(mia.id, 'moderator'), ...[1, 2, 3, 4].map((id) => reportSql(id, 'submitted', ada.id))].join(
				'\n'
			)
		);
	});
	afterAll(() => lane?.close());

	test('nobody but the server asks whose an address is, takes notices or stops letters', async () => {
		const asked: [string, object][] = [
			['mailbox_of', { email: 'ada@people.example' }],
			['note_sign_in', { person: ada.id, lang: 'en', by_mail: true }],
			['take_notices', { most: 1 }],
			['settle_notice', { notice_id: 1, is_done: true }],
			['stop_letters', { person: ada.id }]
		];
		for (const who of [lane.backend.anonymous, asAda(), asMia()] as Database[]) {
			for (const [what, args] of asked)
				expect((await who.rpc(what, args)).error?.message, what).toMatch(/permission denied/);
			const link = await who.auth.admin.generateLink({ type: 'recovery', email: 'ada@people.example' });
			expect(link.error).not.toBeNull();
		}
	});

	test('a link signs in once, and a newer one ends it', async () => {
		const { service } = lane.backend;
		const email = 'ada@people.example';
		expect(await mailboxOf(service, ` ${email.toUpperCase()}`)).toEqual({
			user_id: ada.id,
			is_confirmed: true
		});
		expect(await mailboxOf(service, 'nobody@people.example')).toBeNull();
		const use = async (token_hash: string, type: 'magiclink' | 'recovery') =>
			(await lane.backend.withCookies(noCookies).auth.verifyOtp({ token_hash, type })).data.user?.id ?? null;
		const first = await linkToken(service, { type: 'magiclink', email });
		const second = await linkToken(service, { type: 'magiclink', email });
		expect(await use(first.token, 'magiclink')).toBeNull();
		expect(await use(second.token, 'magiclink')).toBe(ada.id);
		expect(await use(second.token, 'magiclink')).toBeNull();
		const third = await linkToken(service, { type: 'recovery', email });
		await lane.owner(`update auth.users set recovery_sent_at = now() - interval '11 minutes';`);
		expect(await use(third.token, 'recovery')).toBeNull();
		for (const type of ['magiclink', 'recovery'] as const)
			await expect(linkToken(lane.backend.service, { type, email: 'nobody@people.example' })).rejects.toThrow(
				'no link'
			);
		expect(await mailboxOf(lane.backend.service, 'nobody@people.example')).toBeNull();
	});

	describe('about their own reports people are told', () => {
		const act = (what: string, args: object) => call(asMia(), what, args as Record<string, unknown>);

		test('nothing before the address is shown to be theirs', async () => {
			expect((await own.account(asAda())).is_address_confirmed).toBe(false);
			await act('claim_report', { report_id: 1 });
			await act('ask_contributor', { report_id: 1, question: 'Where exactly?' });
			expect(await take()).toEqual([]);
			await call(lane.backend.service, 'note_sign_in', { person: ada.id, lang: 'ar', by_mail: false });
			expect((await own.account(asAda())).is_address_confirmed).toBe(false);
			await call(lane.backend.service, 'note_sign_in', { person: ada.id, lang: 'uk', by_mail: true });
			expect(await own.account(asAda())).toMatchObject({ is_address_confirmed: true, lang: 'uk' });
		});

		test('each thing once, without a word of what the report says', async () => {
			await act('claim_report', { report_id: 2 });
			await act('ask_contributor', { report_id: 2, question: 'A secret question' });
			await call(asAda(), 'answer_question', { question_id: 2, answer: 'There' });
			await act('publish_report', { report_id: 2 });
			await act('correct_report', { report_id: 2, patch: { title: 'Another title' }, reason: 'a slip' });
			await act('claim_report', { report_id: 3 });
			await act('reject_report', { report_id: 3, reason: 'a hoax' });
			const taken = await take();
			expect(taken.map(({ report_id, kind }) => [report_id, kind])).toEqual([
				[2, 'question'],
				[2, 'published'],
				[2, 'corrected'],
				[3, 'rejected']
			]);
			expect(JSON.stringify(taken)).not.toMatch(/secret|title|hoax/);
			expect(taken[0]).toMatchObject({ email: 'ada@people.example', lang: 'uk' });
			// Another server that looks meanwhile has nothing to do.
			expect(await take()).toEqual([]);
		});

		test('what could not be sent is due again later, what was sent is gone', async () => {
			const [{ count } = { count: 0 }] = await lane.owner(
				'select count(*)::int as count from private.notices'
			);
			expect(count).toBe(4);
			const ids = (await lane.owner('select id from private.notices order by id')).map(({ id }) =>
				Number(id)
			);
			await call(lane.backend.service, 'settle_notice', { notice_id: ids[0], is_done: true });
			await call(lane.backend.service, 'settle_notice', { notice_id: ids[1], is_done: false });
			expect(await take()).toEqual([]);
			await lane.owner(`update private.notices set due_at = now() where id = ${ids[1]};
				update private.notices set created_at = now() - interval '4 days' where id = ${ids[2]};
				update private.notices set due_at = now(), attempts = 6 where id = ${ids[3]};`);
			expect((await take()).map(({ id }) => id)).toEqual([ids[1], ids[3]]);
			await call(lane.backend.service, 'settle_notice', { notice_id: ids[3], is_done: false });
			expect(await lane.owner('select id from private.notices')).toHaveLength(1);
		});

		test('nothing any more once they want no letters', async () => {
			await call(lane.backend.service, 'stop_letters', { person: ada.id });
			expect((await own.account(asAda())).notify_by_mail).toBe(false);
			expect(await lane.owner('select id from private.notices')).toEqual([]);
			await act('claim_report', { report_id: 4 });
			await act('reject_report', { report_id: 4, reason: 'a hoax' });
			expect(await take()).toEqual([]);
			await own.wantLetters(asAda(), true);
			expect((await own.account(asAda())).notify_by_mail).toBe(true);
		});
	});

	test('the first admin can do nothing as one before the printed password is changed', async () => {
		const email = 'chief@people.example';
		const made = await appointFirstAdmin(lane.backend, email);
		if (made.outcome !== 'made') throw new Error(made.outcome);
		const { auth } = lane.backend.withCookies(noCookies);
		const { data } = await auth.signInWithPassword({ email, password: made.password });
		const { access_token } = data.session!;
		const chief = () => lane.backend.as(access_token);
		expect((await visitorOf(lane.backend, access_token))?.person).toMatchObject({
			role: 'admin',
			mustChangePassword: true
		});
		for (const [what, args] of [
			['grant_role', { email: 'ada@people.example', role: 'admin', reason: 'x' }],
			['change_switches', { patch: { read_only: true }, reason: 'x' }],
			['hide_report', { report_id: 2, reason: 'x' }],
			['member_list', {}]
		] as const)
			expect((await chief().rpc(what, args)).error?.message, what).toMatch(/only (moderators|admins)/);
		expect((await chief().from('audit_log').select('id')).data).toEqual([]);
		expect((await chief().from('reports').select('id').eq('id', 4)).data).toEqual([]);
		await expect(own.forget(chief())).rejects.toThrow('last admin');

		// What is remembered of a session for some seconds does not outlive the change.
		const jar = browserJar();
		const visitors = openVisitors(lane.backend);
		await (await visitors(jar)).auth().signInWithPassword({ email, password: made.password });
		expect((await visitors(jar)).person?.mustChangePassword).toBe(true);
		await call(lane.backend.service, 'note_new_password', { person: data.user!.id, by_mail: false });
		expect((await visitors(jar)).person?.mustChangePassword).toBe(false);
		expect((await chief().rpc('hide_report', { report_id: 2, reason: 'x' })).error).toBeNull();
	});
});

function browserJar() {
	const cookies = new Map<string, string>();
	return {
		getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
		set: (name: string, value: string) =>
			void (value === '' ? cookies.delete(name) : cookies.set(name, value))
	};
}
