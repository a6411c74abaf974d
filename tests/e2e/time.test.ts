import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

/** Asks again until it is so: the machine may be busy with other tests. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 });

const total = async (page: Page) => Number(await page.locator('.period .count').textContent());
const search = (page: Page) => decodeURIComponent(new URL(page.url()).search);
const slider = (page: Page, name: string) => page.getByRole('slider', { name });
const spoken = (page: Page, name: string) => slider(page, name).getAttribute('aria-valuetext');
const play = (page: Page) => page.getByRole('button', { name: 'Play' });
const words = async (page: Page) =>
	(await page.locator('.words strong').textContent())!.replaceAll('\u2009', ' ');

async function open(page: Page, path: string): Promise<void> {
	await page.goto(product.app.url + path);
	await mapIdle(page);
	await page.locator('.histogram').waitFor();
}

/** A place on the axis, by its share of the way. */
async function placeAt(page: Page, share: number): Promise<{ x: number; y: number }> {
	const box = (await page.locator('.histogram .area').boundingBox())!;
	return { x: box.x + box.width * share, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: number, to: number): Promise<void> {
	const [start, end] = [await placeAt(page, from), await placeAt(page, to)];
	await page.mouse.move(start.x, start.y);
	await page.mouse.down();
	await page.mouse.move(end.x, end.y, { steps: 8 });
	await page.mouse.up();
}

test('a drag across the bars is a period: in words, in the list, in the address, with nothing loaded anew', async () => {
	const { page, problems, requests } = await openPage(product.browser);
	await open(page, '/gaza');
	expect(await words(page)).toBe('24 – 30 November 2023');
	const before = requests.length;
	await drag(page, 0.1, 0.3);
	await soon(() => search(page)).toMatch(/^\?from=2023-10-\d\d&to=2023-10-\d\d$/);
	const reloads = requests.slice(before).filter((url) => /__data\.json|\/columns|\.mvt|basemap/.test(url));
	expect(reloads).toEqual([]);
	const { features } = await (
		await page.request.get(`${product.app.url}/api/v1/reports${search(page)}&theatre=gaza&limit=1000`)
	).json();
	await soon(() => total(page)).toBe(features.length);
	await page.goBack();
	await soon(() => words(page)).toBe('24 – 30 November 2023');
	await page.goForward();
	await soon(() => total(page)).toBe(features.length);
	await page.reload();
	await page.locator('.histogram').waitFor();
	expect(await total(page)).toBe(features.length);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('the window is dragged as it is, and by its edges', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-10-20&to=2023-10-29');
	const middle = (await slider(page, 'Period shown').boundingBox())!;
	const day = (await page.locator('.histogram .area').boundingBox())!.width / 55;
	const y = middle.y + middle.height / 2;
	await page.mouse.move(middle.x + middle.width / 2, y);
	await page.mouse.down();
	await page.mouse.move(middle.x + middle.width / 2 + 5 * day, y, { steps: 5 });
	await page.mouse.up();
	await soon(() => search(page)).toBe('?from=2023-10-25&to=2023-11-03');
	const end = (await slider(page, 'End of the period').boundingBox())!;
	await page.mouse.move(end.x + 8, y);
	await page.mouse.down();
	await page.mouse.move(end.x + 8 + 3 * day, y, { steps: 5 });
	await page.mouse.up();
	await soon(() => search(page)).toBe('?from=2023-10-25&to=2023-11-06');
	await page.context().close();
});

test('keys move the edges by a day, a week, to the ends; the address follows once they rest', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-10-20&to=2023-10-29');
	await slider(page, 'Start of the period').focus();
	await page.keyboard.press('ArrowLeft');
	await soon(() => spoken(page, 'Start of the period')).toBe('19 October 2023');
	await page.keyboard.press('Shift+ArrowRight');
	await soon(() => spoken(page, 'Start of the period')).toBe('26 October 2023');
	await soon(() => search(page)).toBe('?from=2023-10-26&to=2023-10-29');
	await slider(page, 'End of the period').focus();
	await page.keyboard.press('End');
	await soon(() => search(page)).toBe('?from=2023-10-26');
	await slider(page, 'Period shown').focus();
	await page.keyboard.press('Home');
	await soon(() => spoken(page, 'Start of the period')).toBe('7 October 2023');
	await soon(() => search(page)).toMatch(/^\?from=2023-10-07&to=/);
	await page.goBack();
	await soon(() => search(page)).toBe('?from=2023-10-26');
	await page.context().close();
});

test('a click shows the days of its bar, a double click the usual period again', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza');
	const { x, y } = await placeAt(page, 0.5 / 55);
	await page.mouse.click(x, y);
	await soon(() => search(page)).toBe('?from=2023-10-07&to=2023-10-07');
	expect(await total(page)).toBeGreaterThan(0);
	const other = await placeAt(page, 0.5);
	await page.mouse.dblclick(other.x, other.y);
	await soon(() => search(page)).toBe('');
	await soon(() => words(page)).toBe('24 – 30 November 2023');
	await page.context().close();
});

test('steps go to the period before and after, and to the latest', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-10-20&to=2023-10-26');
	await page.getByRole('button', { name: 'Later' }).click();
	await soon(() => search(page)).toBe('?from=2023-10-27&to=2023-11-02');
	await page.getByRole('button', { name: 'Earlier' }).click();
	await soon(() => search(page)).toBe('?from=2023-10-20&to=2023-10-26');
	await page.getByRole('button', { name: 'Latest' }).click();
	await soon(() => search(page)).toBe('?from=2023-11-24');
	await page.context().close();
});

