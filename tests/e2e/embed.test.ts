/** The bare map in frames of another site, under what forums allow a frame. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mapIdle, openPage } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';
import { openWire, type Wire } from '../support/wire.ts';

/** As lemmy-ui writes it around `og:video`, and stricter: without an origin. */
const LEMMY_SANDBOX = 'allow-same-origin allow-scripts';
const OPAQUE_SANDBOX = 'allow-scripts';
/** As a Lemmy instance sends it. */
const LEMMY_CSP =
	"default-src 'self'; manifest-src *; connect-src *; img-src * data: blob:; script-src 'self' 'unsafe-inline'; " +
	"style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'self'; frame-src *; media-src * data:";

const product = useProduct();
let forum: { url: string; server: Server };
let wire: Wire;

beforeAll(async () => {
	// Another port is another origin.
	const server = createServer((asked, answer) => {
		const frames = new URL(asked.url!, 'http://forum').searchParams.getAll('frame');
		answer
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': LEMMY_CSP })
			.end(
				`<!doctype html><title>Forum</title><script>heard = [];
				addEventListener('message', ({ origin, data }) => heard.push({ origin, ...data }));</script>` +
					frames.map((html) => `<div>${html}</div>`).join('') +
					'<p style="height: 3000px">A long thread.</p>'
			);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	forum = { url: `http://localhost:${(server.address() as AddressInfo).port}`, server };
	wire = await openWire(product.app.url);
});
afterAll(async () => {
	forum.server.close();
	await wire.close();
});

const frameOf = (src: string, sandbox: string, size = 'width="640" height="360"') =>
	`<iframe ${size} sandbox="${sandbox}" allowfullscreen src="${src.replaceAll('&', '&amp;')}"></iframe>`;
const thread = (frames: string[]) =>
	`${forum.url}/?${new URLSearchParams(frames.map((frame) => ['frame', frame]))}`;
const framesOf = async (page: Page, count: number): Promise<Frame[]> => {
	await expect.poll(() => page.frames().length).toBe(count + 1);
	return page.frames().slice(1);
};
const LIVE = 'theatre=ukraine&last=all';
const IS_LIVE = '.live:not(.loading, .reconnecting, .offline)';

describe('who may frame what', () => {
	test('everybody the bare map, nobody but ourselves any other page', async () => {
		for (const path of ['/embed', '/embed?theatre=gaza', '/embed/unknown1']) {
			const { headers } = await fetch(product.app.url + path);
			expect(headers.get('content-security-policy'), path).toContain('frame-ancestors *');
			expect(headers.get('x-frame-options'), path).toBeNull();
		}
		for (const path of ['/', '/gaza', '/sources', '/sign-in', '/submit', '/e/unknown1', '/picture.svg']) {
			const { headers } = await fetch(product.app.url + path);
			expect(headers.get('x-frame-options'), path).toBe('SAMEORIGIN');
			expect(headers.get('content-security-policy') ?? '', path).not.toContain('frame-ancestors *');
		}
	});

	test('no cookie is set or believed, and what is wrong in the address is no server’s fault', async () => {
		const answer = await fetch(`${product.app.url}/embed?last=never&asof=x&at=1`, {
			headers: { cookie: 'fronts-session=base64-eyJhIjoxfQ' }
		});
		expect(answer.status).toBe(200);
		expect(answer.headers.get('set-cookie')).toBeNull();
		expect((await fetch(`${product.app.url}/embed/unknown1`)).status).toBe(404);
	});

	test('without a script there are the picture, the list and the way to the map', async () => {
		const html = await (
			await fetch(`${product.app.url}/embed?theatre=gaza&from=2023-10-07&to=2023-10-20&lang=fr`)
		).text();
		expect(html).toMatch(/<img[^>]+src="\/picture\.svg\?/);
		expect(html).toContain('7–20 oct. 2023');
		expect(html.match(/<li/g)!.length).toBeGreaterThan(5);
		expect(html).toMatch(/href="[^"]*\/gaza\?from=2023-10-07/);
	});
});

test('in a forum’s frame, with and without an origin, it is drawn, live and lets the page scroll', async () => {
	const { page, problems } = await openPage(product.browser, { viewport: { width: 700, height: 800 } });
	await page.goto(
		thread([
			frameOf(`${product.app.url}/embed?${LIVE}&report=166`, LEMMY_SANDBOX),
			frameOf(`${product.app.url}/embed?${LIVE}&lang=ar&theme=dark`, OPAQUE_SANDBOX)
		])
	);
	const [lemmy, opaque] = (await framesOf(page, 2)) as [Frame, Frame];
	for (const frame of [lemmy, opaque]) {
		await frame.locator('[data-map-idle]').waitFor({ state: 'attached', timeout: 60_000 });
		await frame.locator(IS_LIVE).waitFor({ timeout: 20_000 });
		expect(await marks(frame)).toBeGreaterThan(0);
	}
	expect(await opaque.evaluate(() => self.origin)).toBe('null');
	expect(await opaque.locator('html').getAttribute('dir')).toBe('rtl');

	// Who says so, and where, as text to take along.
	const address = lemmy.locator('section input').first();
	expect(await address.inputValue()).toMatch(/^https:\/\/www\.understandingwar\.org\//);
	expect(await lemmy.locator('section h2').textContent()).toContain('Berdiansk');
	await lemmy.locator('section button[aria-label^="Copy"]').first().click();
	await lemmy.getByText('Copied', { exact: true }).waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await address.inputValue());

	// Each map says so to the page around it.
	const heard = (await page.evaluate('heard')) as { origin: string; type: string }[];
	for (const origin of [product.app.url, 'null'])
		expect(heard.filter((message) => message.origin === origin).map(({ type }) => type)).toEqual(
			expect.arrayContaining(['fronts:ready', 'fronts:height', 'fronts:view'])
		);

	// The page around it tells it where to look.
	await page.evaluate((target) => {
		frames[0]!.postMessage({ type: 'fronts:look', at: '7/48/37.5' }, target);
		frames[0]!.postMessage({ type: 'fronts:select', report: null }, target);
	}, product.app.url);
	const looksThere = "heard.some(({ at }) => at?.startsWith('7/'))";
	await expect.poll(() => page.evaluate<boolean>(looksThere), { timeout: 10_000 }).toBe(true);
	expect(await lemmy.locator('section').count()).toBe(0);

	await page.mouse.move(320, 250);
	await page.mouse.wheel(0, 500);
	await expect.poll(() => page.evaluate(() => scrollY), { timeout: 10_000 }).toBeGreaterThan(200);
	expect(problems).toEqual([]);
	await page.context().close();
});

const marks = async (frame: Frame) =>
	Number(await frame.locator('[data-map-marks]').first().getAttribute('data-map-marks'));

test('ten maps on one page share one live connection, and what is out of sight holds none', async () => {
	wire.exchanges.length = 0;
	const { page } = await openPage(product.browser, { viewport: { width: 700, height: 400 } });
	const small = 'width="120" height="90"';
	await page.goto(
		thread([
			Array.from({ length: 10 }, () => frameOf(`${wire.url}/embed?${LIVE}`, LEMMY_SANDBOX, small)).join('')
		])
	);
	const frames = await framesOf(page, 10);
	for (const frame of frames) await frame.locator(IS_LIVE).waitFor({ timeout: 60_000 });
	const streams = () => wire.exchanges.filter(({ path }) => path.startsWith('/api/v1/live')).length;
	expect(streams()).toBe(1);
	await page.context().close();
});

test('a saved view has one short address that shows it, as a page and in a frame', async () => {
	const save = async (view: string) => {
		const answer = await fetch(`${product.app.url}/e`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ view })
		});
		return { status: answer.status, body: await answer.json() };
	};
	const view = 'theatre=gaza&from=2023-10-07&to=2023-10-20&type=air_strikes';
	const { body } = await save(view);
	expect(body.path).toBe(`/e/${body.id}`);
	expect((await save(`type=air_strikes&${view}&lang=ru`)).body).toEqual(body);
	expect((await save('last=never')).status).toBe(400);
	expect((await fetch(`${product.app.url}/e/${body.id}x`)).status).toBe(404);

	const { page, problems } = await openPage(product.browser);
	await page.goto(product.app.url + body.path);
	await mapIdle(page);
	await page.getByText('Live', { exact: true }).waitFor();
	// Still its own address; what is chosen next is written out.
	expect(page.url()).toBe(product.app.url + body.path);
	const kinds = page.locator('article .kicker > span');
	expect(new Set(await kinds.allTextContents())).toEqual(new Set(['Air or drone strike']));
	await page.locator('select[name=last]').selectOption('all');
	await expect.poll(() => page.url()).toContain('last=all&type=air_strikes');
	expect(problems).toEqual([]);
	const framed = await (await fetch(`${product.app.url}/embed/${body.id}`)).text();
	expect(framed).toMatch(/7\s–\s20 Oct 2023/);
	expect(framed).toContain(`/e/${body.id}`);
	await page.context().close();
});

