import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UploadedMedia } from '#lib/domain/media.ts';
import { receiptFrom, receiptHash, RECEIPT_BYTES } from '#lib/domain/receipt.ts';
import { call, openBackend, type Backend, type Database } from '#lib/server/database.ts';
import { attach } from '#lib/server/media/media.ts';
import { readSettings } from '#lib/server/settings.ts';
import { openPage, PHONE } from '../support/browser.ts';
import { ROOT } from '../support/lanes.ts';
import * as samples from '../support/media-samples.ts';
import { useProduct } from '../support/product.ts';
import { passwordOf, signIn } from '../support/sign-in.ts';

const product = useProduct();
const MODERATOR = 'mod@people.example';
let backend: Backend;
let asModerator: Database;
let cookie: string;

beforeAll(async () => {
	const { app } = product;
	cookie = await signIn(app, { email: MODERATOR, role: 'moderator' });
	backend = await openBackend({ settings: readSettings({ DATA_DIR: app.dataDir }), root: ROOT });
	const { data } = await backend.anonymous.auth.signInWithPassword({
		email: MODERATOR,
		password: passwordOf(MODERATOR)
	});
	asModerator = backend.as(data.session!.access_token);
});
afterAll(() => backend?.close());

/** The name and the type a browser states are lies on purpose. */
function send(bytes: Buffer, lang = 'en'): Promise<Response> {
	const form = new FormData();
	form.set('file', new File([new Uint8Array(bytes)], 'holiday.txt', { type: 'text/plain' }));
	return fetch(`${product.app.url}/submit/media?lang=${lang}`, {
		method: 'POST',
		body: form,
		headers: { origin: product.app.url }
	});
}
const upload = async (bytes: Buffer): Promise<UploadedMedia> => (await send(bytes)).json();
const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(product.app.url + path, { headers });

/** Sends a report with these files and publishes it; nothing of them is shown yet. */
async function publishedReport(files: UploadedMedia[]): Promise<number> {
	const receipt = await receiptHash(receiptFrom(crypto.getRandomValues(new Uint8Array(RECEIPT_BYTES))));
	const facts = {
		...{ theatre: 'ukraine', title: `Smoke over ${randomUUID()}`, summary: 'Two columns of smoke.' },
		...{ event_type: 'shelling', occurred_at: '2023-11-01T10:00:00Z', time_precision: 'minute' },
		...{ point: [37.74, 48.13], geo_precision: 'exact', uncertainty_m: 50, place_name: 'Avdiivka' },
		...{ citations: [], sensitivity: [], delay_minutes: 0 }
	};
	const { report_id } = await call<{ report_id: number }>(backend.anonymous, 'submit_report', {
		...{ facts, idempotency_key: randomUUID(), receipt_hash: receipt }
	});
	const given = files.map(({ upload_key }) => ({ upload_key, sensitive: false, alt: null }));
	await attach(backend.anonymous, report_id, given, receipt);
	await call(asModerator, 'claim_report', { report_id });
	await call(asModerator, 'publish_report', { report_id });
	return report_id;
}
const show = (media_id: string, more: object = {}) =>
	call(asModerator, 'show_media', { media_id, reason: 'Looked at', ...more });

