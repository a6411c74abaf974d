import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { startApp, type AppServer } from '../support/app-server.ts';
import { openBrowser, openPage, PHONE } from '../support/browser.ts';
import { cookiesOf, passwordOf, postForm, signIn, signInBrowser } from '../support/sign-in.ts';

const CHIEF = 'chief@people.example';
let app: AppServer;
let browser: Browser;
beforeAll(async () => {
	[app, browser] = await Promise.all([startApp({ ADMIN_EMAIL: CHIEF }), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await app?.stop();
});

test('the first admin signs in with the password of the console and changes it before anything else', async () => {
	const password = /this password, shown only now: (\S+)/.exec(app.output())![1]!;
	const entered = await postForm(app, '/sign-in?/enter', { email: CHIEF, password });
	const cookie = cookiesOf(entered);
	const page = async (path: string) => await (await fetch(app.url + path, { headers: { cookie } })).text();
	// Wherever the first admin goes, the password comes first.
	for (const path of ['/me?lang=en', '/?lang=en', '/review/switches?lang=en'])
		expect(await page(path), path).toContain('printed by the server');
	const wrong = await postForm(
		app,
		'/me/settings?/password',
		{ old: 'not the old one', chosen: passwordOf(CHIEF) },
		{ cookie }
	);
	expect(wrong.status).toBe(422);
	const changed = await postForm(
		app,
		'/me/settings?/password',
		{ old: password, chosen: passwordOf(CHIEF) },
		{ cookie }
	);
	expect(changed.status).toBe(200);
	expect(await page('/me?lang=en')).not.toContain('printed by the server');
	expect(await page('/review/people?lang=en')).toContain(CHIEF);
});

test('who is no moderator reads why the page is closed; who is nobody signs in and comes back', async () => {
	const cookie = await signIn(app, { email: 'viv@people.example' });
	for (const path of ['/review/people', '/review/switches', '/review/audit']) {
		const closed = await fetch(app.url + path, { headers: { cookie } });
		expect(closed.status, path).toBe(403);
		expect(await closed.text()).toContain('for moderators');
		const asked = await fetch(app.url + path, { redirect: 'manual' });
		expect(asked.headers.get('location')).toBe(`/sign-in?next=${path}`);
	}
});

test('a moderator hides a report and finds it in the audit log, on a phone', async () => {
	const { page, problems } = await openPage(browser, PHONE);
	await signInBrowser(app, page.context(), { email: 'mod@people.example', role: 'moderator' });
	await page.goto(`${app.url}/review/switches?lang=en`);
	const form = page.locator('form', { has: page.getByRole('heading', { name: 'Hide a report now' }) });
	await form.getByLabel('Number of the report').fill('12');
	await form.getByLabel('Reason').fill('A test of hiding');
	await form.getByRole('button').click();
	await page.getByText('Done.').waitFor();
	expect((await fetch(`${app.url}/reports/12`)).status).toBe(404);
	await page.goto(`${app.url}/review/audit?lang=en&number=12`);
	await page.getByText('A test of hiding').waitFor();
	expect(problems).toEqual([]);
	await page.context().close();
});

test('when an admin closes the site, its pages say so; a refusal is told in the reader’s language', async () => {
	const password = passwordOf(CHIEF);
	const cookie = cookiesOf(await postForm(app, '/sign-in?/enter', { email: CHIEF, password }));
	const turn = (on: string) =>
		postForm(
			app,
			'/review/switches?/turn',
			{ switch: 'submissions_open', reason: 'a test', ...(on ? { on } : {}) },
			{ cookie }
		);
	const text = async () => (await fetch(`${app.url}/sources?lang=en`)).text();
	const granted = await postForm(
		app,
		'/review/people?/grant&lang=fr',
		{ email: 'nobody@people.example', role: 'moderator', reason: 'a test' },
		{ cookie }
	);
	expect([granted.status, (await granted.text()).includes('Personne ne s’est inscrit')]).toEqual([404, true]);
	expect((await turn('')).status).toBe(200);
	expect(await text()).toContain('Reports are not taken at the moment.');
	expect(await (await fetch(`${app.url}/submit?lang=en`)).text()).toContain('Reports are not taken');
	await turn('on');
	expect(await text()).not.toContain('Reports are not taken at the moment.');

	// Read only, on the map as on every page; the map itself goes on.
	const readOnly = (on: object) =>
		postForm(app, '/review/switches?/turn', { switch: 'read_only', reason: 'a test', ...on }, { cookie });
	const page = async (path: string) => (await fetch(`${app.url}${path}?lang=en`)).text();
	expect((await readOnly({ on: 'on' })).status).toBe(200);
	for (const path of ['/', '/gaza', '/submit', '/sources'])
		expect(await page(path), path).toContain('Nothing can be sent or changed at the moment');
	await readOnly({});
	expect(await page('/')).not.toContain('Nothing can be sent or changed at the moment');
});

test('a sender puts a report right, from the account and with the receipt, until it is under review', async () => {
	const cookie = await signIn(app, { email: 'rita@people.example' });
	const facts = {
		...{
			key: randomUUID(),
			text: 'Two houses burn',
			citations: ['https://t.me/a/1'],
			event_type: 'shelling'
		},
		...{ occurred_at: '2023-11-01T10:00:00Z', time_precision: 'minute', theatre: null },
		...{ point: [37.745, 48.139], geo_precision: 'street', uncertainty_m: null, place_name: 'Avdiivka' },
		...{ sensitivity: [], delay_minutes: 0, public_precision: null, contact: null }
	};
	const sent = await fetch(`${app.url}/submit/send`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie },
		body: JSON.stringify(facts)
	});
	const { receipt } = (await sent.json()) as { receipt: string };
	const own = await (await fetch(`${app.url}/me?lang=en`, { headers: { cookie } })).text();
	const path = /href="(\/submit\/revise[^"]*report=(\d+)[^"]*)"/.exec(own)!;
	const address = path[1]!.replaceAll('&amp;', '&');
	const open = (headers: Record<string, string>) => fetch(app.url + address, { headers, redirect: 'manual' });
	expect((await open({})).headers.get('location')).toContain('/sign-in?next=');
	expect((await open({ cookie: await signIn(app, { email: 'nosy@people.example' }) })).status).toBe(404);

	// As a phone without a script sends it back.
	const { page } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
	await signInBrowser(app, page.context(), { email: 'rita@people.example' });
	await page.goto(app.url + address);
	expect(await page.locator('#text').inputValue()).toBe('Two houses burn');
	expect(await page.locator('#coordinates').inputValue()).toBe('48.139, 37.745');
	expect(await page.locator('input[name="at"]').inputValue()).toBe('10:00');
	await page.locator('#coordinates').fill('');
	await page.locator('button.primary').click();
	await page.getByRole('alert').waitFor();
	await page.locator('#coordinates').fill('48.14, 37.75');
	await page.locator('#text').fill('Three houses burn');
	await page.locator('button.primary').click();
	await page.getByRole('heading', { name: 'Three houses burn' }).waitFor();
	expect(page.url()).toContain(`/me?lang=en#report-${path[2]}`);

	await page.goto(`${app.url}/submit/status?lang=en`);
	await page.getByLabel('Code').fill(receipt);
	await page.getByRole('button', { name: 'Look it up' }).click();
	await page.getByRole('button', { name: 'Put it right' }).click();
	expect(await page.locator('#text').inputValue()).toBe('Three houses burn');
	await page.locator('#text').fill('Four houses burn');
	await page.locator('button.primary').click();
	await page.getByText('The moderators read it as it is now.').waitFor();
	expect(page.url()).not.toContain(receipt);
	await page.getByRole('button', { name: 'Look it up' }).click();

	const moderator = await signIn(app, { email: 'mod2@people.example', role: 'moderator' });
	await postForm(app, `/review/${path[2]}?/claim`, {}, { cookie: moderator });
	expect(await (await open({ cookie })).text()).toContain('A moderator has begun to read it');
	const late = await postForm(app, '/submit/revise?/open', { code: receipt });
	expect(late.status).toBe(409);
	expect((await postForm(app, '/submit/revise?/open', { code: 'K7QM-X2RD-9VBE-4HTN' })).status).toBe(404);
	await page.context().close();
});

test('a feed address is shown once, and the data can be taken along', async () => {
	const cookie = await signIn(app, { email: 'ada@people.example' });
	const opened = await postForm(app, '/me/settings?/open_feed', {}, { cookie });
	const address = /https?:[^<\s]+\.atom/.exec(await opened.text())![0];
	const feed = await fetch(address);
	expect(feed.headers.get('content-type')).toContain('atom');
	expect(feed.headers.get('cache-control')).toContain('no-store');
	expect((await fetch(address.replace(/.{4}\.atom/, 'AAAA.atom'))).status).toBe(404);
	const data = await (await fetch(`${app.url}/me/data.json`, { headers: { cookie } })).json();
	expect(data.account.email).toBe('ada@people.example');

	const gone = await postForm(
		app,
		'/me/settings?/forget',
		{ password: passwordOf('ada@people.example') },
		{ cookie }
	);
	expect(gone.status).toBe(303);
	const again = await postForm(app, '/sign-in?/enter', {
		email: 'ada@people.example',
		password: passwordOf('ada@people.example')
	});
	expect(again.status).toBe(422);
});
