/**
 * What a step of a filter costs until the map rests again, with everything drawn: ours, whose tiles come from the
 * columns in the browser, beside the usual way, `setData` on a clustered GeoJSON source of the same reports in a page
 * that has nothing else to do. Same browser, same view, in turns; only the ratios compare.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { encode } from '#lib/columns/codec.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { THEATRE } from '#lib/domain/theatre.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { mapIdle, openBrowser, openPage } from '../support/browser.ts';
import { syntheticReports } from '../unit/columns/synthetic.ts';

const STEPS = 8;
/** Small, so that a machine without a graphics card measures the step and not its painting; all of the front is in it. */
const VIEW = { viewport: { width: 400, height: 500 } };
/** The map is at rest when nothing was drawn for so long. Milliseconds; not part of the figures. */
const QUIET = 1_000;
const DIST = join(import.meta.dirname, '../../node_modules/maplibre-gl/dist');
const [WEST, SOUTH, EAST, NORTH] = THEATRE.ukraine.bounds;

const BARE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const rows = await (await fetch('/rows.json')).json();
const collection = (type) => ({ type: 'FeatureCollection', features: rows
	.filter((row) => type === null || row.type === type)
	.map(({ id, point, ...properties }) => ({ type: 'Feature', id, properties, geometry: { type: 'Point', coordinates: point } })) });
const map = new Map({ container: 'map', bounds: [${[WEST, SOUTH, EAST, NORTH].join()}], fadeDuration: 0, style: { version: 8,
	sources: { reports: { type: 'geojson', cluster: true, data: collection(null) } },
	layers: [
		{ id: 'bubbles', type: 'circle', source: 'reports', filter: ['has', 'point_count'], paint: { 'circle-radius': 14 } },
		{ id: 'pins', type: 'circle', source: 'reports', filter: ['!', ['has', 'point_count']], paint: { 'circle-radius': 6 } } ] } });
window.step = (type) => new Promise((resolve) => {
	const begun = performance.now();
	map.getSource('reports').setData(collection(type));
	let last = begun;
	const onidle = () => (last = performance.now());
	map.on('idle', onidle);
	setTimeout(function wait() {
		if (last > begun && performance.now() - last > ${QUIET}) { map.off('idle', onidle); resolve(last - begun); }
		else setTimeout(wait, 100);
	}, 100);
});
map.once('idle', () => (document.body.dataset.ready = 'yes'));
</script>`;

async function serveBare(rows: readonly ReportRow[]): Promise<{ url: string; server: Server }> {
	const body = JSON.stringify(
		rows.map(({ id, point, eventType, reliability, credibility }) => ({
			...{ id, point, type: eventType, reliability, credibility }
		}))
	);
	const server = createServer(({ url = '/' }, answer) => {
		const type = url.endsWith('css') ? 'text/css' : 'text/javascript';
		if (url === '/') answer.writeHead(200, { 'content-type': 'text/html' }).end(BARE);
		else if (url === '/rows.json') answer.writeHead(200, { 'content-type': 'application/json' }).end(body);
		else if (/^\/maplibre-gl[\w.-]*$/.test(url))
			answer.writeHead(200, { 'content-type': type }).end(readFileSync(join(DIST, url)));
		else answer.writeHead(404).end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

/** Our map with these reports instead of the database's. */
async function openOurs(browser: Browser, app: AppServer, rows: readonly ReportRow[]): Promise<Page> {
	const columns = new ReportColumns();
	for (const row of rows) columns.upsert(row);
	const bytes = Buffer.from(encode(columns));
	const { page } = await openPage(browser, VIEW);
	await page.route('**/columns*', (route) =>
		route.fulfill({ body: bytes, contentType: 'application/octet-stream' })
	);
	await page.route('**/api/v1/reports?ids=*', (route) =>
		route.fulfill({ json: { type: 'FeatureCollection', features: [] } })
	);
	await page.goto(`${app.url}/ukraine?last=all`);
	await mapIdle(page);
	await page.getByRole('button', { name: /^Filters/ }).click();
	await page.getByRole('dialog', { name: 'Filter the reports' }).waitFor();
	await page.waitForTimeout(2_000);
	return page;
}

/** Presses a choice of the filters and waits until the map rests; milliseconds. */
const stepOurs = (page: Page, type: string): Promise<number> =>
	page.evaluate(
		({ type, quiet }) =>
			new Promise<number>((resolve) => {
				const map = document.querySelector('[data-map-idle]')!;
				const begun = performance.now();
				let last = begun;
				const observer = new MutationObserver(() => (last = performance.now()));
				observer.observe(map, { attributeFilter: ['data-map-idle', 'data-map-marks'] });
				document.querySelector<HTMLInputElement>(`input[name="type"][value="${type}"]`)!.click();
				const wait = () => {
					if (last > begun && performance.now() - last > quiet) {
						observer.disconnect();
						resolve(last - begun);
					} else setTimeout(wait, 100);
				};
				setTimeout(wait, 100);
			}),
		{ type, quiet: QUIET }
	);

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const [app, browser] = await Promise.all([startApp(), openBrowser()]);
try {
	for (const count of [20_000, 200_000]) {
		const rows = syntheticReports(count, { days: 365 });
		const bare = await serveBare(rows);
		const { page: plain } = await openPage(browser, VIEW);
		await plain.goto(bare.url);
		await plain.locator('body[data-ready]').waitFor({ timeout: 60_000 });
		const ours = await openOurs(browser, app, rows);
		const times: { plain: number[]; ours: number[] } = { plain: [], ours: [] };
		for (let step = 0; step < STEPS; step++) {
			const type = EVENT_TYPES[step >> 1]!;
			// A choice is made, then taken back.
			await plain.bringToFront();
			times.plain.push(
				await plain.evaluate(
					(type) => (globalThis as unknown as { step(type: string | null): Promise<number> }).step(type),
					step % 2 === 0 ? type : null
				)
			);
			await ours.bringToFront();
			times.ours.push(await stepOurs(ours, type));
		}
		const [a, b] = [median(times.plain), median(times.ours)];
		console.log(
			`  ${count.toLocaleString('en').padStart(7)} reports: setData ${a.toFixed(0)} ms, ours ${b.toFixed(0)} ms, ours / setData ${(b / a).toFixed(2)}`
		);
		await Promise.all([plain.context().close(), ours.context().close()]);
		bare.server.close();
	}
} finally {
	await browser.close();
	await app.stop();
}