describe('an upload', () => {
	test('of each kind is taken by its content, and told what it says of itself', async () => {
		const files = [
			['image', await samples.jpegOfCamera(), samples.PLACE],
			['image', await samples.pngWithText(), null],
			['image', await samples.webpOfCamera(), samples.PLACE],
			['image', samples.heicOfPhone(), samples.PLACE],
			['video', samples.film(), [37.7411, 48.1375]]
		] as const;
		for (const [kind, bytes, point] of files) {
			const response = await send(bytes);
			expect(response.status).toBe(201);
			expect(response.headers.get('cache-control')).toBe('no-store');
			const uploaded = (await response.json()) as UploadedMedia;
			expect(uploaded).toMatchObject({ kind, facts: { point }, seen_in: [] });
			expect(uploaded.upload_key.length).toBeGreaterThan(40);
			expect(uploaded.preview?.startsWith('data:image/webp;base64,') ?? false).toBe(kind === 'image');
		}
	});

	test('that is hostile, damaged or of another kind is refused with a reason, in words', async () => {
		for (const [name, bytes, reason] of await samples.hostileFiles()) {
			const response = await send(bytes);
			const answer = await response.json();
			expect([name, answer.reason, response.status >= 400]).toEqual([name, reason, true]);
			expect(answer.message.length, name).toBeGreaterThan(10);
		}
		const french = await (await send(Buffer.from('<svg/>'), 'fr')).json();
		expect(french.message).toContain('Ce n’est pas un fichier JPEG');
		expect(product.app.output()).not.toContain('SECRET');
	});

	test('is taken back with its key, and with no other', async () => {
		const { id, upload_key } = await upload(await samples.jpegOfCamera());
		const remove = (key: string) =>
			fetch(`${product.app.url}/submit/media/${id}`, { method: 'DELETE', headers: { 'upload-key': key } });
		expect((await remove('another')).status).toBe(404);
		expect((await get(`/media/${id}`, { cookie })).status).toBe(200);
		expect((await remove(upload_key)).status).toBe(204);
		expect((await get(`/media/${id}`, { cookie })).status).toBe(404);
		expect((await remove(upload_key)).status).toBe(404);
	});

	test('from another site is refused', async () => {
		const form = new FormData();
		form.set('file', new File([new Uint8Array(await samples.jpegOfCamera())], 'x.jpg'));
		const headers = { origin: 'https://elsewhere.example' };
		const url = `${product.app.url}/submit/media`;
		expect((await fetch(url, { method: 'POST', body: form, headers })).status).toBe(403);
	});
});

test('a body larger than its route needs is refused before it is read', async () => {
	/** Says what would come, and sends nothing of it. */
	const announce = (path: string, headers: Record<string, string>): Promise<number> =>
		new Promise((resolve, reject) => {
			const request = httpRequest(product.app.url + path, {
				method: 'POST',
				headers: { 'content-type': 'multipart/form-data; boundary=x', origin: product.app.url, ...headers }
			});
			request.on('response', (response) => {
				resolve(response.statusCode!);
				request.destroy();
			});
			request.on('error', reject);
			request.flushHeaders();
		});
	expect(await announce('/submit/media', { 'content-length': String(60 * 1024 * 1024) })).toBe(413);
	expect(await announce('/sign-in?/enter', { 'content-length': String(600 * 1024) })).toBe(413);
	expect(await announce('/api/v1/reports', { 'content-length': String(600 * 1024) })).toBe(413);
	expect(await announce('/sign-in?/enter', { 'transfer-encoding': 'chunked' })).toBe(411);
	expect(await announce('/submit/media', { 'transfer-encoding': 'chunked' })).toBe(411);
});

describe('a stored file', () => {
	test('is a moderator’s until it is shown, everybody’s then, nobody’s when hidden; and says nothing of its maker', async () => {
		const picture = await upload(await samples.jpegOfCamera());
		const film = await upload(samples.film());
		await publishedReport([picture, film]);
		for (const { id } of [picture, film]) {
			expect((await get(`/media/${id}`)).status).toBe(404);
			const own = await get(`/media/${id}`, { cookie });
			expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
			await show(id);
			const shown = await get(`/media/${id}`);
			const { headers } = shown;
			expect(shown.status).toBe(200);
			expect(headers.get('cache-control')).toBe('public, max-age=600');
			expect(headers.get('content-disposition')).toBe('inline');
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('content-security-policy')).toContain('sandbox');
			const bytes = Buffer.from(await shown.arrayBuffer());
			for (const secret of samples.SECRETS) expect(bytes.toString('latin1')).not.toContain(secret);
			const again = await get(`/media/${id}`, { 'if-none-match': headers.get('etag')! });
			expect(again.status).toBe(304);
		}
		expect((await get(`/media/${picture.id}`)).headers.get('content-type')).toBe('image/webp');
		expect((await get(`/media/${picture.id}/preview`)).headers.get('content-type')).toBe('image/webp');
		expect((await get(`/media/${film.id}/preview`)).status).toBe(404);

		const part = await get(`/media/${film.id}`, { range: 'bytes=4-7' });
		expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
		expect(part.headers.get('content-range')).toMatch(/^bytes 4-7\/\d+$/);
		expect((await get(`/media/${film.id}`, { range: 'bytes=9999999-' })).status).toBe(416);

		await call(asModerator, 'hide_media', { media_id: picture.id, reason: 'A face' });
		expect((await get(`/media/${picture.id}`)).status).toBe(404);
		expect((await get(`/media/${picture.id}/preview`)).status).toBe(404);
	});

	test('is not asked for by an address nobody gave', async () => {
		for (const id of ['x', '..%2f..%2fkeys.json', randomUUID(), `${randomUUID()}.preview`])
			expect((await get(`/media/${id}`)).status, id).toBe(404);
	});
});

