/** Reporting from a phone: from the first word to the public report, and everything that may go wrong on the way. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, PHONE } from '../support/browser.ts';
import { openModerator, type Moderator } from '../support/moderator.ts';
import * as samples from '../support/media-samples.ts';
import { NASTY } from '../support/nasty.ts';
import { useProduct } from '../support/product.ts';
import { signIn } from '../support/sign-in.ts';

const product = useProduct();
let moderator: Moderator;
beforeAll(async () => {
	moderator = await openModerator(product.app);
});
afterAll(() => moderator?.close());

const RECEIPT = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/;
const open = async (path: string, options = {}) => {
	const watched = await openPage(product.browser, { ...PHONE, ...options });
	await watched.page.goto(product.app.url + path);
	return watched;
};
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const receiptOf = async (page: Page) => {
	await page.getByRole('heading', { name: /Your report has arrived/ }).waitFor();
	return (await page.locator('.code').textContent())!.trim();
};
const numberOf = async (title: string): Promise<number> => {
	const { data } = await moderator.db.from('reports').select('id').eq('title', title).single();
	return data!.id as number;
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
async function violations(page: Page): Promise<unknown[]> {
	await page.evaluate(axe);
	type Axe = { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
	const found = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
	return found.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
}

test('without an account, from the first word to the public report', async () => {
	const title = 'Shelling hit a school in Avdiivka, a roof burns';
	const { page, problems, requests } = await open('/submit');
	await page.getByLabel('Paste a link, or say what you saw').fill(title);
	// What was read stands in the form, to be corrected.
	await page.getByText('Read from it', { exact: true }).waitFor();
	await expect.poll(() => page.getByLabel('Shelling or missiles').isChecked()).toBe(true);
	expect(await page.getByLabel('Name of the place').inputValue()).toBe('Avdiivka');
	expect(await page.getByLabel('Coordinates').inputValue()).toMatch(/^48\.1\d*, 37\.7\d*$/);
	await page.getByLabel('How exactly do you know the place?').scrollIntoViewIfNeeded();
	await page.locator('[data-map-idle]').waitFor({ timeout: 30_000 });
	expect(await violations(page)).toEqual([]);
	await send(page);
	const receipt = await receiptOf(page);
	expect(receipt).toMatch(RECEIPT);
	expect(await violations(page)).toEqual([]);
	expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Avdiivka');

	await page.getByRole('link', { name: 'See its state' }).click();
	await page.getByLabel('Code').fill('K7QM-X2RD-9VBE-4HTN');
	await page.getByRole('button', { name: 'Look it up' }).click();
	await page.getByText('There is no report with this code').waitFor();
	// As a person copies it from paper.
	const look = async () => {
		await page.getByLabel('Code').fill(receipt.toLowerCase().replaceAll('-', ' '));
		await page.getByRole('button', { name: 'Look it up' }).click();
	};
	await look();
	await page.getByText('waits for a moderator').waitFor();
	expect(await violations(page)).toEqual([]);

	const report_id = await numberOf(title);
	await moderator.ask('claim_report', { report_id });
	await moderator.ask('ask_contributor', { report_id, question: 'Which roof?' });
	await look();
	await page.getByText('Which roof?').waitFor();
	await page.getByLabel('Your answer').fill('That of the gym');
	await page.getByRole('button', { name: 'Send the answer' }).click();
	await page.getByText('The moderators have your answer').waitFor();
	expect(page.url()).not.toContain(receipt);

	await moderator.ask('publish_report', { report_id });
	await look();
	await page.getByRole('link', { name: 'The public report' }).click();
	await page.getByRole('heading', { name: title }).waitFor();
	expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
	expect(requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(product.app.url))).toEqual(
		[]
	);
	await page.context().close();
});

test('a code typed before the page has woken is the one that is looked up', async () => {
	const { page } = await open('/submit/status', { serviceWorkers: 'block' });
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	const held: (() => void)[] = [];
	let isHeld = true;
	await page.route('**/*.js', async (route) => {
		if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
		await route.continue();
	});
	await page.getByLabel('Code').fill('K7QM-X2RD-9VBE-4HTN');
	await page.getByRole('button', { name: 'Look it up' }).click({ noWaitAfter: true });
	await page.getByText('There is no report with this code').waitFor();
	await page.getByLabel('Code').fill('another');
	expect(await page.locator('#svelte-announcer').count()).toBe(0);
	isHeld = false;
	for (const release of held) release();
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
	expect(await page.getByLabel('Code').inputValue()).toBe('another');
	await page.context().close();
});

