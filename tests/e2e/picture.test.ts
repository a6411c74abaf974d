import { describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();
const address = (query: string) => `${product.app.url}/picture.svg?${query}`;

describe('the still picture of a view', () => {
	test.each(['theatre=gaza', 'theatre=ukraine', 'theatre=sahel', '', 'last=all', 'theatre=ukraine&last=all'])(
		'%j is small, says its period and whose map data it is',
		async (query) => {
			const response = await fetch(address(query));
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toContain('image/svg+xml');
			const svg = await response.text();
			expect(new TextEncoder().encode(svg).length).toBeLessThan(120_000);
			expect(svg).toContain('OpenStreetMap contributors');
			expect(svg).toMatch(/Reports: \d+ · /);
			expect(svg).toContain('<use href="#s0"');
		}
	);

	test('is not sent again while it is the same', async () => {
		const tag = (await fetch(address('theatre=gaza&from=2023-10-07&to=2023-10-20'))).headers.get('etag')!;
		const again = await fetch(address('theatre=gaza&from=2023-10-07&to=2023-10-20'), {
			headers: { 'if-none-match': tag }
		});
		expect([again.status, await again.text()]).toEqual([304, '']);
		const other = await fetch(address('theatre=gaza&from=2023-10-07&to=2023-10-21'));
		expect(other.headers.get('etag')).not.toBe(tag);
	});

	test('follows filters, language and appearance of the address', async () => {
		const of = async (query: string) => (await fetch(address(`last=all&${query}`))).text();
		expect(await of('theatre=gaza&type=protests_riots')).not.toBe(await of('theatre=gaza'));
		expect(await of('theatre=gaza&lang=ar')).toContain('غزة');
		expect(await of('theatre=gaza&theme=dark')).not.toContain('prefers-color-scheme');
	});

	test.each(['theatre=mars', 'width=9', 'height=99999', 'only=2', 'at=x'])(
		'%s is refused in words',
		async (query) => {
			const response = await fetch(address(query));
			expect(response.status).toBe(400);
			expect((await response.json()).errors).toHaveLength(1);
		}
	);

	test('a reader’s words do not get into it as markup', async () => {
		const svg = await (await fetch(address(`q=${encodeURIComponent('"><script>alert(1)</script>')}`))).text();
		expect(svg).not.toContain('<script');
	});
});

describe('in the map’s place', () => {
	test('without a script the page has the picture and the list', async () => {
		for (const options of [DESKTOP, PHONE]) {
			const { page } = await openPage(product.browser, { ...options, javaScriptEnabled: false });
			await page.goto(`${product.app.url}/ukraine`);
			const picture = page.locator('img[src^="/picture.svg"]');
			expect(await picture.isVisible()).toBe(true);
			expect(await picture.getAttribute('alt')).toContain('Ukraine');
			expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
			expect(await page.locator('article h3 a').count()).toBeGreaterThan(5);
			await page.context().close();
		}
	});

	test('it stands in until the map has drawn, and no longer', async () => {
		const { page, problems } = await openPage(product.browser);
		await page.goto(`${product.app.url}/ukraine?last=all`, { waitUntil: 'commit' });
		const picture = page.locator('img[src^="/picture.svg"]');
		await picture.waitFor({ state: 'visible' });
		await mapIdle(page);
		expect(await picture.isVisible()).toBe(false);
		expect(problems).toEqual([]);
		await page.context().close();
	});
});

test('a bubble tells what is in it under the pointer', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/?last=all`);
	await mapIdle(page);
	// The bubble over Gaza: half the reports are there, at one place of the opening view, some of many deaths.
	const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
	const tip = page.getByRole('tooltip');
	for (let y = box.y + 60; y < box.y + box.height && !(await tip.isVisible()); y += 14) {
		for (let x = box.x + box.width * 0.55; x < box.x + box.width * 0.9 && !(await tip.isVisible()); x += 14) {
			await page.mouse.move(x, y);
		}
	}
	expect(await tip.textContent()).toMatch(
		/^Reports: \d+ \(.+: \d+.*\)\. Best grade among them: [A-F][1-6]\. Most deaths claimed in one report: [\d,]+$/
	);
	await page.mouse.move(box.x + 5, box.y + box.height - 5);
	await expect.poll(() => tip.isVisible()).toBe(false);
	await page.context().close();
});
