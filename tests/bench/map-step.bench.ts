/**
 * What a step of a filter costs until the map rests again, with everything drawn. Ours, whose marks come from the
 * columns in the browser, in the real page with its list and its counts, beside the usual way, `setData` on a clustered
 * GeoJSON source of the same reports:
 *
 *     bare       two layers of circles and nothing else, no basemap: what the library's own example is
 *     like ours  on our basemap, with our bubbles and pins; without areas, rings by type and grades
 *
 * Same browser, same view, in turns; only the ratios compare. Neither of the two pages has a list to keep up.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createServer as createVite } from 'vite';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { THEATRE } from '#lib/domain/theatre.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { syntheticReports } from '../unit/columns/synthetic.ts';
import { openMapOf } from './our-map.ts';

const STEPS = 8;
/** Small, so that a machine without a graphics card measures the step and not its painting; all of the front is in it. */
const VIEW = { viewport: { width: 400, height: 500 } };
/** The map is at rest when nothing was drawn for so long. Milliseconds; not part of the figures. */
const QUIET = 1_000;
/** A step that draws nothing is a mistake of this bench. Milliseconds. */
const PATIENCE = 20_000;
const DIST = join(import.meta.dirname, '../../node_modules/maplibre-gl/dist');
const ROOT = join(import.meta.dirname, '../..');
const BOUNDS = THEATRE.ukraine.bounds.join();

const BARE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const rows = await (await fetch('/rows.json')).json();
const collection = (type) => ({ type: 'FeatureCollection', features: rows
	.filter((row) => type === null || row.type === type)
	.map(({ id, point, ...properties }) => ({ type: 'Feature', id, properties, geometry: { type: 'Point', coordinates: point } })) });
const map = new Map({ container: 'map', bounds: [${BOUNDS}], fadeDuration: 0, style: { version: 8,
	sources: { reports: { type: 'geojson', cluster: true, data: collection(null) } },
	layers: [
		{ id: 'bubbles', type: 'circle', source: 'reports', filter: ['has', 'point_count'], paint: { 'circle-radius': 14 } },
		{ id: 'pins', type: 'circle', source: 'reports', filter: ['!', ['has', 'point_count']], paint: { 'circle-radius': 6 } } ] } });
window.step = (type, quiet) => new Promise((resolve) => {
	const begun = performance.now();
	map.getSource('reports').setData(collection(type));
	let last = begun;
	const onidle = () => (last = performance.now());
	map.on('idle', onidle);
	setTimeout(function wait() {
		if (last > begun && performance.now() - last > quiet) { map.off('idle', onidle); resolve(last - begun); }
		else setTimeout(wait, 100);
	}, 100);
});
map.once('idle', () => (document.body.dataset.ready = 'yes'));
</script>`;

/** What the two other pages read. */
const jsonOf = (rows: readonly ReportRow[]): string =>
	JSON.stringify(
		rows.map(({ id, point, eventType, reliability, credibility, state }) => ({
			...{ id, point, type: eventType, reliability, credibility, state }
		}))
	);

async function serveBare(body: string): Promise<{ url: string; server: Server }> {
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

/** The usual way on our basemap: see `clustered-map/page.ts`. */
async function serveClustered(
	rows: string,
	app: AppServer
): Promise<{ url: string; close(): Promise<void> }> {
	const vite = await createVite({
		configFile: false,
		root: join(import.meta.dirname, 'clustered-map'),
		publicDir: join(ROOT, 'static'),
		cacheDir: join(ROOT, 'node_modules/.vite-bench'),
		logLevel: 'warn',
		server: { host: '127.0.0.1', port: 0, fs: { allow: [ROOT] }, proxy: { '/basemap/places.json': app.url } },
		plugins: [
			{
				name: 'rows',
				configureServer({ middlewares }) {
					middlewares.use('/rows.json', (_, answer) => {
						answer.setHeader('content-type', 'application/json');
						answer.end(rows);
					});
				}
			}
		]
	});
	await vite.listen();
	const { port } = vite.httpServer!.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/?bounds=${BOUNDS}`, close: () => vite.close() };
}