test('what is missing is said beside its field, nothing typed is lost, and a place may be asked about', async () => {
	const { page } = await open('/submit?at=34.46678,31.50152');
	expect(await page.getByLabel('Coordinates').inputValue()).toBe('31.50152, 34.46678');
	await page.getByLabel('Name of the place').fill('The harbour');
	await send(page);
	await page.getByRole('alert').getByText('Choose the kind of event.').waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('text');
	expect(await page.getByLabel('Name of the place').inputValue()).toBe('The harbour');

	await page.getByLabel('Paste a link, or say what you saw').fill('Something');
	await page.getByLabel('Humanitarian').check({ force: true });
	await page.getByLabel('Coordinates').fill('34.46678, 31.50152');
	await page.getByRole('button', { name: '31.50152, 34.46678' }).click();
	expect(await page.getByLabel('Coordinates').inputValue()).toBe('31.50152, 34.46678');
	await page.getByLabel('Coordinates').fill('52.52, 13.405');
	await send(page);
	await page.getByText('outside the three fronts').waitFor();
	await page.getByRole('button', { name: /^Yes: Ukraine/ }).click();
	expect(await receiptOf(page)).toMatch(RECEIPT);
	await page.context().close();
});

test('a draft survives its tab, waits without a network and is sent once it is back', async () => {
	const text = `A convoy on the road near Gao ${randomUUID().slice(0, 8)}`;
	const { page } = await open('/submit');
	const context = page.context();
	await page.getByLabel('Paste a link, or say what you saw').fill(text);
	await page.getByLabel('Battle').check({ force: true });
	await page.getByLabel('Coordinates').fill('16.27, -0.04');
	await page.getByLabel('Name of the place').fill('Road to Gao');
	await page.close();

	const again = await context.newPage();
	await again.goto(`${product.app.url}/submit`);
	await again.getByText('Your draft was kept').waitFor();
	expect(await again.getByLabel('Paste a link, or say what you saw').inputValue()).toBe(text);
	await context.setOffline(true);
	await send(again);
	await again.getByText('No connection.').waitFor();
	await context.setOffline(false);
	expect(await receiptOf(again)).toMatch(RECEIPT);
	const { data } = await moderator.db.from('reports').select('id').eq('title', text);
	expect(data).toHaveLength(1);

	// Nothing is kept of who wishes so.
	await again.goto(`${product.app.url}/submit`);
	await again.getByLabel('Leave nothing on this device').check();
	await again.getByLabel('Paste a link, or say what you saw').fill(text);
	await again.waitForTimeout(300);
	expect(await again.evaluate(() => JSON.stringify(localStorage))).not.toContain('Gao');
	await context.close();
});

test('what the map tells of already is added to, not told twice', async () => {
	const link = `https://t.me/somebody/${Date.now()}`;
	const title = 'A market in Khan Younis was hit from the air';
	const first = {
		...{ key: randomUUID(), text: title, citations: [link], event_type: 'air_strikes' },
		...{
			occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
			time_precision: 'minute',
			theatre: null
		},
		...{
			point: [34.306, 31.346],
			geo_precision: 'settlement',
			uncertainty_m: null,
			place_name: 'Khan Younis'
		},
		...{ sensitivity: [], delay_minutes: 0, public_precision: null, contact: null }
	};
	const sent = await fetch(`${product.app.url}/api/v1/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${moderator.token}` },
		body: JSON.stringify(first)
	});
	expect(sent.status, await sent.clone().text()).toBe(201);
	const id = await numberOf(title);
	const { page } = await open('/submit');
	await page.getByLabel('Paste a link, or say what you saw').fill(`${link} I filmed this`);
	await page.getByLabel('Air or drone strike').check({ force: true });
	await page.getByLabel('Coordinates').fill('31.346, 34.306');
	await send(page);
	await page.getByRole('heading', { name: 'Is it one of these?' }).waitFor();
	await page.getByText(title).waitFor();
	await page.getByRole('button', { name: 'Yes, add mine to it' }).click();
	expect(await receiptOf(page)).toMatch(RECEIPT);
	const { data } = await moderator.db.from('offers').select('report_id, links').eq('report_id', id);
	expect(data).toEqual([{ report_id: id, links: [link] }]);
	await page.context().close();
});

