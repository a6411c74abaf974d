/** Who holds what: on the map with the shown time, in words beside it, and for programs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { check } from '@placemarkio/check-geojson';
import { expect, test } from 'vitest';
import { mapIdle, openPage } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';

const product = useProduct();
const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(product.app.url + path, { headers });

test('the areas follow the shown time, say whose they are, and can be left out', async () => {
	const { page, problems } = await openPage(product.browser);
	await page.goto(`${product.app.url}/ukraine?from=2023-11-01&to=2023-11-30`);
	await mapIdle(page);
	await page.getByText('Control', { exact: true }).click();
	const panel = page.locator('details', { hasText: 'Show who holds what' });
	await panel.getByText('As of 30 November 2023', { exact: false }).waitFor();
	await panel.getByText('schematic, ±10 km').waitFor();
	expect(await panel.getByRole('listitem').first().textContent()).toMatch(/Russia · held\s*108,\d{3} km²/);
	await panel.getByRole('link', { name: 'Fronts: schematic areas' }).waitFor();
	await page.getByText('Fronts: schematic areas (CC BY 4.0, borders DCW)').waitFor();

	await panel.getByText('What it rests on').click();
	await panel.getByText('Robotyne', { exact: false }).waitFor();
	await panel.getByLabel('Show what changed since 21 May 2023').check();
	await panel.getByText(/Ukraine \(held\), before: Russia \(held\) — [\d,.]+ km²/).waitFor();

	// Another window of time, another line.
	await page.getByRole('button', { name: 'Play' }).waitFor();
	await page.goto(`${product.app.url}/ukraine?from=2023-10-07&to=2023-10-20&lang=fr`);
	await mapIdle(page);
	await page.getByText('Contrôle', { exact: true }).click();
	const french = page.locator('details', { hasText: 'Montrer qui tient quoi' });
	await french.getByText('Au 21 mai 2023', { exact: false }).waitFor();
	await french.getByText('Jours avant la fin de la période affichée : 152').waitFor();

	await french.getByLabel('Montrer qui tient quoi').uncheck();
	await expect.poll(() => page.url()).toContain('layers=reports');
	await expect.poll(() => page.getByText('Fronts: schematic areas (CC BY 4.0, borders DCW)').count()).toBe(0);
	await page.goBack();
	await page.getByText('Fronts: schematic areas (CC BY 4.0, borders DCW)').waitFor();
	expect(problems).toEqual([]);
	await page.context().close();
});

test('programs get the newest drawing not after a day as GeoJSON, and are told what is wrong', async () => {
	const answer = await get('/api/v1/control-areas?theatre=ukraine,gaza&on=2023-11-30');
	expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	const text = await answer.text();
	const { snapshots, features } = JSON.parse(text);
	check(text);
	expect(snapshots.map(({ theatre, on }: { theatre: string; on: string }) => `${theatre} ${on}`)).toEqual([
		'gaza 2023-11-02',
		'ukraine 2023-11-30'
	]);
	for (const { properties } of features)
		expect(properties).toMatchObject({
			source: 'fronts-schematic',
			reliability: 'F',
			rights: expect.stringMatching(/^(CC BY|ODbL)/)
		});
	expect((await (await get('/api/v1/control-areas?theatre=ukraine&on=2021-01-01')).json()).features).toEqual(
		[]
	);

	const { id } = snapshots[1];
	const one = await get(`/api/v1/control-areas/${id}`);
	const etag = one.headers.get('etag')!;
	expect((await get(`/api/v1/control-areas/${id}`, { 'if-none-match': etag })).status).toBe(304);
	expect(gzipSync(await one.text()).length).toBeLessThan(60_000);

	for (const [path, status] of [
		['/api/v1/control-areas?on=2023-02-30', 400],
		['/api/v1/control-areas?on=yesterday', 400],
		['/api/v1/control-areas?theatre=mars', 400],
		['/api/v1/control-areas/0', 404],
		['/api/v1/control-areas/99999999999', 404],
		['/api/v1/control-areas/x%00', 404],
		['/api/v1/control-areas/changes?from=1', 400],
		[`/api/v1/control-areas/changes?from=${id}&to=${snapshots[0].id}`, 400],
		['/api/v1/control-areas/changes?from=1e9&to=-1', 400]
	] as const) {
		const refused = await get(path);
		expect([path, refused.status]).toEqual([path, status]);
		expect(refused.headers.get('content-type')).toContain('application/problem+json');
	}
});

test('an operator brings a drawing in: first a draft, then for everyone, once', async () => {
	const file = join(product.app.dataDir, 'drawing_20231115.geojson');
	const ring = [
		[37, 48],
		[38, 48],
		[38, 49],
		[37, 48]
	];
	const geometry = { type: 'Polygon', coordinates: [ring] };
	writeFileSync(file, JSON.stringify({ type: 'Feature', properties: {}, geometry }));
	const bring = (...more: string[]) =>
		product.app.command('control', [
			...['import', 'geojson', file, '--source', 'rybar', '--theatre', 'ukraine', '--all', 'russia:held'],
			...['--uncertainty', '500', '--citation', 'A drawing', '--rights', 'Test only', ...more]
		]);
	const days = async () =>
		(
			(await (await get('/api/v1/control-snapshots?theatre=ukraine')).json()).snapshots as {
				source: string;
			}[]
		).filter(({ source }) => source === 'rybar').length;

	expect(await bring()).toMatchObject({ code: 0, out: expect.stringContaining('"outcome":"draft"') });
	expect(await days()).toBe(0);
	expect((await bring('--publish')).out).toContain('"outcome":"published"');
	expect((await bring('--publish')).out).toContain('"outcome":"unchanged"');
	expect(await days()).toBe(1);
	const wrong = await bring('--theatre', 'gaza');
	expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('outside the front "gaza"') });
});
