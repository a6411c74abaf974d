import { expect, test } from 'vitest';
import { mapIdle, openPage } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const PAGE = 'tests/fixtures/telegram/channel.html';

const product = useProduct();

/** Stores and publishes the fixture's posts as those of a source; gives how many went on the map, and when. */
async function publish(source: string): Promise<{ placed: number; at: number }> {
	const { out, err } = await product.app.command('ingest', ['--source', source, '--file', PAGE]);
	const placed = Number(/placed +(\d+)/.exec(out)?.[1] ?? 0);
	if (placed === 0) throw new Error(`nothing was placed:\n${out}${err}`);
	return { placed, at: Date.now() };
}

test('a new report reaches an open map within two seconds, without reload', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await mapIdle(page);
	await page.getByText('Live', { exact: true }).waitFor();
	await page.evaluate(() => ((globalThis as { stillHere?: boolean }).stillHere = true));
	const { at } = await publish('slavyangrad');
	await page.locator('article', { hasText: 'Slavyangrad' }).first().waitFor({ timeout: 10_000 });
	expect(Date.now() - at).toBeLessThan(2_000);
	expect(await page.evaluate(() => (globalThis as { stillHere?: boolean }).stillHere)).toBe(true);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('two tabs and a third share one stream and all stay live', async () => {
	const { page: first, requests } = await openPage(product.browser);
	const tabs = [first, await first.context().newPage(), await first.context().newPage()];
	for (const tab of tabs) {
		await tab.goto(`${product.app.url}/ukraine?last=all`);
		await tab.getByText('Live', { exact: true }).waitFor();
	}
	await publish('gonzowarr');
	for (const tab of tabs)
		await tab.locator('article', { hasText: 'gonzowarr' }).first().waitFor({ timeout: 5_000 });
	expect(requests.filter((url) => url.includes('/api/v1/live')).length).toBeLessThanOrEqual(1);
	await first.context().close();
});

test('after a lost connection nothing is missing', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await page.getByText('Live', { exact: true }).waitFor();
	await product.app.restart();
	const { placed } = await publish('levigodman');
	const missed = page.locator('article', { hasText: 'levigodman' });
	await missed.first().waitFor({ timeout: 40_000 });
	await expect.poll(() => missed.count()).toBe(placed);
	await page.getByText('Live', { exact: true }).waitFor({ timeout: 10_000 });
	await page.context().close();
});

test('a lost connection is said quietly, and the last data stays', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all`);
	await page.getByText('Live', { exact: true }).waitFor();
	await page.context().setOffline(true);
	const count = await page.locator('article').count();
	await product.app.restart();
	await page
		.getByText(/Connection lost|No connection/)
		.first()
		.waitFor({ timeout: 20_000 });
	expect(await page.locator('article').count()).toBe(count);
	await page.context().setOffline(false);
	await page.getByText('Live', { exact: true }).waitFor({ timeout: 40_000 });
	await page.context().close();
});

test('an unreviewed report says that a machine placed it and nobody has judged it', async () => {
	const { page } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all&state=unreviewed`);
	await page.locator('article h3 a').first().click();
	const panel = page.locator('aside[aria-label^="Report "]');
	await panel.getByText('Who says so').waitFor();
	const text = (await panel.textContent())!;
	expect(text).toMatch(/not yet reviewed/i);
	expect(text).toMatch(/cannot be judged/i);
	expect(
		await panel
			.getByRole('link', { name: /Original post/ })
			.first()
			.getAttribute('href')
	).toMatch(/^https:\/\/t\.me\//);
	await page.context().close();
});
