import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Found } from '#lib/domain/place-search.ts';
import { mapIdle, openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();

const field = (page: Page) => page.locator('input[role=combobox]');
const options = (page: Page) => page.locator('#places [role=option]');

async function openMap(page: Page, path: string): Promise<void> {
	await page.goto(`${product.app.url}${path}`);
	await mapIdle(page);
	await field(page).waitFor();
}

/** Where the address says the map looks. */
async function cameraAt(page: Page): Promise<{ zoom: number; lat: number; lon: number }> {
	await page.waitForURL(/[?&]at=/);
	const [zoom, lat, lon] = new URL(page.url()).searchParams.get('at')!.split('/').map(Number);
	return { zoom: zoom!, lat: lat!, lon: lon! };
}

test('a place is found as one types, chosen by keys, and the map flies there', async () => {
	const { page, problems } = await openPage(product.browser);
	await openMap(page, '/gaza?last=all');
	await page.keyboard.press('/');
	await page.keyboard.type('khan yun');
	await options(page).first().waitFor();
	expect(await field(page).getAttribute('aria-expanded')).toBe('true');
	expect(await options(page).first().textContent()).toContain('Khan Younis');
	expect(await options(page).first().textContent()).toContain('خان يونس');
	await page.keyboard.press('ArrowDown');
	const active = await field(page).getAttribute('aria-activedescendant');
	expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Enter');
	const { lat, lon, zoom } = await cameraAt(page);
	expect(lat).toBeCloseTo(31.34, 1);
	expect(lon).toBeCloseTo(34.3, 1);
	expect(zoom).toBeGreaterThan(10);
	expect(await field(page).getAttribute('aria-expanded')).toBe('false');
	expect(problems).toEqual([]);
	await page.context().close();
});

test.each([
	{ lang: 'ru', query: 'авдеевка', name: 'Авдеевка' },
	{ lang: 'uk', query: 'Avdiivka', name: 'Авдіївка' },
	{ lang: 'fr', query: 'segou', name: 'Ségou' },
	{ lang: 'es', query: 'tombuctu', name: 'Tombuctú' },
	{ lang: 'en', query: 'Авдіївка', name: 'Avdiivka' }
])('in $lang “$query” finds $name', async ({ lang, query, name }) => {
	const headers = { 'accept-language': lang };
	const answer = await fetch(`${product.app.url}/places?q=${encodeURIComponent(query)}`, { headers });
	const { places } = (await answer.json()) as Found;
	expect(JSON.stringify(places[0])).toContain(name);
});

test('on a phone in Arabic a place is found without its gaps, and gone to', async () => {
	const { page } = await openPage(product.browser, { ...PHONE, locale: 'ar' });
	await openMap(page, '/?last=all');
	await field(page).click();
	await field(page).fill('خانيونس');
	await options(page).first().waitFor();
	expect(await options(page).first().textContent()).toContain('خان يونس');
	await options(page).first().click();
	await cameraAt(page);
	await page.context().close();
});

test('coordinates are gone to; outside the fronts the page says so', async () => {
	const { page } = await openPage(product.browser);
	await openMap(page, '/gaza?last=all');
	await field(page).fill(`31°30'05.5"N 34°28'00.4"E`);
	await options(page).first().waitFor();
	await field(page).press('Enter');
	const { lat, lon } = await cameraAt(page);
	expect(lat).toBeCloseTo(31.5015, 2);
	expect(lon).toBeCloseTo(34.4668, 2);
	await field(page).fill('52.52, 13.405');
	await options(page).filter({ hasText: 'outside the fronts' }).waitFor();
	await field(page).press('Enter');
	await page
		.getByText(/This point is outside the fronts/)
		.first()
		.waitFor();
	await page.context().close();
});

test('what is not found is said, and Escape first closes, then clears', async () => {
	const { page } = await openPage(product.browser);
	await openMap(page, '/gaza?last=all');
	await field(page).fill('Atlantis');
	await page
		.getByText(/No place of the fronts has this name/)
		.first()
		.waitFor();
	await field(page).press('Escape');
	expect(await field(page).inputValue()).toBe('Atlantis');
	await field(page).press('Escape');
	expect(await field(page).inputValue()).toBe('');
	await page.context().close();
});

describe('the address behind it', () => {
	const ask = async (query: string) => fetch(`${product.app.url}/places?${query}`);

	test('answers a short list that may be kept', async () => {
		const answer = await ask('q=a&lang=en');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('cache-control')).toContain('max-age');
		expect((await answer.json()).places.length).toBeLessThanOrEqual(10);
	});

	test.each(['', 'q=', 'q=%20', `q=${'x'.repeat(101)}`])(
		'refuses %j and says what is allowed',
		async (query) => {
			const answer = await ask(query);
			expect(answer.status).toBe(400);
			expect((await answer.json()).errors[0].parameter).toBe('q');
		}
	);
});
