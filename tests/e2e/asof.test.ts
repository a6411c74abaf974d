/** Frozen links: the data as it was known at an instant, in pages and in answers, while the present goes on. */
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { decode } from '#lib/columns/codec.ts';
import { call, openBackend, type Backend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import { mapIdle, openPage, PHONE } from '../support/browser.ts';
import { ROOT } from '../support/lanes.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();
let backend: Backend;

type Feature = { id: number; properties: { title: string; grade: string; state: string } };
const get = (path: string, init?: RequestInit) => fetch(`${product.app.url}${path}`, init);
const features = async (query: string): Promise<Feature[]> =>
	(await (await get(`/api/v1/reports?last=all&limit=1000&${query}`)).json()).features;
const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

/** An instant between two changes. */
async function instant(): Promise<string> {
	await pause();
	const now = new Date().toISOString();
	await pause();
	return now;
}

const revise = (report_id: number, patch: Record<string, unknown>) =>
	call(backend.service, 'revise_report', { report_id, patch, reason: 'a test' });
/** Reports of Ukraine: one is corrected, one retracted, one hidden. */
let corrected: Feature;
let retracted: Feature;
let withdrawn: Feature;
let started: string;
let frozenAt: string;
let afterwards: string;

beforeAll(async () => {
	backend = await openBackend({ settings: readSettings({ DATA_DIR: product.app.dataDir }), root: ROOT });
	started = await instant();
	[corrected, retracted, withdrawn] = (await features('theatre=ukraine')) as [Feature, Feature, Feature];
	frozenAt = await instant();
	await revise(corrected.id, { title: 'Corrected since', credibility: 5, point: [36.2, 49.9] });
	await revise(retracted.id, { state: 'retracted', state_reason: 'an old film' });
	afterwards = await instant();
});
afterAll(() => backend?.close());

/** Whatever could follow the present. */
async function countStreams(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		const counted = globalThis as unknown as Record<string, unknown> & { streams: number };
		counted.streams = 0;
		for (const name of ['EventSource', 'SharedWorker']) {
			const Original = counted[name] as new (...args: unknown[]) => object;
			counted[name] = class extends Original {
				constructor(...args: unknown[]) {
					super(...args);
					counted.streams++;
				}
			};
		}
	});
	return () => page.evaluate(() => (globalThis as unknown as { streams: number }).streams);
}

describe('a map frozen before a correction', () => {
	test('shows the old grade, says that there is a newer state, and follows nothing', async () => {
		const { page, problems, requests } = await openPage(product.browser);
		const streams = await countStreams(page);
		await page.goto(`${product.app.url}/ukraine?last=all&asof=${frozenAt}&report=${corrected.id}`);
		await mapIdle(page);
		const panel = page.locator(`aside[aria-label="Report ${corrected.id}"]`);
		expect(await panel.locator('h2').first().textContent()).toContain(corrected.properties.title);
		await panel.getByText('has changed since then').waitFor();
		const present = panel.getByRole('link', { name: 'as it stands today' });
		expect(await present.getAttribute('href')).toBe(`/reports/${corrected.id}`);
		await page
			.getByText(/^As known on/)
			.first()
			.waitFor();

		// Another line, opened on the map, is asked for at the same instant.
		const line = page.locator('article', { hasText: retracted.properties.title }).first();
		await line.getByText('since retracted').waitFor();
		expect(await line.getAttribute('class')).not.toContain('retracted');
		await line.locator('h3 a').click();
		await page.getByText('This report has since been retracted.').waitFor();

		await pause();
		expect(await streams()).toBe(0);
		expect(requests.filter((url) => /\/api\/v1\/(live|changes)/.test(url))).toEqual([]);
		expect(requests.some((url) => url.includes(`/columns?asof=${frozenAt}`))).toBe(true);
		expect(await page.getByText('Live', { exact: true }).count()).toBe(0);
		expect(problems).toEqual([]);
		await page.context().close();
	});

	test('leads to the present with one tap, and back', async () => {
		const { page, problems } = await openPage(product.browser, PHONE);
		const streams = await countStreams(page);
		await page.goto(`${product.app.url}/ukraine?last=all&asof=${frozenAt}`);
		await mapIdle(page);
		await page.locator('article', { hasText: corrected.properties.title }).first().waitFor();
		await page.getByRole('link', { name: 'Now', exact: true }).click();
		await page.waitForURL((url) => !url.searchParams.has('asof'));
		await page.locator('article', { hasText: 'Corrected since' }).first().waitFor();
		await expect.poll(streams, { timeout: 10_000 }).toBe(1);
		expect(await page.getByText(/^As known on/).count()).toBe(0);
		await page.goBack();
		await page
			.getByText(/^As known on/)
			.first()
			.waitFor();
		await page.locator('article', { hasText: corrected.properties.title }).first().waitFor();
		expect(await page.locator('article', { hasText: 'Corrected since' }).count()).toBe(0);
		expect(problems).toEqual([]);
		await page.context().close();
	});

	test('keeps its instant when a filter is chosen', async () => {
		const { page } = await openPage(product.browser);
		await page.goto(`${product.app.url}/ukraine?last=all&asof=${frozenAt}`);
		await mapIdle(page);
		await page.locator('select[name=last]').first().selectOption('1y');
		await expect.poll(() => page.url()).toContain('last=1y');
		expect(new URL(page.url()).searchParams.get('asof')).toBe(frozenAt);
		await page.context().close();
	});

	test('reads without a script as well', async () => {
		const { page } = await openPage(product.browser, { javaScriptEnabled: false });
		await page.goto(`${product.app.url}/ukraine?last=all&asof=${frozenAt}`);
		const line = page.locator('article', { hasText: retracted.properties.title }).first();
		expect(await line.textContent()).toContain('since retracted');
		await line.locator('h3 a').click();
		expect(page.url()).toContain(`/reports/${retracted.id}?asof=`);
		expect(await page.textContent('article')).toContain('has since been retracted');
		await page.getByRole('link', { name: 'Now', exact: true }).click();
		expect(await page.textContent('article')).toContain('an old film');
		await page.context().close();
	});
});

