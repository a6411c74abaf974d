import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

async function openMap(page: Page): Promise<{ x: number; y: number }> {
	await page.goto(`${product.app.url}/gaza?last=all&at=11/31.4/34.4`);
	await mapIdle(page);
	await page.getByRole('button', { name: 'Measure', exact: true }).waitFor();
	const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
const tool = (page: Page) => page.getByRole('region', { name: 'Measure' });
const result = async (page: Page) => (await tool(page).getByRole('status').first().textContent())!.trim();
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const kilometres = (text: string) => Number(/([\d.,]+) km/.exec(text)![1]!.replace(',', ''));
/** Ground under a CSS pixel at zoom 11 and latitude 31.4, kilometres. */
const PIXEL = (40_030 / 512 / 2 ** 11) * Math.cos((31.4 * Math.PI) / 180);

test('a distance is measured by clicks, taken back, cleared and copied', async () => {
	const { page, problems } = await openPage(product.browser);
	const { x, y } = await openMap(page);
	await page.getByRole('button', { name: 'Measure', exact: true }).click();
	await page.mouse.click(x - 100, y);
	await page.mouse.click(x + 100, y);
	await expect.poll(() => result(page)).toMatch(/km/);
	const first = kilometres(await result(page));
	expect(first / (200 * PIXEL)).toBeCloseTo(1, 1);
	await page.mouse.click(x + 100, y + 100);
	await expect.poll(async () => kilometres(await result(page))).toBeGreaterThan(first);
	expect(page.url()).not.toContain('report=');
	await tool(page).getByRole('button', { name: 'Take back the last point' }).click();
	await expect.poll(async () => kilometres(await result(page))).toBe(first);
	await tool(page).getByRole('button', { name: 'Copy the result' }).click();
	expect(kilometres(await copied(page))).toBe(first);
	await tool(page).getByRole('button', { name: 'Clear the points' }).click();
	await expect.poll(() => result(page)).toMatch(/Click points/);
	await page.keyboard.press('Escape');
	await tool(page).waitFor({ state: 'detached' });
	expect(problems).toEqual([]);
	await page.context().close();
});

test('a radius has a circle, an area a size and an outline', async () => {
	const { page } = await openPage(product.browser);
	const { x, y } = await openMap(page);
	await page.getByRole('button', { name: 'Measure', exact: true }).click();
	await tool(page).getByRole('button', { name: 'Radius' }).click();
	await page.mouse.click(x, y);
	await page.mouse.click(x + 100, y);
	await expect.poll(() => result(page)).toMatch(/km.*circle.*km²/);
	expect(kilometres(await result(page)) / (100 * PIXEL)).toBeCloseTo(1, 1);
	await tool(page).getByRole('button', { name: 'Clear the points' }).click();
	await tool(page).getByRole('button', { name: 'Area' }).click();
	for (const [dx, dy] of [
		[-50, -50],
		[50, -50],
		[50, 50],
		[-50, 50]
	] as const) {
		await page.mouse.click(x + dx, y + dy);
	}
	await expect.poll(() => result(page)).toMatch(/km².*outline.*km/);
	expect(kilometres(await result(page)) / (100 * PIXEL) ** 2).toBeCloseTo(1, 1);
	await page.context().close();
});

test('without a pointer the middle of the map is a point', async () => {
	const { page } = await openPage(product.browser);
	await openMap(page);
	await page.keyboard.press('m');
	await tool(page).waitFor();
	const add = tool(page).getByRole('button', { name: 'Add the map’s centre' });
	await add.press('Enter');
	await page.locator('.maplibregl-canvas').focus();
	await page.keyboard.press('ArrowRight');
	await mapIdle(page);
	await page.waitForTimeout(500);
	await add.press('Enter');
	await expect.poll(() => result(page)).toMatch(/\d ?k?m/);
	await page.context().close();
});

test('a right click gives the coordinates in three notations to copy', async () => {
	const { page } = await openPage(product.browser);
	const { x, y } = await openMap(page);
	await page.mouse.click(x, y, { button: 'right' });
	const card = page.getByRole('region', { name: 'Coordinates of this spot' });
	await card.waitFor();
	for (const [format, text] of [
		['Decimal', /^31\.[34]\d*, 34\.[34]\d*$/],
		['Degrees', /^31°\d\d′\d\d\.\d″N 34°\d\d′\d\d\.\d″E$/],
		['MGRS', /^36R XV \d{5} \d{5}$/]
	] as const) {
		await card.getByRole('button', { name: new RegExp(`Copy: ${format}`) }).click();
		await expect.poll(() => copied(page)).toMatch(text);
	}
	await card.getByRole('button', { name: 'Close' }).click();
	await card.waitFor({ state: 'detached' });
	await page.context().close();
});

test('a finger that rests on the map does the same, at 320 px as well', async () => {
	const { page, problems } = await openPage(product.browser, {
		...PHONE,
		viewport: { width: 320, height: 640 }
	});
	const { x, y } = await openMap(page);
	const session = await page.context().newCDPSession(page);
	const touchPoints = [{ x, y: y - 40 }];
	await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
	await page.waitForTimeout(900);
	await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	const card = page.getByRole('region', { name: 'Coordinates of this spot' });
	await card.waitFor();
	const box = (await card.boundingBox())!;
	expect(box.x).toBeGreaterThanOrEqual(0);
	expect(box.x + box.width).toBeLessThanOrEqual(320);
	expect(page.url()).not.toContain('report=');
	expect(problems).toEqual([]);
	await page.context().close();
});
