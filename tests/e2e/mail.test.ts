/** Letters, with a real mail server: joining, signing in, a lost password, what became of a report, and their end. */
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBackend, type Backend, type Database } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { startMailServer, type MailServer, type Received } from '../support/mail-server.ts';
import { cookiesOf, passwordOf, postForm } from '../support/sign-in.ts';

const CHIEF = 'chief@people.example';
let app: AppServer;
let mail: MailServer;
let backend: Backend;
beforeAll(async () => {
	mail = await startMailServer();
	app = await startApp({ SMTP_URL: mail.url, ADMIN_EMAIL: CHIEF });
	backend = await openBackend({
		settings: readSettings({ DATA_DIR: app.dataDir }),
		root: join(import.meta.dirname, '../..')
	});
});
afterAll(async () => {
	await backend?.close();
	await app?.stop();
	await mail?.close();
});

/** The page a letter leads to. */
const linkIn = ({ text }: Received): string => /https?:\/\/\S+\/sign-in\/link\S+/.exec(text)![0];
const use = (link: string, action: 'enter' | 'password', fields: Record<string, string> = {}) => {
	const { pathname, search } = new URL(link);
	return postForm(app, `${pathname}?/${action}&${search.slice(1)}`, fields);
};
const enter = (email: string, password: string) => postForm(app, '/sign-in?/enter', { email, password });
const ask = (email: string, what: 'link' | 'password', lang = 'en') =>
	postForm(app, `/sign-in?/letter&lang=${lang}`, { email, for: what });
const page = async (path: string, cookie: string) => {
	const response = await fetch(app.url + path, { headers: { cookie }, redirect: 'manual' });
	return { status: response.status, text: await response.text() };
};
const textOf = async (response: Response, email: string) =>
	/<main.*<\/main>/s.exec(await response.text())![0].replaceAll(email, '');

async function joined(email: string): Promise<string> {
	await postForm(app, '/sign-in?/join', { email, password: passwordOf(email) });
	return cookiesOf(await use(linkIn(await mail.next(email)), 'enter'));
}

test('an account opens with the letter alone, once; who has one already is told so in the mailbox alone', async () => {
	const email = 'ada@people.example';
	const first = await postForm(app, '/sign-in?/join&lang=ar', { email, password: passwordOf(email) });
	const letter = await mail.next(email);
	expect(letter.headers.get('subject')).toBe('أكّد عنوانك · Fronts');
	expect(letter.html).toContain('dir="rtl"');
	expect((await enter(email, passwordOf(email))).status).toBe(422);
	const link = linkIn(letter);
	// Mail programs look at every link.
	for (let i = 0; i < 2; i++) expect((await fetch(link)).status).toBe(200);
	const entered = await use(link, 'enter');
	expect([entered.status, entered.headers.get('location')]).toEqual([303, '/me?lang=ar']);
	expect((await page('/me', cookiesOf(entered))).text).toContain(email);
	const again = await use(link, 'enter');
	expect([again.status, cookiesOf(again)]).toEqual([422, '']);
	expect((await enter(email, passwordOf(email))).status).toBe(303);

	const second = await postForm(app, '/sign-in?/join&lang=ar', { email, password: 'another long password' });
	expect([second.status, await textOf(second, email)]).toEqual([first.status, await textOf(first, email)]);
	expect((await mail.next(email)).headers.get('subject')).toBe('لديك حساب بالفعل · Fronts');
	expect((await enter(email, 'another long password')).status).toBe(422);
	expect((await enter(email, passwordOf(email))).status).toBe(303);
});

test('a link signs in, and leads back; whoever has no account gets no letter and the same words', async () => {
	const [known, stranger] = ['bea@people.example', 'nobody@people.example'];
	await joined(known);
	const unknown = await ask(stranger, 'link');
	const asked = await postForm(app, '/sign-in?/letter&lang=en', {
		email: known,
		for: 'link',
		next: '/me/settings'
	});
	expect(asked.status).toBe(200);
	expect(await textOf(unknown, stranger)).toBe(await textOf(asked, known));
	const entered = await use(linkIn(await mail.next(known)), 'enter');
	expect([entered.status, entered.headers.get('location')]).toEqual([303, '/me/settings']);
	expect(mail.letters.filter(({ to }) => to.includes(stranger))).toEqual([]);
	for (const wrong of [
		'?/enter',
		'?/enter&token=x&type=magiclink',
		'?/enter&token=aaaaaaaaaaaaaaaaaaaaaaaa&type=signup'
	])
		expect((await postForm(app, `/sign-in/link${wrong}`, {})).status).toBe(422);
	expect((await page('/sign-in/link?token=%00&type=magiclink', '')).text).toContain('too old');
});