test('the quick periods are chosen in place', async () => {
	const { page, requests } = await openPage(product.browser);
	await open(page, '/gaza');
	const before = requests.length;
	await page.locator('select[name=last]').selectOption('all');
	await soon(() => search(page)).toBe('?last=all');
	await soon(() => words(page)).toBe('7 October – 30 November 2023');
	expect(requests.slice(before).filter((url) => url.includes('__data.json'))).toEqual([]);
	await page.context().close();
});

test('playing moves map and list, writes nothing until it pauses, and then its window', async () => {
	const { page, problems, requests } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-10-07&to=2023-10-13');
	const first = await words(page);
	const before = requests.length;
	await page.getByLabel('Speed').selectOption({ label: '7 days a second' });
	await play(page).click();
	await soon(() => words(page)).not.toBe(first);
	const [one, count] = [await words(page), await total(page)];
	expect(search(page)).toBe('?from=2023-10-07&to=2023-10-13');
	await soon(() => words(page)).not.toBe(one);
	await soon(() => total(page)).not.toBe(count);
	expect(requests.slice(before).filter((url) => /\/api\/|__data|\/columns/.test(url))).toEqual([]);
	await page.getByRole('button', { name: 'Pause' }).click();
	await soon(() => search(page)).not.toBe('?from=2023-10-07&to=2023-10-13');
	expect(search(page)).toMatch(/^\?from=2023-1\d-\d\d&to=2023-1\d-\d\d$/);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('playing ends at the end of the archive, and begins there over again', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-11-01&to=2023-11-07');
	await page.getByLabel('Speed').selectOption({ label: '30 days a second' });
	await play(page).click();
	await soon(() => search(page)).toBe('?from=2023-11-24');
	await play(page).waitFor();
	await page.getByLabel('Speed').selectOption({ label: '1 day a second' });
	await play(page).click();
	await soon(() => spoken(page, 'Start of the period')).toMatch(/^\d{1,2} October 2023$/);
	await page.context().close();
});

test('with reduced motion it steps once a second', async () => {
	const { page } = await openPage(product.browser, { ...DESKTOP, reducedMotion: 'reduce' });
	await open(page, '/gaza?from=2023-10-07&to=2023-10-13');
	const edge = slider(page, 'Start of the period');
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(globalThis, { seen });
		const start = document.querySelector('[data-part=start]')!;
		new MutationObserver(() => seen.push((start as HTMLElement).style.left)).observe(start, {
			attributeFilter: ['style']
		});
	});
	await play(page).click();
	await soon(() => edge.getAttribute('aria-valuetext')).toBe('21 October 2023');
	await page.getByRole('button', { name: 'Pause' }).click();
	const steps = await page.evaluate(() => new Set((globalThis as unknown as { seen: string[] }).seen).size);
	expect(steps).toBeLessThanOrEqual(4);
	await page.context().close();
});

test('a page that is hidden stops playing', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?from=2023-10-07&to=2023-10-13');
	await page.getByLabel('Speed').selectOption({ label: '1 day a second' });
	await play(page).click();
	await page.getByRole('button', { name: 'Pause' }).waitFor();
	await page.evaluate(() => {
		Object.defineProperty(document, 'hidden', { value: true });
		document.dispatchEvent(new Event('visibilitychange'));
	});
	await play(page).waitFor();
	expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
	await page.context().close();
});

test('the bars follow the filters, the window stays', async () => {
	const { page } = await openPage(product.browser);
	await open(page, '/gaza?last=all');
	const label = () => page.locator('.histogram svg').getAttribute('aria-label');
	const all = await label();
	await page.getByRole('button', { name: /^Filters/ }).click();
	await page.getByRole('checkbox', { name: /^Protest/ }).check();
	await soon(label).not.toBe(all);
	expect(search(page)).toBe('?last=all&type=protests_riots');
	await page.context().close();
});

test('time runs from left to right in Arabic as well, and every word is translated', async () => {
	const { page, problems } = await openPage(product.browser, { ...DESKTOP, locale: 'ar' });
	await open(page, '/gaza?from=2023-10-20&to=2023-10-29');
	const start = (await page.locator('[data-part=start]').boundingBox())!;
	const end = (await page.locator('[data-part=end]').boundingBox())!;
	expect(start.x).toBeLessThan(end.x);
	await page.locator('[data-part=start]').focus();
	await page.keyboard.press('ArrowRight');
	await soon(() => search(page)).toBe('?from=2023-10-21&to=2023-10-29');
	expect(await page.locator('[data-part=start]').getAttribute('aria-label')).toMatch(/\p{Script=Arabic}/u);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('on a phone it stands in the list, its edges wide enough for a thumb', async () => {
	const { page, problems } = await openPage(product.browser, {
		...PHONE,
		viewport: { width: 320, height: 640 }
	});
	await open(page, '/gaza?from=2023-10-20&to=2023-10-29');
	for (const part of ['start', 'end']) {
		const { width, height } = (await page.locator(`[data-part=${part}]`).boundingBox())!;
		expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
	}
	const button = (await play(page).boundingBox())!;
	expect(Math.min(button.width, button.height)).toBeGreaterThanOrEqual(44);
	await page.locator('[data-part=end]').scrollIntoViewIfNeeded();
	const edge = (await page.locator('[data-part=end]').boundingBox())!;
	const touch = await page.context().newCDPSession(page);
	const at = (x: number) => [{ x, y: edge.y + edge.height / 2 }];
	await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(edge.x + 20) });
	for (const x of [24, 34, 44, 54]) {
		await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(edge.x + x) });
	}
	await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await soon(() => search(page)).toMatch(/^\?from=2023-10-20&to=2023-11-\d\d$/);
	const { scroll, width } = await page.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: document.documentElement.clientWidth
	}));
	expect(scroll).toBeLessThanOrEqual(width);
	expect(problems).toEqual([]);
	await page.context().close();
});
