import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

const lines = (page: Page) => page.locator('li[data-id]');
const focusedLine = (page: Page) =>
	page.evaluate(() => document.activeElement?.closest('li[data-id]')?.getAttribute('data-id') ?? null);
const panel = (page: Page) => page.locator('aside[aria-label^="Report "]');
/** Live, and with all its parts: those that nobody needs at first sight come last. */
async function awake(page: Page): Promise<void> {
	await page.getByText('Live', { exact: true }).waitFor();
	await page.locator('input[role=combobox]').waitFor();
}
/** What is drawn on the map. */
const picture = async (page: Page) =>
	(await page.locator('.maplibregl-canvas').screenshot()).toString('base64');

test('the keys walk through the list, open a report and come back', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await awake(page);
	const ids = await lines(page).evaluateAll((items) => items.map((item) => item.getAttribute('data-id')));
	await page.keyboard.press('j');
	await expect.poll(() => focusedLine(page)).toBe(ids[0]);
	await page.keyboard.press('j');
	await page.keyboard.press('ArrowDown');
	await expect.poll(() => focusedLine(page)).toBe(ids[2]);
	await page.keyboard.press('k');
	await expect.poll(() => focusedLine(page)).toBe(ids[1]);
	await page.keyboard.press('Enter');
	await panel(page).waitFor();
	expect(page.url()).toContain(`report=${ids[1]}`);
	await page.keyboard.press('j');
	await page.waitForURL(new RegExp(`report=${ids[2]}(&|$)`));
	await expect.poll(() => page.locator('[data-id] a[aria-current]').evaluateAll((all) => all.length)).toBe(1);
	await page.keyboard.press('Escape');
	await panel(page).waitFor({ state: 'detached' });
	expect(problems).toEqual([]);
	await page.context().close();
});

test('a question mark lists the keys; while someone types they are letters; they can be turned off', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await awake(page);
	await page.keyboard.press('?');
	const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await dialog.waitFor();
	expect(await dialog.locator('kbd').count()).toBeGreaterThan(7);
	await page.keyboard.press('j');
	expect(await focusedLine(page)).toBeNull();
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });

	await page.keyboard.press('l');
	await page.getByText('Shape and colour: what happened').waitFor();
	await page.keyboard.press('/');
	const search = page.getByRole('combobox', { name: /Search for a place/ });
	await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true);
	await page.keyboard.type('lj?');
	expect(await search.inputValue()).toBe('lj?');
	expect(await dialog.isVisible()).toBe(false);

	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
	await dialog.getByRole('checkbox').uncheck();
	await page.keyboard.press('Escape');
	await page.reload();
	await awake(page);
	await page.keyboard.press('j');
	expect(await focusedLine(page)).toBeNull();
	await page.context().close();
});

test('pointing at a line rings its report on the map, and the map marks the line', async () => {
	const { page } = await openPage(product.browser);
	const { features } = await (
		await page.request.get(`${product.app.url}/api/v1/reports?last=all&theatre=sahel&q=Djibo`)
	).json();
	const [lon, lat] = features[0].geometry.coordinates;
	await page.goto(`${product.app.url}/sahel?last=all&q=Djibo&at=10/${lat}/${lon}`);
	await mapIdle(page);
	const before = await picture(page);
	await lines(page).first().hover();
	await expect.poll(() => picture(page)).not.toBe(before);
	const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await expect.poll(() => page.locator('li[data-id].hovered').count()).toBeGreaterThan(0);
	await page.mouse.move(box.x + 5, box.y + box.height - 60);
	await expect.poll(() => page.locator('li[data-id].hovered').count()).toBe(0);
	await page.context().close();
});