describe('a report’s page', () => {
	test('shows the report and its history as they were, and is not for search engines', async () => {
		const html = await (await get(`/reports/${corrected.id}?asof=${frozenAt}`)).text();
		expect(html).toContain('has changed since then');
		expect(html).toContain('noindex');
		expect(html).not.toContain('Corrected since');
		expect(html).not.toContain('application/ld+json');
		const now = await (await get(`/reports/${corrected.id}`)).text();
		expect(now).toContain('Corrected since');
		expect(now).toContain('application/ld+json');
	});

	test('is not there before the report was', async () => {
		const answer = await get(`/reports/${corrected.id}?asof=2020-01-01T00:00:00Z`);
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain('1 January 2020');
	});
});

describe('the API', () => {
	test('gives grade and state of the instant, for one report and for many', async () => {
		const then = await features(`theatre=ukraine&asof=${frozenAt}`);
		expect(then.find(({ id }) => id === corrected.id)).toEqual(corrected);
		expect(then.find(({ id }) => id === retracted.id)).toEqual(retracted);
		const [one] = await features(`ids=${corrected.id}&asof=${frozenAt}`);
		expect(one).toEqual(corrected);
		const alone = await (await get(`/api/v1/reports/${corrected.id}?asof=${frozenAt}`)).json();
		expect(alone.properties.title).toBe(corrected.properties.title);
		expect(alone.properties.revisions).toHaveLength(1);
		const later = await features(`theatre=ukraine&asof=${afterwards}`);
		expect(later.find(({ id }) => id === corrected.id)?.properties.title).toBe('Corrected since');
		expect(later.some(({ id }) => id === retracted.id)).toBe(false);
	});

	test('tiles, histogram, columns and listing agree', async () => {
		const view = `last=all&theatre=ukraine&asof=${frozenAt}`;
		const listed = await features(view);
		const { days } = await (await get(`/api/v1/histogram?${view}`)).json();
		expect(days.reduce((sum: number, { total }: { total: number }) => sum + total, 0)).toBe(listed.length);
		const layer = new VectorTile(new PbfReader(await bytesOf(`/tiles/0/0/0.mvt?${view}`))).layers.reports!;
		let drawn = 0;
		for (let n = 0; n < layer.length; n++) drawn += Number(layer.feature(n).properties.count ?? 1);
		expect(drawn).toBe(listed.length);
		const columns = decode(await bytesOf(`/columns?theatre=ukraine&asof=${frozenAt}`));
		expect([...columns.id.subarray(0, columns.size)].sort()).toEqual(listed.map(({ id }) => id).sort());
		expect(columns.rowAt(columns.rowOf(retracted.id)).state).toBe('published');
	});

	test('finds words of then, not of now', async () => {
		const ids = async (words: string, asOf: string) =>
			(await features(`q=${words}&asof=${asOf}`)).map(({ id }) => id);
		expect(await ids('corrected+since', frozenAt)).not.toContain(corrected.id);
		expect(await ids('corrected+since', afterwards)).toContain(corrected.id);
	});

	test('says the same for ever, whatever happens afterwards', async () => {
		const paths = [
			`/api/v1/reports?last=all&limit=1000&asof=${frozenAt}`,
			`/api/v1/reports/${corrected.id}?asof=${frozenAt}`,
			`/api/v1/histogram?last=all&asof=${frozenAt}`,
			`/tiles/4/9/5.mvt?last=all&asof=${frozenAt}`,
			`/columns?asof=${frozenAt}`,
			`/picture.svg?last=all&asof=${frozenAt}`
		];
		const once = await Promise.all(paths.map(bytesOf));
		const title = `Corrected again ${Date.now()}`;
		await revise(corrected.id, { title, credibility: 3, event_type: 'battles', point: [33, 47] });
		await product.app.restart();
		for (const [n, path] of paths.entries()) {
			expect(await bytesOf(path), path).toEqual(once[n]);
			const tag = (await get(path)).headers.get('etag')!;
			expect(tag, path).toBeTruthy();
			expect((await get(path, { headers: { 'if-none-match': tag } })).status, path).toBe(304);
		}
	});

	test('an answer says where the present one is; only a settled past may be kept', async () => {
		const settled = await get('/api/v1/reports?last=all&asof=2020-01-01T00:00:00Z');
		expect(await settled.json()).toMatchObject({ features: [] });
		expect(settled.headers.get('cache-control')).toMatch(/max-age=\d+/);
		expect(settled.headers.get('link')).toContain('last=all>; rel="latest-version"');
		const fresh = await get(`/api/v1/reports?last=all&asof=${await instant()}`);
		expect(fresh.headers.get('cache-control')).toBe('no-cache');
		// Asked for again each time, whatever its tag.
		expect((await get('/api/v1/reports?last=all')).headers.get('cache-control')).toBe('no-cache');
	});

	test.each(['/api/v1/reports', '/columns', '/picture.svg', '/tiles/0/0/0.mvt', '/api/v1/histogram'])(
		'an instant to come is a problem that names it: %s',
		async (path) => {
			const answer = await get(`${path}?asof=2999-01-01T00:00:00Z`);
			expect(answer.status).toBe(400);
			expect((await answer.json()).errors[0]).toMatchObject({ parameter: 'asof' });
		}
	);

	test.each(['/api/v1/live', '/api/v1/changes'])('the past has no changes to follow: %s', async (path) => {
		const answer = await get(`${path}?asof=${frozenAt}`);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('asof');
	});
});

