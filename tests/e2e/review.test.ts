import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UploadedMedia } from '#lib/domain/media.ts';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import { call, type Backend } from '#lib/server/database.ts';
import { compareNewReports } from '#lib/server/duplicates.ts';
import { attach } from '#lib/server/media/media.ts';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { ROOT } from '../support/lanes.ts';
import { picture } from '../support/media-samples.ts';
import { useProduct } from '../support/product.ts';
import { postForm, signIn } from '../support/sign-in.ts';
import { openData, send } from '../support/submissions.ts';

const product = useProduct();
const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
const FIRST = { email: 'first@people.example', role: 'moderator' } as const;
const SECOND = { email: 'second@people.example', role: 'moderator' } as const;

let data: Backend;
/** What a browser sends for each of the two. */
const cookies = { first: '', second: '' };

beforeAll(async () => {
	data = await openData(product.app);
	cookies.first = await signIn(product.app, FIRST);
	cookies.second = await signIn(product.app, SECOND);
});
afterAll(() => data?.close());

const at = (path: string) => product.app.url + path;

/** A page of somebody who is signed in already. */
async function openAs(who: keyof typeof cookies, options: BrowserContextOptions = DESKTOP) {
	const opened = await openPage(product.browser, options);
	await opened.page.context().addCookies(
		cookies[who].split('; ').map((cookie) => {
			const equals = cookie.indexOf('=');
			const [name, value] = [cookie.slice(0, equals), cookie.slice(equals + 1)];
			return { name, value, url: product.app.url, httpOnly: true, sameSite: 'Lax' as const };
		})
	);
	return opened;
}

/** An act over its form, as a browser without a script sends it. */
const act = (who: keyof typeof cookies, id: number, name: string, fields: Record<string, string> = {}) =>
	postForm(product.app, `/review/${id}?/${name}`, fields, { cookie: cookies[who] });

/** What the page answered to the last act. */
const said = (page: Page) => page.locator('.notes [role=status], .answer[role=status]');

/** Opens the act, says why, sends. */
async function does(page: Page, name: string, reason: string) {
	await page.locator(`#act-${name} summary`).click();
	await page.locator(`#act-${name} textarea[name=reason]`).fill(reason);
	await page.locator(`#act-${name} form button:not([type])`).click();
}

async function published(facts: Parameters<typeof send>[1] = {}): Promise<number> {
	const { id } = await send(data, facts);
	await act('first', id, 'claim');
	await act('first', id, 'publish', { reason: 'Seen on two films' });
	return id;
}

/** Sends a picture and a proof of the place to a report. @returns the picture's id */
async function bring(id: number, receipt: string, sensitive: boolean): Promise<string> {
	const form = new FormData();
	form.set('file', new File([new Uint8Array(await picture().jpeg().toBuffer())], 'a.jpg'));
	const answer = await fetch(at('/submit/media'), {
		method: 'POST',
		body: form,
		headers: { origin: product.app.url }
	});
	const uploaded = (await answer.json()) as UploadedMedia;
	await attach(data.anonymous, id, [{ upload_key: uploaded.upload_key, sensitive, alt: null }], receipt);
	await call(data.anonymous, 'add_proof', {
		report_id: id,
		facts: {
			...{ point: [37.741, 48.137], reasoning: 'The tower and the bend of the road match.' },
			...{ links: ['https://maps.example/a'], credit: null }
		},
		...{ idempotency_key: randomUUID(), receipt_hash: receipt }
	});
	return uploaded.id;
}

/** What axe finds wrong, with where. */
async function violations(page: Page): Promise<unknown> {
	await page.evaluate(AXE);
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
		return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
	});
}

test('nobody is asked to sign in and comes back; who is no moderator gets nothing', async () => {
	const { id } = await send(data, { title: 'A title nobody may read' });
	const stranger = await fetch(at(`/review/${id}?lang=fr`), { redirect: 'manual' });
	expect(stranger.status).toBe(303);
	expect(stranger.headers.get('location')).toBe(`/sign-in?lang=fr&next=/review/${id}%3Flang%3Dfr`);
	const cookie = await signIn(product.app, { email: 'reader@people.example', role: 'contributor' });
	for (const path of ['/review', `/review/${id}`, `/review/${id}/__data.json`, '/review/__data.json']) {
		const answer = await fetch(at(path), { headers: { cookie } });
		const text = await answer.text();
		expect([path, answer.status, text.includes('A title')]).toEqual([path, answer.status, false]);
		if (!path.endsWith('json')) expect(answer.status).toBe(403);
	}
	for (const name of ['claim', 'publish', 'hold', 'coarsen']) {
		const answer = await postForm(product.app, `/review/${id}?/${name}`, { reason: 'mine' }, { cookie });
		expect([name, answer.status]).toEqual([name, 403]);
	}
	expect(await call(data.anonymous, 'report_json', { report_id: id })).toBeNull();
});

