import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';
import { openWire, type Wire } from '../support/wire.ts';

const product = useProduct();
/** Between browser and server: the browser's own switch leaves the network to its shared workers. */
let wire: Wire;
beforeAll(async () => {
	wire = await openWire(product.app.url);
});
beforeEach(() => wire.mend());
afterAll(() => wire.close());

const BASEMAP = '/basemap/fronts.pmtiles';

/** A page that the device keeps, and its data and the basemap. */
async function openKept(path: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
	const { page } = await openPage(product.browser, options);
	await page.goto(wire.url + path);
	await mapIdle(page);
	const wanted = [BASEMAP, '/columns', '/', path];
	await expect.poll(() => page.evaluate(missing, wanted), { timeout: 60_000 }).toEqual([]);
	return page;
}

/** In the page: which of them the device does not keep. */
async function missing(paths: string[]): Promise<string[]> {
	const kept = await Promise.all(paths.map((path) => caches.match(path)));
	return paths.filter((_, i) => !kept[i]);
}

async function cutOff(page: Page): Promise<void> {
	wire.cut();
	await page.context().setOffline(true);
}

const marks = (page: Page) => page.locator('[data-map-marks]').getAttribute('data-map-marks');
const titles = (page: Page) => page.locator('article h3 a').allTextContents();
const notice = (page: Page) => page.getByText(/^No connection/).first();

describe.each([
	['desktop', DESKTOP],
	['phone', PHONE]
] as const)('without a network, on a %s', (_, options) => {
	test('the page opens again with its map, its list and the age of both', async () => {
		const page = await openKept('/ukraine?last=all', options);
		const [drawn, listed] = [await marks(page), await titles(page)];
		await cutOff(page);
		await page.reload();
		await mapIdle(page);
		expect(await marks(page)).toBe(drawn);
		expect(await titles(page)).toEqual(listed);
		await notice(page).waitFor();
		await page.context().close();
	});
});

test('after an hour without a network the age is an hour', async () => {
	const page = await openKept('/gaza?last=all');
	await cutOff(page);
	await page.clock.install({ time: Date.now() + 3_600_000 });
	await page.reload();
	await notice(page).waitFor();
	expect(await notice(page).textContent()).toMatch(/1 hour/);
	await page.context().close();
});

test('once the network is back the page is live again by itself', async () => {
	const page = await openKept('/sahel?last=all');
	await cutOff(page);
	await page.reload();
	await notice(page).waitFor();
	wire.mend();
	await page.context().setOffline(false);
	await notice(page).waitFor({ state: 'detached', timeout: 60_000 });
	expect(await page.getByText('Live', { exact: true }).first().isVisible()).toBe(true);
	await page.context().close();
});

test('a front that was never opened leads to one that was, not to an error of the browser', async () => {
	const page = await openKept('/ukraine');
	await cutOff(page);
	await page.goto(`${wire.url}/sahel`);
	expect(new URL(page.url()).pathname).toBe('/');
	await mapIdle(page);
	expect(Number(await marks(page))).toBeGreaterThan(0);
	await page.context().close();
});

test('pieces of the kept basemap are those of the file, and the live stream is never kept', async () => {
	const page = await openKept('/ukraine');
	await page.reload();
	await mapIdle(page);
	const ranges = ['bytes=0-4095', 'bytes=1000-1999', 'bytes=3600000-'];
	const pieces = await page.evaluate(
		async ({ path, ranges }) =>
			Promise.all(
				ranges.map(async (range) => {
					const response = await fetch(path, { headers: { range } });
					return { status: response.status, bytes: [...new Uint8Array(await response.arrayBuffer())] };
				})
			),
		{ path: BASEMAP, ranges }
	);
	for (const [i, range] of ranges.entries()) {
		const plain = await fetch(product.app.url + BASEMAP, { headers: { range } });
		expect(pieces[i], range).toEqual({
			status: plain.status,
			bytes: [...new Uint8Array(await plain.arrayBuffer())]
		});
	}
	const kept = await page.evaluate(async () => {
		const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
		return (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => url);
	});
	expect(kept.filter((url) => /\/api\/v1\/(live|changes)/.test(url))).toEqual([]);
	expect(kept.length).toBeGreaterThan(20);
	await page.context().close();
});

test('a device can install it: manifest, icons of the sizes it names, one of them maskable', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(product.app.url);
	const cdp = await page.context().newCDPSession(page);
	const { errors, data } = await cdp.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const manifest = JSON.parse(data!);
	expect(manifest).toMatchObject({ name: 'Fronts', start_url: '/', display: 'standalone' });
	const sizes = await page.evaluate(
		(icons: { src: string }[]) =>
			Promise.all(
				icons.map(async ({ src }) => {
					const image = new Image();
					image.src = src;
					await image.decode();
					return `${image.naturalWidth}x${image.naturalHeight}`;
				})
			),
		manifest.icons.filter(({ type }: { type: string }) => type === 'image/png')
	);
	expect(sizes).toEqual(['192x192', '512x512', '512x512']);
	expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable');
	await page.context().close();
});