/** Our page with the filters open, so that a choice can be pressed. */
async function openOurs(browser: Browser, app: AppServer, rows: readonly ReportRow[]): Promise<Page> {
	const page = await openMapOf(browser, app, rows, VIEW);
	await page.getByRole('button', { name: /^Filters/ }).click();
	await page.getByRole('dialog', { name: 'Filter the reports' }).waitFor();
	await page.waitForTimeout(2_000);
	return page;
}

/** Presses a choice of the filters and waits until the map rests; milliseconds. */
const stepOurs = (page: Page, type: string): Promise<number> =>
	page.evaluate(
		({ type, quiet, patience }) =>
			new Promise<number>((resolve, reject) => {
				const map = document.querySelector('[data-map-idle]')!;
				const begun = performance.now();
				let last = begun;
				const observer = new MutationObserver(() => (last = performance.now()));
				observer.observe(map, { attributeFilter: ['data-map-idle', 'data-map-marks'] });
				document
					.querySelector<HTMLInputElement>(`input[type="checkbox"][name="type"][value="${type}"]`)!
					.click();
				const wait = () => {
					if (last > begun && performance.now() - last > quiet) {
						observer.disconnect();
						resolve(last - begun);
					} else if (last === begun && performance.now() - begun > patience) {
						reject(new Error(`nothing was drawn for ${type}`));
					} else setTimeout(wait, 100);
				};
				setTimeout(wait, 100);
			}),
		{ type, quiet: QUIET, patience: PATIENCE }
	);

/** A page of the usual way, once its map rests. */
async function openOther(browser: Browser, url: string): Promise<Page> {
	const { page } = await openPage(browser, VIEW);
	await page.goto(url);
	await page.locator('body[data-ready]').waitFor({ timeout: 60_000 });
	return page;
}

type Steps = { step(type: string | null, quiet: number): Promise<number> };
const stepOther = (page: Page, type: string | null): Promise<number> =>
	page.evaluate(([type, quiet]) => (globalThis as unknown as Steps).step(type, quiet), [
		type,
		QUIET
	] as const);

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const [app, browser] = await Promise.all([startApp(), openBrowser()]);
try {
	for (const count of [20_000, 200_000]) {
		const rows = syntheticReports(count, { days: 365 });
		const [bareServer, clusteredServer] = await Promise.all([
			serveBare(jsonOf(rows)),
			serveClustered(jsonOf(rows), app)
		]);
		const bare = await openOther(browser, bareServer.url);
		const clustered = await openOther(browser, clusteredServer.url);
		const ours = await openOurs(browser, app, rows);
		const times: Record<'bare' | 'clustered' | 'ours', number[]> = { bare: [], clustered: [], ours: [] };
		for (let step = 0; step < STEPS; step++) {
			const type = EVENT_TYPES[step >> 1]!;
			// A choice is made, then taken back.
			const shown = step % 2 === 0 ? type : null;
			for (const [name, page] of [
				['bare', bare],
				['clustered', clustered]
			] as const) {
				await page.bringToFront();
				times[name].push(await stepOther(page, shown));
			}
			await ours.bringToFront();
			times.ours.push(await stepOurs(ours, type));
		}
		const own = median(times.ours);
		console.log(`\n  ${count.toLocaleString('en')} reports: ours ${own.toFixed(0)} ms`);
		for (const [name, other] of [
			['setData, like ours', median(times.clustered)],
			['setData, bare', median(times.bare)]
		] as const)
			console.log(
				`    ${name.padEnd(20)} ${other.toFixed(0).padStart(6)} ms, ours / it ${(own / other).toFixed(2)}`
			);
		await Promise.all([bare, clustered, ours].map((page) => page.context().close()));
		bareServer.server.close();
		await clusteredServer.close();
	}
} finally {
	await browser.close();
	await app.stop();
}
