import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

/** Asks again until it is so: the machine may be busy with other tests. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 });

const panel = (page: Page) => page.getByRole('dialog', { name: 'Filter the reports' });
const choice = (page: Page, name: RegExp) => panel(page).getByRole('checkbox', { name });
const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' }).getByRole('link');
const total = async (page: Page) => Number(await page.locator('.period .count').textContent());
const search = (page: Page) => decodeURIComponent(new URL(page.url()).search);

async function openFilters(page: Page, path: string): Promise<void> {
	await page.goto(product.app.url + path);
	await mapIdle(page);
	await page.getByText('Live', { exact: true }).waitFor();
	await page.getByRole('button', { name: /^Filters/ }).click();
	await panel(page).waitFor();
}

/** The number beside a choice. */
async function countOf(page: Page, name: RegExp): Promise<number> {
	const label = panel(page)
		.locator('label')
		.filter({ has: page.getByRole('checkbox', { name }) });
	return Number(await label.locator('.count').textContent());
}

describe('a choice', () => {
	test('shows at once what it said it would, writes the address, and back and forward go through it', async () => {
		const { page, problems, requests } = await openPage(product.browser);
		await openFilters(page, '/ukraine?last=all');
		const everything = await total(page);
		const promised = await countOf(page, /^Shelling/);
		const before = requests.length;
		await choice(page, /^Shelling/).check();
		await soon(() => total(page)).toBe(promised);
		expect(search(page)).toBe('?last=all&type=shelling');
		expect(requests.slice(before).filter((url) => url.includes('__data.json'))).toEqual([]);
		const kinds = await page.locator('article .kicker > span:first-child').allTextContents();
		expect(new Set(kinds)).toEqual(new Set(['Shelling or missiles']));

		await choice(page, /^Battle/).check();
		await soon(() => search(page)).toBe('?last=all&type=battles,shelling');
		await page.goBack();
		await soon(() => total(page)).toBe(promised);
		expect(await choice(page, /^Battle/).isChecked()).toBe(false);
		await page.goBack();
		await soon(() => total(page)).toBe(everything);
		await page.goForward();
		await page.goForward();
		await soon(() => chips(page).count()).toBe(3);
		expect(problems).toEqual([]);
		await page.context().close();
	});

	test('changes the numbers of the others, not those beside it; they add up', async () => {
		const { page } = await openPage(product.browser);
		await openFilters(page, '/?last=all');
		const kinds = [
			/^Battle/,
			/^Air or/,
			/^Shelling/,
			/^Explosion/,
			/^Violence/,
			/^Protest/,
			/^Strategic/,
			/^Human/
		];
		const counts = async () => Promise.all(kinds.map((kind) => countOf(page, kind)));
		const alone = await counts();
		expect(alone.reduce((sum, count) => sum + count, 0)).toBe(await total(page));
		const letters = async () =>
			Promise.all([...'ABCDEF'].map((letter) => countOf(page, new RegExp(`^${letter} ·`))));
		const all = await letters();
		await choice(page, /^Protest/).check();
		expect(await counts()).toEqual(alone);
		const fewer = await letters();
		expect(fewer.reduce((sum, count) => sum + count, 0)).toBe(await countOf(page, /^Protest/));
		fewer.forEach((count, i) => expect(count).toBeLessThanOrEqual(all[i]!));
		await page.context().close();
	});

	test('that would show nothing is dimmed, and still there', async () => {
		const { page } = await openPage(product.browser);
		await openFilters(page, '/sahel?last=all&type=protests_riots&reliability=A');
		const none = panel(page).locator('label.empty');
		expect(await none.count()).toBeGreaterThan(3);
		expect(await none.first().isVisible()).toBe(true);
		await page.context().close();
	});

	test('of retracted reports is only made on request, and with nothing left the usual states return', async () => {
		const { page } = await openPage(product.browser);
		await openFilters(page, '/?last=all');
		expect(await choice(page, /^retracted/).isChecked()).toBe(false);
		await choice(page, /^retracted/).check();
		await soon(() => search(page)).toContain('state=unreviewed,published,retracted');
		await choice(page, /^retracted/).uncheck();
		await choice(page, /^not yet reviewed/).uncheck();
		await soon(() => search(page)).toContain('state=published');
		await choice(page, /^reviewed/).click();
		await soon(() => search(page)).toBe('?last=all');
		expect(await choice(page, /^reviewed/).isChecked()).toBe(true);
		await page.context().close();
	});
});