test('a report chosen elsewhere is scrolled into view in the list', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/?last=all`);
	await awake(page);
	const { features } = await (
		await page.request.get(`${product.app.url}/api/v1/reports?last=all&limit=500`)
	).json();
	const last = features.at(-1).id as number;
	await page.goto(`${product.app.url}/?last=all&report=${last}`);
	const line = page.locator(`li[data-id="${last}"]`);
	await expect
		.poll(
			async () => {
				const box = await line.boundingBox();
				return box !== null && box.y > 0 && box.y + box.height <= 900;
			},
			{ timeout: 15_000 }
		)
		.toBe(true);
	expect(await line.locator('a').getAttribute('aria-current')).toBe('true');
	await page.context().close();
});

test('the list tells a screen reader how long it is, and keeps few lines in the page', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/?last=all`);
	await awake(page);
	const total = Number(await lines(page).first().getAttribute('aria-setsize'));
	expect(total).toBeGreaterThan(200);
	const scroller = page.locator('.scroll');
	await expect
		.poll(
			async () => {
				await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
				return Number(await lines(page).last().getAttribute('aria-posinset'));
			},
			{ timeout: 20_000, interval: 300 }
		)
		.toBe(total);
	expect(await lines(page).count()).toBeLessThan(180);
	await expect.poll(() => page.locator('li[data-id] .wait').count()).toBe(0);
	const shown = await lines(page).evaluateAll((items) =>
		items.map((item) => item.getAttribute('aria-posinset'))
	);
	expect(new Set(shown).size).toBe(shown.length);
	await page.context().close();
});

/** Makes the device remember a visit long ago at which these reports were not there yet. */
async function pretendLastVisit(page: Page, missing: number): Promise<void> {
	await page.evaluate((count) => {
		const memory = JSON.parse(localStorage.getItem('fronts:last-visit')!) as {
			at: number;
			known: { upTo: number; runs: [number, number][] };
			before: unknown;
		};
		const [first, last] = memory.known.runs.at(-1)!;
		memory.known.runs = [...memory.known.runs.slice(0, -1), [first, last - count]];
		memory.at -= 3 * 3_600_000;
		memory.before = null;
		// Written after the page has written its own, when it is left.
		sessionStorage.setItem('pretended', JSON.stringify(memory));
	}, missing);
	await page.addInitScript(() => {
		const pretended = sessionStorage.getItem('pretended');
		if (!pretended) return;
		localStorage.setItem('fronts:last-visit', pretended);
		sessionStorage.removeItem('pretended');
	});
}

test('what came since the last visit is counted, marked, shown on demand and then no longer new', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/?last=all`);
	await awake(page);
	expect(await page.getByText(/New since you last looked/).count()).toBe(0);
	await page.goto(`${product.app.url}/sources`);
	await pretendLastVisit(page, 3);
	await page.goto(`${product.app.url}/?last=all`);
	await page.getByText('New since you last looked (3 hours ago): 3').first().waitFor();
	await page.getByRole('button', { name: 'Show them' }).click();
	await page.getByRole('heading', { name: 'New since you last looked' }).waitFor();
	await expect.poll(() => lines(page).count()).toBe(3);
	expect(await lines(page).locator('strong', { hasText: 'new' }).count()).toBe(3);
	await page.getByRole('button', { name: 'Show all' }).click();
	await expect.poll(() => lines(page).count()).toBeGreaterThan(50);
	await page.reload();
	await awake(page);
	expect(await page.getByText(/New since you last looked/).count()).toBe(0);
	expect(problems).toEqual([]);
	await page.context().close();
});

test.each([
	{ name: 'light', options: { ...DESKTOP, colorScheme: 'light' as const } },
	{ name: 'dark on a phone', options: { ...PHONE, colorScheme: 'dark' as const } }
])('without storage the list works as ever ($name)', async ({ options }) => {
	const { page, problems } = await openPage(product.browser, options);
	await page.addInitScript(() =>
		Object.defineProperty(globalThis, 'localStorage', {
			get() {
				throw new Error('denied');
			}
		})
	);
	await page.goto(`${product.app.url}/gaza?last=all`);
	await awake(page);
	expect(await lines(page).count()).toBeGreaterThan(5);
	expect(problems).toEqual([]);
	await page.context().close();
});