test('what is shared is seen as it will look, and a short address of it is to be had', async () => {
	const { page, problems } = await openPage(product.browser);
	// What is on the picture is another test's to see.
	await page.route('**/card/**', (route) => route.fulfill({ path: 'static/icon-192.png' }));
	await page.goto(`${product.app.url}/gaza?from=2023-10-07&to=2023-10-20`);
	await mapIdle(page);
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Share' });
	const text = dialog.locator('textarea');
	expect(await text.inputValue()).toBe(`${product.app.url}/gaza?from=2023-10-07&to=2023-10-20`);
	await dialog.getByLabel('Short address').check();
	await expect.poll(() => text.inputValue()).toMatch(/\/e\/[0-9A-Za-z]{8}$/);
	const address = await text.inputValue();

	await dialog.getByText('Lemmy', { exact: true }).click();
	await expect.poll(() => text.inputValue()).toContain(`](${address})`);
	const picture = dialog.locator('.preview a img');
	expect(await picture.getAttribute('src')).toContain('/card/1200x630.png?theatre=gaza');
	expect(await picture.locator('..').getAttribute('href')).toBe(address);

	await dialog.getByText('Web page (HTML)', { exact: true }).click();
	const frame = dialog.locator('.preview iframe');
	await expect.poll(() => text.inputValue()).toContain('<iframe');
	await frame.waitFor();
	expect(await frame.getAttribute('src')).toBe(`${product.app.url}/embed/${address.split('/').at(-1)}`);
	await dialog.getByRole('button', { name: 'QR code' }).click();
	await dialog.locator('svg[role=img] path').waitFor();
	await dialog.getByLabel(/^Frozen/).check();
	await expect.poll(() => text.inputValue()).not.toContain(address.split('/').at(-1));
	await page.keyboard.press('Escape');
	await expect.poll(() => dialog.count()).toBe(0);
	expect(problems).toEqual([]);
	await page.context().close();
});