test('on a phone: pictures on the report’s page, the graphic one not loaded before it is wanted; a proof from a photo', async () => {
	const [open, graphic] = await Promise.all([
		upload(await samples.picture().flop().png().toBuffer()),
		upload(await samples.picture().flip().png().toBuffer())
	]);
	const id = await publishedReport([open, graphic]);
	await show(open.id, { alt: 'Two columns of smoke' });
	await show(graphic.id, { sensitive: true });

	const { page, requests, problems } = await openPage(product.browser, PHONE);
	await page.goto(`${product.app.url}/reports/${id}?lang=en`);
	const picture = page.getByAltText('Two columns of smoke');
	await picture.scrollIntoViewIfNeeded();
	await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
	await page.waitForLoadState('networkidle');
	expect(requests.filter((url) => url.includes(graphic.id))).toEqual([]);
	await page.getByText('Show it').click();
	const hidden = page.getByAltText('Photo 2 of 2, without a description');
	await hidden.scrollIntoViewIfNeeded();
	await expect.poll(() => hidden.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

	// In the panel of the map as well, behind the same warning.
	const map = await page.context().newPage();
	const asked: string[] = [];
	map.on('request', (request) => asked.push(request.url()));
	await map.goto(`${product.app.url}/ukraine?last=all&report=${id}&lang=en`);
	const inPanel = map.getByAltText('Two columns of smoke');
	await inPanel.scrollIntoViewIfNeeded();
	await expect.poll(() => inPanel.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
	expect(asked.filter((url) => url.includes(graphic.id))).toEqual([]);
	await map.close();

	await page.getByText('Prove where this was').click();
	const choose = page.getByLabel('Add photos or a short video');
	await choose.setInputFiles([
		{ name: 'page.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html><script>') },
		{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await samples.jpegOfCamera() }
	]);
	await page.getByText('Canon EOS SECRET').waitFor();
	expect(await page.getByRole('alert').innerText()).toContain('page.jpg: This is no JPEG');
	await page.getByRole('button', { name: 'Use this place' }).click();
	expect(await page.getByRole('textbox', { name: 'Coordinates' }).inputValue()).toContain('48.1375');
	await page.getByRole('button', { name: 'Send the proof' }).click();
	await page.getByText('At least 20 characters.').waitFor();
	await page.getByLabel('What matches').fill('The chimney and both roofs match the satellite picture.');
	await page.getByLabel('Pictures to compare with').fill('https://example.org/satellite');
	await page.getByLabel('Name to credit').fill('A careful reader');
	await page.getByRole('button', { name: 'Send the proof' }).click();
	await page.getByText('A moderator checks it').waitFor();

	const { data } = await asModerator.from('geolocation_proofs').select('id').eq('report_id', id).single();
	await call(asModerator, 'accept_proof', { proof_id: data!.id, reason: 'It matches' });
	await page.reload();
	await page.getByRole('heading', { name: 'Proofs of the place' }).waitFor();
	await page.getByText('By A careful reader').waitFor();
	expect(await page.getByText('example.org/satellite').count()).toBe(1);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	// The browser says so of the file that was refused.
	expect(problems.filter((problem) => !problem.includes('415'))).toEqual([]);
	await page.context().close();
});

test('a flood from one place is slowed, and told for how long', async () => {
	let response = await send(Buffer.from('<svg/>'));
	for (let i = 0; i < 40 && response.status !== 429; i++) response = await send(Buffer.from('<svg/>'));
	expect(response.status).toBe(429);
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});
