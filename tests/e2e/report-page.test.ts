import { describe, expect, test } from 'vitest';
import { DESKTOP, mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

type Feature = {
	id: number;
	properties: {
		title: string;
		place_name: string;
		place_names: { reader: string; local: string | null; local_lang: string | null };
		citations: { side?: string; url: string | null }[];
	};
};
const features = async (query = ''): Promise<Feature[]> => {
	const response = await fetch(`${product.app.url}/api/v1/reports?last=all&limit=1000${query}`);
	return (await response.json()).features;
};
const reportAt = async (place: string) =>
	(await features()).find(({ properties }) => properties.place_name === place)!;

describe('names of places', () => {
	test('stand in the reader’s language with the local name beside them, in API, list and page', async () => {
		const { id, properties } = await reportAt('Avdiivka');
		expect(properties.place_names).toEqual({ reader: 'Avdiivka', local: 'Авдіївка', local_lang: 'uk' });
		const arabic = (await features('&lang=ar')).find((feature) => feature.id === id)!;
		expect(arabic.properties.place_names.reader).toBe('أفدييفكا');
		expect(arabic.properties.place_name).toBe('Avdiivka');

		const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
		await page.goto(`${product.app.url}/reports/${id}?lang=ar`);
		const facts = page.locator('dl').first();
		expect(await facts.textContent()).toContain('أفدييفكا');
		expect(await facts.locator('[lang=uk]').textContent()).toBe('Авдіївка');
		await page.goto(`${product.app.url}/ukraine?last=all&lang=fr`);
		expect(await page.locator('article').filter({ hasText: 'Avdiïvka' }).count()).toBeGreaterThan(0);
		await page.context().close();
	});
});

describe('who says so', () => {
	test('accounts of different sides stand in columns of their own', async () => {
		const rival = (await features()).find(
			({ properties }) => new Set(properties.citations.flatMap(({ side }) => side ?? [])).size > 1
		)!;
		const { page } = await openPage(product.browser);
		await page.goto(`${product.app.url}/reports/${rival.id}`);
		const sides = page.locator('h3').filter({ hasText: 'Side:' });
		expect((await sides.allTextContents()).map((text) => text.trim()).toSorted()).toEqual([
			'Side: Russian side',
			'Side: Ukrainian side'
		]);
		const [first, second] = await Promise.all([0, 1].map((i) => sides.nth(i).boundingBox()));
		expect(first!.y).toBe(second!.y);
		expect(first!.x).not.toBe(second!.x);
		await page.context().close();
	});
});

describe('around the report', () => {
	test('nearby and same-day reports lead on, and previous and next lead back', async () => {
		const { id } = await reportAt('Avdiivka');
		const { page } = await openPage(product.browser, { ...DESKTOP, javaScriptEnabled: false });
		await page.goto(`${product.app.url}/reports/${id}`);
		const near = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Nearby' }) });
		expect(await near.locator('li').count()).toBeGreaterThan(1);
		expect(await near.locator('li svg').count()).toBe(await near.locator('li').count());
		const title = await page.locator('h1').textContent();
		await page.locator('a[rel=next]').click();
		await page.locator('a[rel=prev]').click();
		expect(await page.locator('h1').textContent()).toBe(title);
		await page.context().close();
	});
});

describe('sharing', () => {
	test('copies the permalink, and a Markdown link with the title', async () => {
		const { page, problems } = await openPage(product.browser);
		await page.goto(`${product.app.url}/reports/12?lang=fr`);
		await mapIdle(page);
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		const row = page.getByRole('group', { name: 'Partager' });
		await row.getByRole('button').nth(0).click();
		await expect.poll(copied).toBe(`${product.app.url}/reports/12`);
		await row.getByRole('button', { name: 'Copier en Markdown' }).click();
		await expect.poll(copied).toMatch(/^\[.+\]\(http:\/\/localhost:\d+\/reports\/12\)$/);
		expect(problems).toEqual([]);
		await page.context().close();
	});
});

test('machines find a report about an event, and nothing in it can end the script', async () => {
	for (const { id, properties } of (await features()).slice(0, 25)) {
		const html = await (await fetch(`${product.app.url}/reports/${id}`)).text();
		const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)!;
		expect(json).not.toMatch(/[<>]/);
		const data = JSON.parse(json!);
		expect(data).toMatchObject({ '@type': 'Report', name: properties.title, about: { '@type': 'Event' } });
		expect(data.isBasedOn).toHaveLength(properties.citations.length);
	}
});

describe('on paper', () => {
	test('one page: the report, its map, the addresses of its sources, no navigation', async () => {
		const { id, properties } = (await features()).find(({ properties: { citations } }) =>
			citations.some(({ url }) => url)
		)!;
		const { page } = await openPage(product.browser);
		await page.goto(`${product.app.url}/reports/${id}`);
		await mapIdle(page);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('a[rel=next]').isVisible()).toBe(false);
		expect(await page.getByRole('group', { name: 'Share' }).isVisible()).toBe(false);
		const picture = page.locator('img[src^="/picture.svg"]');
		expect(await picture.isVisible()).toBe(true);
		expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
		const link = page.locator(`a[href="${properties.citations.find(({ url }) => url)!.url}"]`).first();
		expect(await link.evaluate((a) => getComputedStyle(a, '::after').content)).toContain('http');
		const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
		await page.context().close();
	});
});

test.each(['', '&lang=ar', '&theme=dark'])(
	'a narrow phone needs no sideways scrolling%s',
	async (choices) => {
		const { page } = await openPage(product.browser, { ...PHONE, viewport: { width: 320, height: 640 } });
		for (const path of ['/reports/12', '/reports/161', '/reports/150']) {
			await page.goto(`${product.app.url}${path}?${choices.slice(1)}`);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
		}
		await page.context().close();
	}
);
