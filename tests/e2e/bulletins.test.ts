import { parseFeed } from '@rowanmanning/feed-parser';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import RssParser from 'rss-parser';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { lemmy } from '../support/lemmy-markdown.ts';
import { NASTY } from '../support/nasty.ts';
import { useProduct } from '../support/product.ts';
import { signInBrowser } from '../support/sign-in.ts';

const product = useProduct();
/** Events of the demo archive. */
const WEEK = '/bulletins/gaza/2023-W44';
const DAY = '/bulletins/gaza/2023-11-24';

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(product.app.url + path, { headers });
/** The schedule publishes soon after the start. */
async function published(): Promise<void> {
	await expect
		.poll(
			async () => (await (await get('/bulletins/index.xml')).text()).includes('/bulletins/gaza/2023-W48'),
			{ timeout: 30_000 }
		)
		.toBe(true);
}

test('the old addresses of the feed are read by independent clients, from any page', async () => {
	await published();
	for (const [path, title] of [
		['/bulletins/index.xml', 'Bulletins'],
		['/tags/palestine/index.xml', 'Palestin'],
		['/tags/burkina-faso/index.xml', 'Burkina Faso']
	] as const) {
		const answer = await get(path, { origin: 'https://redatlas.example', 'accept-language': 'en' });
		expect(answer.headers.get('access-control-allow-origin'), path).toBe('*');
		const text = await answer.text();
		const lenient = await new RssParser().parseString(text);
		const strict = parseFeed(text);
		expect(
			[lenient.title, strict.title].every((said) => said?.includes(title)),
			path
		).toBe(true);
		expect(lenient.items.length, path).toBe(strict.items.length);
		expect(lenient.items.length, path).toBeGreaterThan(10);
		for (const { title, link, pubDate, content } of lenient.items) {
			expect([title, content].every(Boolean), path).toBe(true);
			expect(Number.isNaN(Date.parse(pubDate!)), path).toBe(false);
			expect(new URL(link!).pathname, path).toMatch(/^\/bulletins\/(gaza|ukraine|sahel)\/20\d\d-/);
		}
		const tag = answer.headers.get('etag')!;
		expect((await get(path, { 'if-none-match': tag, 'accept-language': 'en' })).status, path).toBe(304);
	}
	const sahel = await new RssParser().parseString(await (await get('/tags/niger/index.xml')).text());
	expect(sahel.items.every(({ link }) => link!.includes('/bulletins/sahel/'))).toBe(true);
	const missing = await get('/tags/narnia/index.xml');
	expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, '*']);
	expect((await missing.json()).detail).toContain('burkina-faso');
	const page = await fetch(`${product.app.url}/tags/mali`, { redirect: 'manual' });
	expect([page.status, page.headers.get('location')]).toEqual([307, '/bulletins?country=mali']);
});