test('an instant to come shows the present, and a quiet notice', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?last=all&asof=2999-01-01T00:00:00Z`);
	await page.getByText(/is not a valid value of asof/).waitFor();
	await page.getByText('Live', { exact: true }).waitFor();
	expect(await page.getByText(/^As known on/).count()).toBe(0);
	expect(problems).toEqual([]);
	await page.context().close();
});

test('an instant before anything was known says so', async () => {
	const html = await (await get('/ukraine?last=all&asof=2024-01-01T00:00:00Z')).text();
	expect(html).toContain('Nothing of this was known at that time');
});

test('any instant gives only reports that were public then', async () => {
	const known: { from: number; ids: Set<number> }[] = [{ from: 0, ids: new Set() }];
	const note = async () => {
		const at = await instant();
		const ids = new Set((await features(`asof=${at}`)).map(({ id }) => id));
		known.push({ from: Date.parse(at), ids });
	};
	known.push({
		from: Date.parse(started),
		ids: new Set((await features(`asof=${started}`)).map(({ id }) => id))
	});
	for (const state of ['unreviewed', 'in_review', 'published', 'in_review']) {
		await revise(withdrawn.id, { state });
		await note();
	}
	const end = Date.now();
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: Date.parse(started) - 1_000, max: end }), async (at) => {
			const ids = (
				await features(`state=unreviewed,published,retracted&asof=${new Date(at).toISOString()}`)
			).map(({ id }) => id);
			expect(ids).not.toContain(withdrawn.id);
			if (at < Date.parse(started)) return;
			const everPublic = new Set(known.flatMap((one) => [...one.ids]));
			for (const id of ids) expect(everPublic.has(id) || id === retracted.id).toBe(true);
		}),
		{ numRuns: 40 }
	);
	expect(await features('asof=1970-01-01T00:00:00Z')).toEqual([]);
});