test('with the keyboard alone: from the queue to a marker on another’s map within two seconds', async () => {
	const { page: reader, problems } = await openPage(product.browser);
	await reader.goto(at('/ukraine?last=all'));
	await mapIdle(reader);
	await reader.getByText('Live', { exact: true }).waitFor();

	const title = 'A grain store burns';
	const { id } = await send(data, { title, sensitivity: [] });
	const { page } = await openAs('first');
	await page.goto(at('/review?q=grain'));
	const { keyboard } = page;
	// The first key may come before the page listens.
	const focused = async () => {
		await keyboard.press('j');
		return page.evaluate(() => document.activeElement?.closest('li[data-id] a')?.textContent ?? '');
	};
	await expect.poll(focused).toContain(title);
	await keyboard.press('x');
	expect(await page.locator('li[data-id] input:checked').count()).toBe(1);
	await keyboard.press('c');
	await said(page).getByText('in review').waitFor();
	await keyboard.press('j');
	await keyboard.press('Enter');
	await page.waitForURL(`**/review/${id}`);

	await keyboard.press('g');
	// None is chosen beforehand.
	expect(await page.locator('input[name=credibility]:checked').count()).toBe(0);
	await keyboard.press('Space');
	for (let i = 0; i < 2; i++) await keyboard.press('ArrowDown');
	await keyboard.press('Tab');
	await keyboard.type('One film, no date in it');
	await keyboard.press('Tab');
	await keyboard.press('Enter');
	await said(page).getByText('in review').waitFor();
	expect(await page.locator('#act-grade_claim').getAttribute('open')).not.toBeNull();

	await keyboard.press('Escape');
	await page.locator('h1').focus();
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await keyboard.press('p');
	await keyboard.type('Seen on one film');
	await keyboard.press('Tab');
	await keyboard.press('Enter');
	await said(page).getByText('reviewed').waitFor();
	await reader.locator('article', { hasText: title }).first().waitFor({ timeout: 10_000 });
	expect(await call(data.anonymous, 'report_json', { report_id: id })).toMatchObject({
		...{ state: 'published', credibility: 3, credibility_reason: 'One film, no date in it' }
	});
	await page.context().close();

	const { id: another } = await send(data, { title: 'A second store burns' });
	await act('first', another, 'claim');
	await act('first', another, 'publish', { reason: 'Seen on one film' });
	const approvedAt = Date.now();
	await reader.locator('article', { hasText: 'A second store burns' }).first().waitFor({ timeout: 10_000 });
	expect(Date.now() - approvedAt).toBeLessThan(2_000);
	expect(problems).toEqual([]);
	await reader.context().close();
});

test('confirmed and retracted only by two; then it stays at its address, struck, with the reason', async () => {
	const id = await published({ title: 'The bridge fell' });
	const { page: first } = await openAs('first');
	await first.goto(at(`/review/${id}`));
	await first.locator('#act-grade_claim summary').click();
	await first.locator('input[name=credibility][value="1"]').check();
	await first.locator('#act-grade_claim textarea').fill('Three independent films');
	await first.locator('#act-grade_claim form button').click();
	await said(first).getByText('second moderator').waitFor();
	const reportNow = () =>
		call<{ credibility: number; state: string }>(data.anonymous, 'report_json', { report_id: id });
	expect((await reportNow()).credibility).toBe(6);
	// Who proposed it does not agree.
	expect(await first.getByRole('button', { name: /^Agree/ }).count()).toBe(0);

	const { page: second } = await openAs('second');
	await second.goto(at(`/review?second=1`));
	await second.getByRole('link', { name: 'The bridge fell' }).click();
	const proposal = second.getByRole('region', { name: 'Waits for a second person' });
	expect(await proposal.textContent()).toMatch(/Confirmed[\s\S]*Three independent films/);
	expect(await proposal.textContent()).toContain('moderator');
	await proposal.getByRole('textbox').fill('I found the same three');
	await proposal.getByRole('button', { name: /^Agree/ }).click();
	await said(second).getByText('reviewed').waitFor();
	expect(await reportNow()).toMatchObject({ credibility: 1, credibility_reason: 'I found the same three' });

	await does(second, 'retract', 'The films are of another bridge');
	await said(second).getByText('second moderator').waitFor();
	expect((await reportNow()).state).toBe('published');
	await first.reload();
	await first.getByRole('region').getByRole('textbox').fill('Agreed, wrong bridge');
	await first.getByRole('button', { name: /^Agree/ }).click();
	await said(first).getByText('retracted').waitFor();

	const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
	expect((await page.goto(at(`/reports/${id}`)))!.status()).toBe(200);
	expect(await page.locator('h1').evaluate((h1) => getComputedStyle(h1).textDecorationLine)).toBe(
		'line-through'
	);
	expect(await page.locator('article').textContent()).toContain('Agreed, wrong bridge');
	expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
	const history = await page.locator('.history').textContent();
	expect(history).toMatch(/moderator[\s\S]*Agreed, wrong bridge[\s\S]*I found the same three/);
	await Promise.all([first, second, page].map((one) => one.context().close()));
});