test('photos go with their report, private, and say only what their sender takes over', async () => {
	const title = `A yard burns ${randomUUID().slice(0, 8)}`;
	const { page, problems } = await open('/submit');
	const choose = async (name: string, buffer: Buffer) =>
		page.getByLabel('Add photos or a short video').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
	await page.getByLabel('Paste a link, or say what you saw').fill(title);
	await page.getByLabel('Shelling or missiles').check({ force: true });
	await choose('yard.jpg', await samples.jpegOfCamera());
	await page.getByText('What the file says of itself').waitFor();
	expect(await page.getByLabel('Coordinates').inputValue()).toBe('');
	await page.getByRole('button', { name: 'Use this place' }).click();
	await page.getByRole('button', { name: 'Use this time' }).click();
	expect(await page.getByLabel('Coordinates').inputValue()).toMatch(/^48\.1375\d*, 37\.741\d*$/);
	expect(await page.getByRole('textbox', { name: 'Day' }).inputValue()).toBe('2023-11-01');
	await page.getByLabel('What is to be seen').fill('Smoke over a yard');
	await choose('again.jpg', await samples.picture(300, 200).jpeg().toBuffer());
	await page.getByText('The file says nothing').waitFor();
	expect(await violations(page)).toEqual([]);

	// What names the files outlasts the page, the pictures do not.
	await page.reload();
	expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('data:image');
	const second = page.locator('.files > li').nth(1);
	await second.waitFor();
	// The second is gone by the time the report is sent.
	const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('fronts-draft')!).files);
	const [first, gone] = kept as { id: string; upload_key: string }[];
	const url = `${product.app.url}/submit/media/${gone!.id}`;
	await fetch(url, { method: 'DELETE', headers: { 'upload-key': gone!.upload_key } });
	await send(page);
	await receiptOf(page);
	await page.getByText('not all of its files: 1 did').waitFor();
	expect(await violations(page)).toEqual([]);
	await choose('third.jpg', await samples.picture(300, 200).jpeg().toBuffer());
	await page.getByRole('button', { name: 'Add to the report' }).click();
	await page.getByText('not all of its files').waitFor({ state: 'detached' });

	const id = await numberOf(title);
	const { data } = await moderator.db
		.from('media')
		.select('id, state, alt')
		.eq('report_id', id)
		.order('created_at');
	expect(data).toEqual([
		{ id: first!.id, state: 'private', alt: 'Smoke over a yard' },
		{ id: expect.any(String), state: 'private', alt: null }
	]);
	const cookie = await signIn(product.app, { email: 'looks@people.example', role: 'moderator' });
	const get = async (headers: Record<string, string>) =>
		(await fetch(`${product.app.url}/media/${first!.id}`, { headers })).status;
	expect([await get({}), await get({ cookie })]).toEqual([404, 200]);
	expect(problems).toEqual([]);

	// Once it is shown, who chooses it again is asked about that report.
	await moderator.ask('claim_report', { report_id: id });
	await moderator.ask('publish_report', { report_id: id });
	await moderator.ask('show_media', { media_id: first!.id, reason: 'Looked at' });
	await page.goto(`${product.app.url}/submit?at=31.50152,34.46678`);
	await choose('seen.jpg', await samples.jpegOfCamera());
	await page.getByText('Already shown with').waitFor();
	await page.getByLabel('Paste a link, or say what you saw').fill('Another place altogether');
	await page.getByLabel('Battle').check({ force: true });
	await page.getByLabel('Coordinates').fill('31.50152, 34.46678');
	await send(page);
	await page.getByRole('heading', { name: 'Is it one of these?' }).waitFor();
	await page.getByText('Shows a photo or video you chose').waitFor();
	await page.getByText('your files come along').waitFor();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Yes, add mine to it' }).click();
	await receiptOf(page);
	const offered = async () =>
		(
			await moderator.db
				.from('media')
				.select('state, offer_id')
				.eq('report_id', id)
				.not('offer_id', 'is', null)
		).data;
	expect(await offered()).toEqual([{ state: 'private', offer_id: expect.any(Number) }]);
	const offer_id = (await offered())![0]!.offer_id;
	await moderator.ask('decide_offer', { offer_id, take: false, reason: 'The same again' });
	expect(await offered()).toEqual([]);
	await page.context().close();
});