test('a lost password is chosen anew; the old one and the sessions it opened end', async () => {
	const email = 'eve@people.example';
	const before = await joined(email);
	await ask(email, 'password');
	const link = linkIn(await mail.next(email));
	expect((await use(link, 'password', { chosen: 'short' })).status).toBe(422);
	const chosen = await use(link, 'password', { chosen: 'a password of my own' });
	expect(chosen.status).toBe(303);
	expect((await page('/me', cookiesOf(chosen))).status).toBe(200);
	expect((await use(link, 'password', { chosen: 'a password of theirs' })).status).toBe(422);
	expect((await enter(email, passwordOf(email))).status).toBe(422);
	expect((await enter(email, 'a password of my own')).status).toBe(303);
	// The token of a session that ended is good until it runs out; it cannot be renewed.
	const refresh = /"refresh_token":"([^"]+)"/.exec(
		Buffer.from(before.split('base64-')[1]!.split(';')[0]!, 'base64url').toString()
	)![1]!;
	expect((await backend.anonymous.auth.refreshSession({ refresh_token: refresh })).error).not.toBeNull();
});

test('one mailbox gets a few letters an hour, whoever asks, and says nothing of it to strangers', async () => {
	const answers = [];
	for (let i = 0; i < 5; i++) answers.push(await ask('flooded@people.example', 'link'));
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
	expect(Number(answers[4]!.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await ask('no address', 'link')).status).toBe(422);
});

test('the first admin changes the printed password first; then a sender hears what became of a report', async () => {
	const printed = /this password, shown only now: (\S+)/.exec(app.output())![1]!;
	const session = async (password: string): Promise<Database> => {
		const { auth } = backend.withCookies({ getAll: () => [], set() {} });
		return backend.as((await auth.signInWithPassword({ email: CHIEF, password })).data.session!.access_token);
	};
	const chief = cookiesOf(await enter(CHIEF, printed));
	for (const path of ['/', '/me', '/review/people', '/submit']) {
		const answer = await fetch(app.url + path, { headers: { cookie: chief }, redirect: 'manual' });
		expect([answer.status, answer.headers.get('location')], path).toEqual([303, '/me/settings']);
	}
	const grant = { email: 'ada@people.example', role: 'admin', reason: 'a test' };
	const refused = await postForm(app, '/review/people?/grant', grant, { cookie: chief });
	expect([refused.status, refused.headers.get('location')]).toEqual([303, '/me/settings']);
	const given = await session(printed);
	expect((await given.rpc('grant_role', grant)).error?.message).toContain('only admins');
	const { data } = await given.auth.getSession();
	expect(data.session).toBeNull();
	const fields = { old: printed, chosen: passwordOf(CHIEF) };
	expect((await postForm(app, '/me/settings?/password', fields, { cookie: chief })).status).toBe(200);
	expect((await page('/review/people', chief)).status).toBe(200);

	const email = 'zoe@people.example';
	const cookie = await joined(email);
	const sent = await fetch(`${app.url}/submit/send`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie },
		body: JSON.stringify({
			...{ key: randomUUID(), text: 'Two secret houses burn', citations: [], event_type: 'shelling' },
			...{ occurred_at: '2023-11-01T10:00:00Z', time_precision: 'minute', theatre: null },
			...{ point: [37.745, 48.139], geo_precision: 'street', uncertainty_m: null, place_name: 'Avdiivka' },
			...{ sensitivity: [], delay_minutes: 0, public_precision: null, contact: null }
		})
	});
	expect(sent.status).toBe(201);
	const admin = await session(passwordOf(CHIEF));
	const found = await admin.from('reports').select('id').eq('title', 'Two secret houses burn').single();
	const report_id = found.data!.id as number;
	const act = async (what: string, args: object = {}) =>
		expect((await admin.rpc(what, { report_id, ...args })).error).toBeNull();
	await act('claim_report');
	await act('ask_contributor', { question: 'Which secret house?' });
	const question = await mail.next(email);
	expect(question.headers.get('subject')).toBe(
		`A moderator asks something about your report ${report_id} · Fronts`
	);
	const asked = await admin.from('questions').select('id').eq('report_id', report_id).single();
	await postForm(app, '/me?/answer', { question: String(asked.data!.id), answer: 'That one' }, { cookie });
	await act('publish_report');
	const published = await mail.next(email);
	expect(published.headers.get('subject')).toContain('was published');
	for (const { text, html } of [question, published]) expect(text + html).not.toContain('secret');

	const stop = /^<(.+)>$/.exec(published.headers.get('list-unsubscribe')!)![1]!;
	expect(published.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
	expect(published.text).toContain(stop);
	expect((await fetch(stop)).status).toBe(200);
	expect((await page('/me/settings', cookie)).text).toMatch(/name="wanted"[^>]*checked/);
	// As a mail program sends it: from nowhere, without cookies.
	const stopping = (address: string) =>
		fetch(address, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
	expect((await stopping(stop.replace(/stop\/..../, 'stop/AAAA'))).status).toBe(404);
	expect((await stopping(stop)).status).toBe(200);
	expect((await page('/me/settings', cookie)).text).not.toMatch(/name="wanted"[^>]*checked/);
	const forged = await fetch(`${app.url}/me/settings?/letters`, {
		method: 'POST',
		headers: { cookie },
		body: new URLSearchParams({ wanted: 'on' })
	});
	expect(forged.status).toBe(403);
	await postForm(app, '/me/settings?/letters', { wanted: 'on' }, { cookie });
	expect((await page('/me/settings', cookie)).text).toMatch(/name="wanted"[^>]*checked/);
	expect(app.output()).not.toMatch(/secret|people\.example.*letter/);
});
