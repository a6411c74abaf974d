import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';
import {
	before,
	firstMark,
	kilobytes,
	openWire,
	ownScriptKilobytes,
	watchFirstMark,
	type Wire
} from '../support/wire.ts';

const product = useProduct();
let wire: Wire;
beforeAll(async () => {
	wire = await openWire(product.app.url);
});
afterAll(() => wire.close());

/** Kilobytes with gzip and heads, from a cold cache; a page with MapLibre and nothing else is 454. */
const MOST = { kilobytes: 590, requests: 40, ownKilobytes: 90 };

describe.each([
	['desktop', DESKTOP],
	['phone', PHONE]
] as const)('before the first mark on a %s', (_, options) => {
	test('no more is loaded than the budget allows, and nothing from elsewhere', async () => {
		wire.exchanges.length = 0;
		const { page, requests } = await openPage(product.browser, options);
		await watchFirstMark(page);
		await page.goto(`${wire.url}/ukraine`, { waitUntil: 'commit' });
		const early = before(wire.exchanges, await firstMark(page));
		await mapIdle(page);
		await page.getByText('Live', { exact: true }).waitFor();
		const list = early.map(({ path, bytes }) => `${bytes} ${path}`).join('\n');
		expect(kilobytes(early), list).toBeLessThanOrEqual(MOST.kilobytes);
		expect(early.length, list).toBeLessThanOrEqual(MOST.requests);
		expect(ownScriptKilobytes(early), list).toBeLessThanOrEqual(MOST.ownKilobytes);
		expect(requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(wire.url))).toEqual([]);
		await page.context().close();
	});
});

test('everything a browser can unpack travels packed, and what never changes is never asked for again', async () => {
	wire.exchanges.length = 0;
	const { page } = await openPage(product.browser);
	await watchFirstMark(page);
	for (const path of [
		'/ukraine?last=all',
		'/sources',
		'/api/v1/reports?last=all',
		'/sitemap.xml',
		'/basemap/places.json'
	])
		await page.goto(wire.url + path, { waitUntil: 'load' });
	const plain = wire.exchanges.filter(
		({ type, encoding, bytes }) =>
			/text\/(?!event-stream)|javascript|json|xml|svg|octet-stream/.test(type) &&
			encoding === '' &&
			bytes > 2_000
	);
	expect(
		plain.map(({ path, type }) => `${path} ${type}`).filter((line) => !line.includes('.pmtiles'))
	).toEqual([]);
	const hashed = wire.exchanges.filter(({ path }) => path.startsWith('/_app/immutable/'));
	expect(hashed.length).toBeGreaterThan(10);
	for (const { path, cacheControl } of hashed) expect(cacheControl, path).toContain('immutable');
	await page.context().close();
});

test('the basemap is read in pieces, as it lies in the file', async () => {
	const response = await fetch(`${product.app.url}/basemap/fronts.pmtiles`, {
		headers: { range: 'bytes=0-6' }
	});
	expect(response.status).toBe(206);
	expect(response.headers.get('content-encoding')).toBeNull();
	expect(await response.text()).toBe('PMTiles');
});

test('a page that has not changed is not sent again', async () => {
	for (const path of ['/about/methodology', '/basemap/places.json', '/icon.svg']) {
		const first = await fetch(product.app.url + path);
		const etag = first.headers.get('etag');
		expect(etag, path).toBeTruthy();
		await first.arrayBuffer();
		const second = await fetch(product.app.url + path, { headers: { 'if-none-match': etag! } });
		// A page holds the minute it was made; it may have changed between the two.
		if (path.startsWith('/about')) expect([200, 304]).toContain(second.status);
		else expect(second.status, path).toBe(304);
	}
});

test('machines are told what there is to read', async () => {
	const robots = await (await fetch(`${product.app.url}/robots.txt`)).text();
	expect(robots).toContain('Allow: /');
	const sitemap = /^Sitemap: (.+)$/m.exec(robots)![1]!;
	const pages = [...(await (await fetch(sitemap)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
		([, url]) => url!
	);
	expect(pages).toContain(`${product.app.url}/gaza`);
	expect(pages.length).toBeGreaterThan(50);
	for (const url of pages.slice(0, 12)) expect((await fetch(url)).status, url).toBe(200);
});

test('nothing on the page moves while it comes alive', async () => {
	for (const options of [DESKTOP, PHONE]) {
		const { page } = await openPage(product.browser, options);
		await page.addInitScript(() => {
			const shifts = Object.assign(globalThis, { __shift: 0 });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries() as (PerformanceEntry & {
					value: number;
					hadRecentInput: boolean;
				})[])
					if (!entry.hadRecentInput) shifts.__shift += entry.value;
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(`${product.app.url}/ukraine?last=all`);
		await page.locator('[data-map-idle]').first().waitFor({ state: 'attached' });
		await page.waitForTimeout(1_000);
		expect(await page.evaluate(() => (globalThis as unknown as { __shift: number }).__shift)).toBeLessThan(
			0.02
		);
		await page.context().close();
	}
});
