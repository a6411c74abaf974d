import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

const reportLinks = (page: Page) => page.locator('article h3 a');
const panel = (page: Page) => page.locator('aside[aria-label^="Report "]');

describe.each([
	{ path: '/', title: /Fronts/ },
	{ path: '/gaza', title: /Gaza/ },
	{ path: '/ukraine', title: /Ukraine/ },
	{ path: '/sahel', title: /Sahel/ }
])('$path', ({ path, title }) => {
	test('shows a finished map with marks, the list beside it, and asks no other host', async () => {
		const { page, problems, requests } = await openPage(product.browser);
		await page.goto(`${product.app.url}${path}`);
		await mapIdle(page);
		expect(await page.title()).toMatch(title);
		expect(Number(await page.locator('[data-map-marks]').getAttribute('data-map-marks'))).toBeGreaterThan(0);
		expect(await reportLinks(page).count()).toBeGreaterThan(5);
		expect(requests.filter((url) => !url.startsWith(product.app.url) && !url.startsWith('blob:'))).toEqual(
			[]
		);
		expect(problems).toEqual([]);
		await page.context().close();
	});
});

test('the server sends the list before any script runs', async () => {
	const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
	await page.goto(`${product.app.url}/sahel`);
	expect(await reportLinks(page).count()).toBeGreaterThan(5);
	await reportLinks(page).first().click();
	expect(page.url()).toContain('/reports/');
	expect(await page.locator('h1').textContent()).toBeTruthy();
	await page.context().close();
});

