import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

describe('sources', () => {
	test('all 45 are there, and can be filtered without a script', async () => {
		const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
		await page.goto(`${product.app.url}/sources`);
		expect(await page.locator('a[href^="/sources/"]').count()).toBe(45);
		await page.getByLabel('Name or words').fill('telegram');
		await page.getByRole('button', { name: 'Filter' }).click();
		const fewer = await page.locator('a[href^="/sources/"]').count();
		expect(fewer).toBeGreaterThan(5);
		expect(fewer).toBeLessThan(44);
		await page.context().close();
	});

	test('each has a page with its letter, the reason, who set it and when', async () => {
		const { sources } = await (await fetch(`${product.app.url}/api/v1/sources`)).json();
		for (const { slug, name, reliability_reason, list_remark } of sources) {
			const response = await fetch(`${product.app.url}/sources/${slug}`);
			expect(response.status, slug).toBe(200);
			const text = unescaped(await response.text());
			expect(text, slug).toContain(name);
			expect(text, slug).toContain(reliability_reason);
			if (list_remark) expect(text, slug).toContain(list_remark);
			expect(text, slug).toContain('founding editors');
		}
	});

	test('a figure note is shown, never applied', async () => {
		const text = unescaped(await (await fetch(`${product.app.url}/sources/mod_russia_en`)).text());
		expect(text).toMatch(/25\s?%/);
	});

	test('a source nobody knows is a 404 in words', async () => {
		const response = await fetch(`${product.app.url}/sources/nobody`);
		expect(response.status).toBe(404);
	});
});

describe('a report’s own page', () => {
	test('stands without a script: title, place, grade, citations, canonical address', async () => {
		const { features } = await (await fetch(`${product.app.url}/api/v1/reports?last=all&limit=1000`)).json();
		for (const { id, properties } of features.slice(0, 60)) {
			const html = await (await fetch(`${product.app.url}/reports/${id}`)).text();
			const text = unescaped(html);
			expect(text, id).toContain(properties.title);
			expect(text, id).toContain(properties.place_name);
			expect(html, id).toContain(`<link rel="canonical" href="${product.app.url}/reports/${id}"`);
			for (const { source_name, publisher, url } of properties.citations) {
				expect(text, id).toContain(source_name ?? publisher);
				if (url) expect(text, id).toContain(url);
			}
		}
	});

	test('has a small map with where it may have been', async () => {
		const { page, problems } = await openPage(product.browser);
		await page.goto(`${product.app.url}/reports/12`);
		await mapIdle(page);
		expect(problems).toEqual([]);
		await page.context().close();
	});

	test('an id nobody has is a 404 in words', async () => {
		for (const id of ['99999999', '0', 'x', '-1', '1.5', '9'.repeat(300)]) {
			expect((await fetch(`${product.app.url}/reports/${id}`)).status, id).toBe(404);
		}
	});
});

describe('accessibility', () => {
	const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	const pages = [
		'/gaza?last=all',
		'/ukraine?last=all&report=150',
		'/reports/12',
		'/sources',
		'/sources/rybar',
		'/status',
		'/about/methodology',
		'/about/attribution',
		'/nowhere'
	];
	const looks = [
		{ name: 'light', query: 'theme=light' },
		{ name: 'dark', query: 'theme=dark' },
		{ name: 'Arabic', query: 'lang=ar' }
	];

	test.each(looks)('no violation on any page in $name', async ({ query }) => {
		const { page } = await openPage(product.browser, { ...DESKTOP, bypassCSP: true });
		for (const path of pages) {
			await page.goto(`${product.app.url}${path}${path.includes('?') ? '&' : '?'}${query}`);
			if (path.includes('last=all')) await mapIdle(page);
			await page.evaluate(axe);
			const { violations } = await page.evaluate(() =>
				(globalThis as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }).axe.run()
			);
			const found = violations.map(
				({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
			);
			expect(found, path).toEqual([]);
		}
		await page.context().close();
	});
});

type AxeViolation = { id: string; nodes: { html: string }[] };

const unescaped = (html: string): string =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replace(/&quot;/g, '"')
		.replace(/&#39;|&#x27;/g, "'")
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&');