test('F and 6 stand apart from the scale, in words', async () => {
	const { page } = await openPage(product.browser);
	await openFilters(page, '/?last=all');
	expect(await panel(page).getByText('Cannot be judged', { exact: true }).count()).toBe(2);
	const scale = panel(page).locator('.scale');
	expect((await scale.locator('b').allTextContents()).join('')).toBe('ABCDE12345');
	await page.context().close();
});

test('a source is found by its name and chosen', async () => {
	const { page } = await openPage(product.browser);
	await openFilters(page, '/?last=all');
	await panel(page).getByRole('searchbox', { name: 'Find a source' }).fill('RYBAR');
	const found = panel(page).locator('input[name=source]:visible');
	await soon(() => found.count()).toBe(1);
	const slug = await found.first().getAttribute('value');
	await found.first().check();
	await soon(() => search(page)).toContain(`source=${slug}`);
	await panel(page).getByRole('searchbox', { name: 'Find a source' }).fill('nobody at all');
	await panel(page).getByText('No source of that name.').waitFor();
	await page.context().close();
});

test('words are searched for while they are typed: one step in the history, however many letters', async () => {
	const { page, problems } = await openPage(product.browser);
	await openFilters(page, '/?last=all');
	const everything = await total(page);
	const words = panel(page).getByRole('searchbox', { name: 'Words in the report' });
	await words.pressSequentially('hosp', { delay: 20 });
	await soon(() => search(page)).toContain('q=hosp');
	await words.pressSequentially('ital', { delay: 20 });
	await soon(() => search(page)).toContain('q=hospital');
	await soon(() => total(page)).toBeLessThan(everything);
	expect(await total(page)).toBeGreaterThan(0);
	expect(await words.evaluate((input) => input === document.activeElement)).toBe(true);
	const found = await total(page);
	await choice(page, /^Battle/).check();
	await soon(() => total(page)).toBeLessThan(found);
	await page.goBack();
	await soon(() => total(page)).toBe(found);
	await page.goBack();
	await soon(() => search(page)).toBe('?last=all');
	await soon(() => total(page)).toBe(everything);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('the area on the map filters once asked, stays when the map moves, and can be renewed', async () => {
	const { page } = await openPage(product.browser);
	await openFilters(page, '/ukraine?last=all&at=8/48.3/37.8');
	const everything = await total(page);
	await panel(page).getByRole('checkbox', { name: 'Only in the area on the map' }).check();
	await soon(() => search(page)).toMatch(/bbox=[\d.]+,[\d.]+,[\d.]+,[\d.]+/);
	await soon(() => total(page)).toBeLessThan(everything);
	const inside = await total(page);
	const asked = search(page);
	await page.getByRole('button', { name: 'Zoom out' }).click();
	await page.getByRole('button', { name: 'Zoom out' }).click();
	await panel(page).getByRole('button', { name: 'Use the area shown now' }).click();
	await soon(() => search(page)).not.toBe(asked);
	await soon(() => total(page)).toBeGreaterThan(inside);
	await page.context().close();
});

test('what is on stands above the list: each goes with one tap, all with one', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/gaza?last=all&type=shelling,air_strikes&reliability=B&q=hospital`);
	await page.getByText('Live', { exact: true }).waitFor();
	expect(await chips(page).count()).toBe(5);
	await page.getByRole('link', { name: /Remove the filter “B · / }).click();
	await soon(() => search(page)).toBe('?last=all&type=air_strikes,shelling&q=hospital');
	await page.getByRole('link', { name: 'Clear all' }).click();
	await soon(() => search(page)).toBe('?last=all');
	await soon(() => chips(page).count()).toBe(0);
	await page.goBack();
	await soon(() => chips(page).count()).toBe(4);
	await page.context().close();
});

test('a link opened elsewhere shows the same, and so does a reload', async () => {
	const { page } = await openPage(product.browser);
	await openFilters(page, '/ukraine?last=all');
	await choice(page, /^Shelling/).check();
	await choice(page, /^B ·/).check({ force: true });
	await soon(() => search(page)).toBe('?last=all&type=shelling&reliability=B');
	const shown = await total(page);
	await page.reload();
	await page.getByText('Live', { exact: true }).waitFor();
	expect(await total(page)).toBe(shown);
	const { page: other } = await openPage(product.browser, PHONE);
	await other.goto(page.url());
	expect(await total(other)).toBe(shown);
	await page.goBack();
	await soon(() => search(page)).toBe('?last=all&type=shelling');
	await soon(() => total(page)).toBeGreaterThanOrEqual(shown);
	await other.context().close();
	await page.context().close();
});

test('without JavaScript the filters are a form', async () => {
	const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
	await page.goto(`${product.app.url}/gaza?last=all`);
	const everything = await total(page);
	await page.getByRole('button', { name: /^Filters/ }).click();
	const promised = await countOf(page, /^Air or/);
	await choice(page, /^Air or/).check();
	await panel(page).getByRole('button', { name: 'Show the reports' }).click();
	expect(page.url()).toContain('/gaza?');
	expect(page.url()).toContain('type=air_strikes');
	expect(await total(page)).toBe(promised);
	expect(promised).toBeLessThan(everything);
	await page.getByRole('link', { name: /Remove the filter “Air/ }).click();
	expect(await total(page)).toBe(everything);
	await page.getByRole('button', { name: /^Filters/ }).click();
	await panel(page).getByLabel('From').fill('2023-10-07');
	await panel(page).getByLabel('To', { exact: true }).fill('2023-10-09');
	await panel(page).getByRole('button', { name: 'Show the reports' }).click();
	expect(await total(page)).toBeLessThan(everything);
	expect(await total(page)).toBeGreaterThan(0);
	await page.context().close();
});

test('Escape closes the panel, not the report that is open', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await mapIdle(page);
	await page.locator('article h3 a').first().click();
	const report = page.locator('aside[aria-label^="Report "]');
	await report.waitFor();
	await page.getByRole('button', { name: /^Filters/ }).click();
	await choice(page, /^Battle/).focus();
	await page.keyboard.press('Escape');
	await panel(page).waitFor({ state: 'hidden' });
	expect(await report.count()).toBe(1);
	await page.context().close();
});

describe('on a phone', () => {
	test('the filters are a sheet with targets for a thumb, and nothing scrolls sideways', async () => {
		const { page } = await openPage(product.browser, { ...PHONE, viewport: { width: 320, height: 640 } });
		await openFilters(page, '/ukraine?last=all');
		const box = (await panel(page).boundingBox())!;
		expect(box.width).toBe(320);
		expect(Math.round(box.y + box.height)).toBe(640);
		for (const label of await panel(page).locator('label:visible').all()) {
			if ((await label.locator('input[type=checkbox]').count()) === 0) continue;
			expect((await label.boundingBox())!.height).toBeGreaterThanOrEqual(44);
		}
		const inside = panel(page).locator('.fields');
		expect(await inside.evaluate((fields) => fields.scrollWidth - fields.clientWidth)).toBe(0);
		await choice(page, /^Battle/).check();
		await panel(page)
			.getByRole('button', { name: /^Show reports: \d+/ })
			.click();
		await panel(page).waitFor({ state: 'hidden' });
		expect(search(page)).toBe('?last=all&type=battles');
		await page.context().close();
	});
});

describe('accessibility', () => {
	const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	test.each([
		{ name: 'light', path: '/gaza?last=all&theme=light&type=shelling', options: DESKTOP },
		{ name: 'dark', path: '/gaza?last=all&theme=dark&reliability=B,F', options: DESKTOP },
		{ name: 'Arabic on a phone', path: '/gaza?last=all&lang=ar&type=shelling', options: PHONE }
	])('has no violation with the filters open: $name', async ({ path, options }) => {
		const { page } = await openPage(product.browser, { ...options, bypassCSP: true });
		await page.goto(product.app.url + path);
		await page.locator('.histogram').first().waitFor();
		await page.locator('button[popovertarget=filters]').first().click();
		await page.evaluate(axe);
		const { violations } = await page.evaluate(() =>
			(
				globalThis as unknown as {
					axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
				}
			).axe.run()
		);
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
		await page.context().close();
	});
});