test('without a script, in Arabic: asked what a name means, then sent', async () => {
	const { page } = await open('/submit?lang=ar', { javaScriptEnabled: false });
	expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
	await page.locator('#text').fill('حريق في منزل قرب المدرسة');
	await page.locator('input[name="event_type"][value="shelling"]').check({ force: true });
	await page.locator('#place').fill('بيت حانون');
	await page.locator('button.primary').click();
	const choices = page.locator('button[name="chosen_point"]');
	expect(await choices.count()).toBeGreaterThan(0);
	expect(await page.locator('#text').inputValue()).toBe('حريق في منزل قرب المدرسة');
	await choices.first().click();
	expect((await page.locator('.code').textContent())!.trim()).toMatch(RECEIPT);
	await page.context().close();
});

test('in Arabic the form has no fault that a machine finds', async () => {
	const { page } = await open('/submit?lang=ar&theme=dark');
	await page.locator('#geo_precision').scrollIntoViewIfNeeded();
	await page.locator('[data-map-idle]').waitFor({ timeout: 30_000 });
	expect(await violations(page)).toEqual([]);
	await page.context().close();
});

describe('whatever is sent', () => {
	const FINE = {
		...{ text: 'Two houses burn', citations: ['https://t.me/a/1'], event_type: 'shelling' },
		...{ occurred_at: '2023-11-01T10:00:00Z', time_precision: 'minute', theatre: null },
		...{ point: [37.745, 48.139], geo_precision: 'street', uncertainty_m: null, place_name: 'Avdiivka' },
		...{ sensitivity: [], delay_minutes: 0, public_precision: null, contact: null }
	};
	const post = (body: unknown, path = '/submit/send', headers: Record<string, string> = {}) =>
		fetch(product.app.url + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body)
		});
	const count = async () =>
		(await moderator.db.from('reports').select('id', { count: 'exact', head: true })).count;

	/** A field, what is put into it, and where the problem must be. */
	const BROKEN: [field: keyof typeof FINE | 'key' | 'files', value: unknown][] = [
		...[
			'point',
			'occurred_at',
			'event_type',
			'geo_precision',
			'time_precision',
			'citations',
			'sensitivity'
		].flatMap((field) =>
			NASTY.map((value): [keyof typeof FINE, unknown] => [field as keyof typeof FINE, value])
		),
		...NASTY.filter((value) => value !== '').map((value): ['theatre', unknown] => ['theatre', value]),
		...NASTY.map((value): ['key', unknown] => ['key', value]),
		...NASTY.map((value): ['delay_minutes', unknown] => ['delay_minutes', value]),
		['citations', NASTY],
		['point', [37, 90.0001]],
		['point', [-180.0001, 48]],
		['point', [null, null]],
		['point', ['37', '48']],
		['point', [37, 48, 1]],
		['delay_minutes', -1],
		['uncertainty_m', 0.5],
		['public_precision', 'exact'],
		['text', 'x'.repeat(400_000)],
		['text', { toString: 'x' }],
		['place_name', ' \u200b '],
		['contact', { may_be_asked: 'yes', address: null, credit_as: null }],
		['occurred_at', '2999-01-01'],
		...NASTY.map((value): ['files', unknown] => ['files', value]),
		['files', [{ upload_key: 'x', sensitive: 'no', alt: '' }]],
		['files', Array(11).fill({ upload_key: 'x', sensitive: false, alt: '' })]
	];

	test('is refused naming its field, and nothing is half-stored', async () => {
		const before = await count();
		for (const [field, value] of BROKEN) {
			const response = await post({ key: randomUUID(), ...FINE, [field]: value });
			const shown = `${field}: ${JSON.stringify(value).slice(0, 80)}`;
			expect(response.status, shown).toBe(422);
			const { outcome, problems } = await response.json();
			expect(outcome, shown).toBe('refused');
			expect(
				problems.map(({ path }: { path: string }) => path.split('.')[0]),
				shown
			).toContain(field);
		}
		for (const body of ['1e309', '{"point": [1e309, NaN]}', '[]', 'null', '"x"', '']) {
			expect((await post(body)).status, body).toBe(422);
		}
		expect(await count()).toBe(before);
	});

	test('a body that is far too large is refused in order, never by a broken connection', async () => {
		const before = await count();
		const huge = JSON.stringify({ ...FINE, key: randomUUID(), text: 'x'.repeat(10_000_000) });
		for (let i = 0; i < 12; i++) {
			const refused = await post(huge);
			expect([refused.status, refused.headers.get('content-type')]).toEqual([
				413,
				'application/problem+json'
			]);
			expect((await refused.json()).detail).toContain('524288 bytes are the most');
		}
		// Its length is not said.
		const streamed = { method: 'POST', body: new Blob([huge]).stream(), duplex: 'half' } as RequestInit;
		const unmeasured = await fetch(`${product.app.url}/submit/send`, streamed);
		expect([unmeasured.status, (await unmeasured.json()).status]).toEqual([411, 411]);
		expect(await count()).toBe(before);
	});

	test('any JSON is answered, never with a fault of ours', async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...Object.keys(FINE)), fc.jsonValue(), async (field, value) => {
				// Without a key nothing is ever taken.
				const response = await post({ ...FINE, [field]: value });
				expect(response.status).toBe(422);
			}),
			{ numRuns: 60 }
		);
		for (const path of ['/submit/read', '/submit/similar', '/submit/join?report=x'])
			for (const body of ['', '[]', '{"text": 5}', '{"text": "\\u202e=cmd() 48.1 37.7"}'])
				expect((await post(body, path)).status, path + body).toBeLessThan(500);
	});

	test('numbers the wrong way round are asked about', async () => {
		const response = await post({ key: randomUUID(), ...FINE, point: [31.5, 34.46] });
		expect([response.status, await response.json()]).toEqual([
			422,
			{ outcome: 'question', question: { path: 'point', asks: 'swapped', suggestion: [34.46, 31.5] } }
		]);
	});

	test('programs send with a token, and read what is wrong as problem details', async () => {
		const API = '/api/v1/reports';
		for (const headers of [{}, { authorization: 'Bearer nobody.at.all' }] as Record<string, string>[]) {
			const refused = await post({ key: randomUUID(), ...FINE }, API, headers);
			expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
		}
		const known = { authorization: `Bearer ${moderator.token}` };
		const wrong = await post({ key: randomUUID(), ...FINE, event_type: 'shellling' }, API, known);
		expect([wrong.status, wrong.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
		expect((await wrong.json()).errors).toEqual([expect.objectContaining({ path: 'event_type' })]);
		const key = randomUUID();
		const answers = [];
		for (let i = 0; i < 2; i++) answers.push(await (await post({ key, ...FINE }, API, known)).json());
		expect(answers[0].receipt).toMatch(RECEIPT);
		expect(answers[1]).toEqual(answers[0]);
		expect((await post({ key, ...FINE, text: 'Another' }, API, known)).status).toBe(409);
	});

	test('work that was not done is refused; without any, a flood is slowed', async () => {
		const forged = await post({ key: randomUUID(), ...FINE }, '/submit/send', { 'x-proof': btoa('{}') });
		expect([forged.status, (await forged.json()).outcome]).toEqual([403, 'unproven']);
		let last = new Response();
		for (let i = 0; i < 8 && last.status !== 429; i++)
			last = await post({ key: randomUUID(), ...FINE, text: `Flood ${i}` });
		expect(last.status).toBe(429);
		expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
	});
});