test('a correction is public: what, from what to what, which role, why; and stale forms are told', async () => {
	const id = await published({
		title: 'Shelling in the centre',
		point: [37.512345, 48.254321],
		public_precision: 'settlement'
	});
	const { page } = await openAs('second', { ...DESKTOP, javaScriptEnabled: false });
	await page.goto(at(`/review/${id}`));
	const form = page.locator('#act-correct form');
	await page.locator('#act-correct summary').click();
	await form.locator('input[name=title]').fill('Shelling in the north');
	await form.locator('input[name=best]').fill('3');
	await form.locator('textarea[name=reason]').fill('The street is in the north');
	await form.getByRole('button', { name: 'Correct' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('Who claims');
	// What was typed is not there any more without a script: it is typed again.
	await form.locator('input[name=title]').fill('Shelling in the north');
	await form.locator('input[name=best]').fill('3');
	await form.locator('input[name=claimed_by]').fill('the mayor');
	await form.locator('select[name=geo_precision]').selectOption('exact');
	await form.locator('textarea[name=reason]').fill('The street is in the north');
	await form.getByRole('button', { name: 'Correct' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('no more exactly');
	await form.locator('input[name=title]').fill('Shelling in the north');
	await form.locator('textarea[name=reason]').fill('The street is in the north');
	const stale = await form.evaluate((element) =>
		Object.fromEntries([...new FormData(element as HTMLFormElement)].map(([k, v]) => [k, String(v)]))
	);
	await form.getByRole('button', { name: 'Correct' }).click();
	expect(await said(page).textContent()).toContain('reviewed');

	const again = await act('second', id, 'correct', { ...stale, title: 'Something else' });
	expect([again.status, (await again.text()).includes('changed meanwhile')]).toEqual([422, true]);

	await page.goto(at(`/reports/${id}`));
	const newest = page.locator('.history li').first();
	expect(await newest.locator('del').first().textContent()).toBe('Shelling in the centre');
	expect(await newest.locator('ins').first().textContent()).toBe('Shelling in the north');
	expect(await newest.textContent()).toMatch(/moderator[\s\S]*The street is in the north/);
	// The exact place was for moderators alone.
	expect(await page.content()).not.toMatch(/37\.5123|48\.2543/);
	await page.getByRole('link', { name: 'Review this report' }).click();
	expect(new URL(page.url()).pathname).toBe(`/review/${id}`);
	await page.context().close();
});

test('a duplicate is merged: its address leads on, both accounts stand beside each other; a split undoes it', async () => {
	const kept = await published({
		title: 'Strike on the market',
		citations: ['https://a.example/1', 'https://b.example/2']
	});
	const merged = await published({ title: 'Market hit from the air', citations: ['https://c.example/3'] });
	const { page } = await openAs('first');
	await page.goto(at(`/review/${merged}`));
	const similar = page.locator('li', { hasText: 'Strike on the market' });
	await similar.getByRole('button', { name: 'Merge into this one' }).click();
	expect(await page.locator('input[name=kept]').inputValue()).toBe(String(kept));
	await page.locator('#act-merge textarea').fill('The same strike');
	await page.locator('#act-merge form button').click();
	await said(page).getByText('Independent origins: 3').waitFor();

	await page.goto(at(`/reports/${merged}`));
	expect(new URL(page.url()).pathname).toBe(`/reports/${kept}`);
	await page.getByText(`Report ${merged} was merged with this one`).waitFor();
	const accounts = page.getByRole('region', { name: 'Accounts that were merged' });
	expect(await accounts.locator('li').allTextContents()).toEqual([
		expect.stringContaining('Strike on the market'),
		expect.stringContaining('Market hit from the air')
	]);
	// An address cannot claim a merge that never was.
	await page.goto(at(`/reports/${kept}?merged=1`));
	expect(await page.getByText('was merged with this one').count()).toBe(0);

	await page.goto(at(`/review/${merged}`));
	await does(page, 'split', 'Two strikes after all');
	await said(page).getByText('reviewed').waitFor();
	await page.goto(at(`/reports/${merged}`));
	expect(new URL(page.url()).pathname).toBe(`/reports/${merged}`);
	await page.context().close();
});

test('what may be one event is suggested with its reasons: set apart it is remembered, accepted it is merged', async () => {
	const words = { summary: 'A depot burns at the railway, 4 guards wounded.', point: [36.8, 46.757] };
	const [one, other, third] = [
		await published({ ...words, title: 'Fuel depot on fire in Berdiansk' }),
		await published({ ...words, title: 'Berdiansk: fuel depot on fire' }),
		await published({ ...words, title: 'Depot on fire in Berdiansk' })
	] as [number, number, number];
	// The server compares by itself as well: whoever is first.
	await compareNewReports(data);
	const asked = () => fetch(at(`/review/${one}`), { headers: { cookie: cookies.first } });
	await expect
		.poll(async () => (await asked()).text(), { timeout: 20_000 })
		.toContain(`data-suggestion="${third}"`);
	const { page } = await openAs('first');
	await page.goto(at(`/review/${one}`));
	const suggested = (id: number) => page.locator(`[data-suggestion="${id}"]`);
	await suggested(other).getByText('0 h apart').waitFor();
	await page.locator('[data-best="3"]').waitFor({ state: 'attached' });

	await suggested(other).locator('summary').click();
	await suggested(other).locator('textarea').fill('Two depots, one street apart');
	await suggested(other).getByRole('button', { name: 'Another event' }).click();
	await suggested(other).getByText('Two depots, one street apart').waitFor();
	expect(await suggested(other).locator('form').count()).toBe(0);

	await suggested(third).locator('summary').click();
	await suggested(third).locator('textarea').fill('The same fire');
	await suggested(third).getByRole('button', { name: 'Merge into this one' }).click();
	await page.locator('.kicker [data-state=rejected]').waitFor();
	await page.goto(at(`/reports/${one}`));
	expect(new URL(page.url()).pathname).toBe(`/reports/${third}`);
	await page.context().close();
});

test('several at once: each is answered for itself, and another’s work is left alone', async () => {
	const ids = [
		(await send(data, { title: 'Bulk one' })).id,
		(await send(data, { title: 'Bulk two' })).id,
		(await send(data, { title: 'Bulk three' })).id
	];
	await act('second', ids[2]!, 'claim');
	const { page } = await openAs('first', { ...PHONE, javaScriptEnabled: false });
	await page.goto(at('/review?q=Bulk'));
	for (const box of await page.locator('input[name=id]').all()) await box.check();
	await page.getByRole('button', { name: 'Reject' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('reason is needed');
	for (const box of await page.locator('input[name=id]').all()) await box.check();
	await page.getByLabel('Reason for rejecting').fill('Spam');
	await page.getByRole('button', { name: 'Reject' }).click();
	const results = (await said(page).locator('li').allTextContents()).join('\n');
	expect(results.match(/rejected/g)).toHaveLength(2);
	expect(results.match(/Another moderator/g)).toHaveLength(1);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await page.context().close();
});

test('the letter is set on the source, with its reason, and its history is public', async () => {
	const { page } = await openAs('first', { ...DESKTOP, javaScriptEnabled: false });
	await page.goto(at('/sources/slavyangrad'));
	await page.getByText('Set the letter').first().click();
	expect(await page.locator('input[name=reliability]:checked').count()).toBe(0);
	await page.locator('input[name=reliability][value=D]').check();
	await page.locator('textarea[name=reason]').fill('Three reports retracted this month');
	await page.getByRole('button', { name: 'Set the letter' }).click();
	await page.getByText('The letter is set.').waitFor();
	const text = await (await fetch(at('/sources/slavyangrad'))).text();
	expect(text).toContain('Three reports retracted this month');
	expect(text).not.toContain('name="reliability"');
	await page.context().close();
});

test('a picture is shown and hidden, a proof accepted, each with its reason; where else it was sent stands beside it', async () => {
	const other = await send(data, { title: 'The same picture before' });
	await bring(other.id, other.receipt, false);
	const { id, receipt } = await send(data, { title: 'Seen on a picture' });
	const file = await bring(id, receipt, true);
	await act('first', id, 'claim');
	await act('first', id, 'publish', { reason: 'Seen on a picture' });
	const anybody = async () => (await fetch(at(`/media/${file}`))).status;
	expect(await anybody()).toBe(404);

	const { page } = await openAs('first', { ...DESKTOP, javaScriptEnabled: false });
	await page.goto(at(`/review/${id}`));
	const item = page.locator(`[data-file="${file}"]`);
	expect(await item.locator('img').isVisible()).toBe(false);
	await item.getByText('Graphic picture or video').click();
	expect(await item.locator('img').isVisible()).toBe(true);
	await item.getByRole('link', { name: `The same file came with report ${other.id}` }).waitFor();
	const decide = async (button: string, reason: string) => {
		if (!(await item.getByRole('button', { name: button }).isVisible()))
			await item.getByText('Decide').click();
		await item.getByLabel('Reason').fill(reason);
		await item.getByRole('button', { name: button }).click();
	};
	await item.getByText('Decide').click();
	await item.getByLabel('What it shows').fill('A tower behind a house');
	await decide('Show to readers', 'No person can be known');
	expect(await said(page).textContent()).toBe('Done.');
	expect(await anybody()).toBe(200);
	await decide('Change how it is shown', 'The same again');
	expect(await item.getByRole('alert').textContent()).toBe('Nothing would change.');
	await page.locator('[data-proof] textarea').fill('I compared the two');
	await page.getByRole('button', { name: 'Accept and show' }).click();
	expect(await said(page).textContent()).toBe('Done.');
	const readers = await (await fetch(at(`/reports/${id}?lang=en`))).text();
	for (const shown of ['A tower behind a house', 'The tower and the bend', 'No person can be known'])
		expect(readers).toContain(shown);
	await decide('Stop showing it', 'Somebody can be known');
	expect(await anybody()).toBe(404);
	await page.context().close();
});

test('what another offers to a published report is found from the queue, and its link taken', async () => {
	const id = await published({ title: 'Burning depot' });
	const link = 'https://films.example/depot';
	await call(data.anonymous, 'join_report', {
		...{ report_id: id, facts: { citations: [link], summary: 'I filmed it', contact: null } },
		idempotency_key: randomUUID(),
		receipt_hash: await receiptHash(receiptFrom(crypto.getRandomValues(new Uint8Array(RECEIPT_BYTES))))
	});
	const { page } = await openAs('second');
	await page.goto(at('/review?theatre=gaza'));
	const waiting = page.locator('.waiting li', { hasText: 'Burning depot' });
	expect(await waiting.textContent()).toContain('Offers: 1');
	await waiting.getByRole('link').click();
	const offer = page.locator('[data-offer]');
	await offer.getByText('I filmed it').waitFor();
	await offer.getByRole('textbox').fill('Another angle');
	await offer.getByRole('button', { name: 'Take it' }).click();
	await said(page).getByText('Done.').waitFor();
	await offer.getByText('Taken').waitFor();
	const readers = await (await fetch(at(`/reports/${id}?lang=en`))).text();
	expect([readers.includes(link), readers.includes('I filmed it')]).toEqual([true, false]);
	await page.goto(at('/review'));
	expect(await waiting.count()).toBe(0);
	await page.context().close();
});

test.each([
	['light', DESKTOP, ''],
	['dark', DESKTOP, 'theme=dark'],
	['Arabic on a phone', PHONE, 'lang=ar']
] as const)(
	'%s: no barrier, nothing sideways, no complaint of the browser',
	async (_name, options, choices) => {
		const { id, receipt } = await send(data, {
			title: 'Read by everybody',
			citations: ['https://t.me/slavyangrad/1'],
			public_precision: 'settlement',
			sensitivity: ['threatens_civilian_safety']
		});
		await bring(id, receipt, false);
		const { page, problems } = await openAs('first', options);
		await page.goto(at(`/review?${choices}`));
		expect(await violations(page)).toEqual([]);
		await act('first', id, 'claim');
		await page.goto(at(`/review/${id}?${choices}`));
		await mapIdle(page);
		for (const summary of await page.locator('.acts details > summary, [data-file] summary').all())
			await summary.click();
		expect(await violations(page)).toEqual([]);
		const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(width[0]).toBe(width[1]);
		expect(problems).toEqual([]);
		await page.context().close();
	}
);