test('the page says that it is the demo archive, and which week it shows when nothing is newer', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine`);
	await expect
		.poll(() => page.getByText(/Demo archive: real, publicly documented events/).isVisible())
		.toBe(true);
	expect(await page.getByText(/last week with reports/).textContent()).toContain('30 November 2023');
	await page.context().close();
});

test('a report opens beside the list, says what, when, where, how sure and who, and its link can be copied', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await mapIdle(page);
	const title = (await reportLinks(page).nth(2).textContent())!.trim();
	await reportLinks(page).nth(2).click();
	await panel(page).getByRole('heading', { name: title }).waitFor();
	expect(page.url()).toMatch(/[?&]report=\d+/);
	for (const label of ['What', 'When', 'Where', 'How sure', 'Who says so']) {
		expect(await panel(page).getByText(label, { exact: true }).first().isVisible(), label).toBe(true);
	}
	await panel(page).getByRole('button', { name: 'Copy link' }).click();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toMatch(new RegExp(`^${product.app.url}/reports/\\d+$`));
	const answer = await page.request.get(copied);
	expect(answer.status()).toBe(200);
	expect(await answer.text()).toContain(title.replace(/&/g, '&amp;'));

	await page.goBack();
	await panel(page).waitFor({ state: 'detached' });
	expect(page.url()).not.toContain('report=');
	await page.goForward();
	await panel(page).getByRole('heading', { name: title }).waitFor();
	await page.keyboard.press('Escape');
	await panel(page).waitFor({ state: 'detached' });
	expect(problems).toEqual([]);
	await page.context().close();
});

test('the map stays when the front is switched, and filters go along', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/gaza?last=all&type=air_strikes`);
	await mapIdle(page);
	const canvas = await page.locator('.maplibregl-canvas').elementHandle();
	await page.getByRole('link', { name: /^Ukraine/ }).click();
	await page.waitForURL(/\/ukraine\?/);
	expect(page.url()).toContain('type=air_strikes');
	await expect.poll(() => page.locator('article .kicker').allTextContents()).not.toEqual([]);
	for (const kicker of await page.locator('article .kicker').allTextContents()) {
		expect(kicker).toContain('Air or drone strike');
	}
	expect(await canvas!.evaluate((element) => element.isConnected)).toBe(true);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('an address with a value nobody knows still shows the rest, and says what is wrong', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/gaza?last=all&type=nonsense&reliability=B`);
	expect(
		await page
			.getByText(/nonsense/)
			.first()
			.isVisible()
	).toBe(true);
	expect(await reportLinks(page).count()).toBeGreaterThan(0);
	await page.context().close();
});

test('a front nobody knows is a page in words', async () => {
	const { page } = await openPage(product.browser);
	const answer = await page.goto(`${product.app.url}/atlantis`);
	expect(answer!.status()).toBe(404);
	expect(await page.locator('h1').isVisible()).toBe(true);
	await page.context().close();
});

test('clicking a mark on the map opens what lies there', async () => {
	const { page } = await openPage(product.browser);
	const { features } = await (
		await page.request.get(`${product.app.url}/api/v1/reports?last=all&theatre=sahel&q=Djibo`)
	).json();
	const [lon, lat] = features[0].geometry.coordinates;
	await page.goto(`${product.app.url}/sahel?last=all&q=Djibo&at=10/${lat}/${lon}`);
	await mapIdle(page);
	const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await expect
		.poll(async () => (await panel(page).count()) + (await page.getByText('Reports at this spot').count()))
		.toBeGreaterThan(0);
	await page.context().close();
});

test.each([
	{ name: '390 px', options: PHONE },
	{ name: '320 px', options: { ...PHONE, viewport: { width: 320, height: 640 } } },
	{ name: '320 px in Arabic', options: { ...PHONE, viewport: { width: 320, height: 640 }, locale: 'ar' } }
])('on a phone of $name nothing scrolls sideways', async ({ options }) => {
	const { page } = await openPage(product.browser, options);
	for (const path of [
		'/ukraine?last=all',
		'/reports/12',
		'/sources',
		'/sources/rybar',
		'/status',
		'/about/methodology'
	]) {
		await page.goto(`${product.app.url}${path}`);
		await page.waitForTimeout(300);
		const { scroll, width } = await page.evaluate(() => ({
			scroll: document.documentElement.scrollWidth,
			width: document.documentElement.clientWidth
		}));
		expect(scroll, path).toBeLessThanOrEqual(width);
	}
	await page.context().close();
});

test('Arabic is laid out from right to left, with every word translated', async () => {
	const { page, problems } = await openPage(product.browser, { ...DESKTOP, locale: 'ar' });
	await page.goto(`${product.app.url}/gaza`);
	await mapIdle(page);
	expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
	expect(await page.locator('html').getAttribute('lang')).toBe('ar');
	const list = (await page.locator('article').first().boundingBox())!;
	expect(list.x).toBeGreaterThan(720);
	expect(problems).toEqual([]);
	await page.goto(`${product.app.url}/gaza?lang=fr`);
	expect(await page.locator('html').getAttribute('lang')).toBe('fr');
	await page.context().close();
});

test('without WebGL the list takes over and says so', async () => {
	const { page } = await openPage(product.browser);
	await page.addInitScript(() => {
		const original = HTMLCanvasElement.prototype.getContext;
		HTMLCanvasElement.prototype.getContext = function (
			this: HTMLCanvasElement,
			kind: string,
			...rest: unknown[]
		) {
			return kind.startsWith('webgl')
				? null
				: (original as (...args: unknown[]) => unknown).call(this, kind, ...rest);
		} as typeof original;
	});
	await page.goto(`${product.app.url}/gaza?last=all`);
	await expect
		.poll(() => page.locator('p[role=status]').allTextContents())
		.toContainEqual(expect.stringMatching(/map/i));
	expect(await reportLinks(page).count()).toBeGreaterThan(5);
	await page.context().close();
});

test('on paper stand the map as it is shown and the list, without what one can only press', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/gaza?last=all`);
	await mapIdle(page);
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	const picture = page.locator('img.printed');
	expect(await picture.isVisible()).toBe(true);
	const colours = await picture.evaluate(async (image: HTMLImageElement) => {
		await image.decode();
		const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
		const context = canvas.getContext('2d')!;
		context.drawImage(image, 0, 0, 64, 64);
		return new Set(new Uint32Array(context.getImageData(0, 0, 64, 64).data.buffer)).size;
	});
	expect(colours).toBeGreaterThan(20);
	expect(await page.getByRole('combobox', { name: 'Place or coordinates' }).isVisible()).toBe(false);
	expect(await page.locator('article').first().isVisible()).toBe(true);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	expect(await picture.count()).toBe(0);
	await page.context().close();
});