test('the Markdown fits a comment and a post, and says what may be asked for', async () => {
	for (const [place, limit] of [
		['comment', 10_000],
		['post', 50_000]
	] as const) {
		const parts: string[] = [];
		for (let next: string | null = `${WEEK}.md?lang=en&for=${place}`; next !== null;) {
			const answer = await get(next);
			expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
			parts.push(await answer.text());
			const link = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
			next = link ? link.slice(product.app.url.length) : null;
		}
		const html = parts.map((part) => lemmy.render(part)).join('');
		expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(limit);
		// Fourteen reports of that week, each linked; the title in every part.
		expect(new Set([...html.matchAll(/\/reports\/(\d+)"/g)].map(([, id]) => id)).size).toBe(14);
		expect(html.match(/<h1>/g)!.length).toBe(parts.length);
		expect(html).toContain('<details><summary>Graphic violence');
		expect(html).toMatch(/<a href="[^"]*\/gaza\?[^"]*"><img src="[^"]*\/card\/1200x630\.png\?[^"]*asof=/);
	}
	for (const wrong of ['for=tweet', 'part=0', 'part=99', 'part=x']) {
		const refused = await get(`${WEEK}.md?${wrong}`);
		expect([refused.status, (await refused.json()).errors[0].parameter], wrong).toEqual([
			400,
			wrong.split('=')[0]
		]);
	}
});

test('an address that names no day or week is a 404 in words; an empty day is honest', async () => {
	const nasty = NASTY.filter((text) => text.isWellFormed() && !/^\.*$|[/\\]/.test(text.trim()));
	const dates = ['2023-02-30', '2023-W54', '2099-01-01', ...nasty].map(encodeURIComponent);
	for (const date of dates) expect((await get(`/bulletins/gaza/${date}`)).status, date).toBe(404);
	expect((await get('/bulletins/narnia/2023-10-31')).status).toBe(404);
	const empty = await (await get('/bulletins/ukraine/2024-03-05?lang=en')).text();
	expect(empty).toContain('Nothing was reported from this front for this time');
	expect(empty).toContain('name="robots" content="noindex"');
});

test('a link to a bulletin is shown elsewhere with the map of its time, frozen', async () => {
	await published();
	const html = await (await get(`${WEEK}?lang=en`)).text();
	const content = (name: string) =>
		new RegExp(`(?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&');
	expect(content('og:title')).toBe('Gaza: bulletin of the week 30 October – 5 November 2023 · automatic');
	expect(content('og:description')).toMatch(/^14 reports; none unreviewed\. Automatic and unsigned/);
	const picture = new URL(content('og:image')!);
	expect(picture.pathname).toBe('/card/1200x630.png');
	expect(Object.fromEntries(picture.searchParams)).toMatchObject({
		theatre: 'gaza',
		from: '2023-10-30',
		to: '2023-11-05'
	});
	expect(picture.searchParams.get('asof')).toMatch(/Z$/);
	const [oembed] = /[^"]*\/oembed\?[^"]*format=json/.exec(html)!;
	expect((await fetch(oembed.replaceAll('&amp;', '&'))).status).toBe(200);
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
	const found = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('a moderator edits and signs; the reader sees by whom and what was changed; the feed has it', async () => {
	await published();
	const { page, problems } = await openPage(product.browser, { viewport: { width: 320, height: 700 } });
	await signInBrowser(product.app, page.context(), { email: 'editor@people.example', role: 'moderator' });
	await page.goto(`${product.app.url}${DAY}?lang=en`);
	await page.getByText('Automatic and unsigned').waitFor();
	expect([await violations(page), await overflow(page)]).toEqual([[], 0]);

	await page.getByRole('link', { name: 'Edit and sign' }).click();
	await page.getByRole('textbox', { name: 'Introduction' }).fill('A truce began.\n\nTwo counts differ.');
	expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
	const first = page.locator('form li').first();
	const title = await first.getByRole('link').innerText();
	await first.getByRole('textbox', { name: 'Note' }).fill('The counts are of different days');
	await page
		.locator('form li')
		.last()
		.getByRole('textbox', { name: 'Leave out' })
		.fill('told in the report above');
	await page.getByLabel('What this edition is about').fill('Read by the desk');
	await page.getByRole('button', { name: 'Sign and publish' }).click();

	await page.getByText('Read and signed: moderator').waitFor();
	const text = await page.locator('main').innerText();
	for (const said of ['A truce began.', 'Two counts differ.', 'The counts are of different days', title])
		expect(text).toContain(said);
	expect(text).toContain('An introduction was added.');
	expect(text).toContain('left out: told in the report above');
	expect(text).toMatch(/Edition 2 · signed: moderator[^]*Edition 1 · automatic/);

	// The whole, as one comment, by keyboard.
	await page.getByText('For the forum').focus();
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Copy all of it' }).first().click();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(lemmy.render(copied)).toContain('Read and signed: moderator');
	expect(copied.length).toBeLessThanOrEqual(10_000);

	await page.goto(`${product.app.url}/bulletins?lang=en`);
	await page.getByRole('link', { name: /24 November 2023: .* signed/ }).waitFor();
	expect([await violations(page), await overflow(page)]).toEqual([[], 0]);
	const feed = await new RssParser().parseString(await (await get('/bulletins/index.xml?lang=en')).text());
	expect(feed.items.find(({ link }) => link!.endsWith(DAY))!.content).toContain('(signed)');
	expect(problems).toEqual([]);
	await page.context().close();
});
