/**
 * What a reader waits for: bytes, requests and time until the first mark is on the map, and on the map for frames,
 * beside a page that is MapLibre and one mark and nothing else. All from a cold cache over the same proxy in the same run; only the ratios compare.
 */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startApp } from '../support/app-server.ts';
import { DESKTOP, openBrowser, openPage, PHONE } from '../support/browser.ts';
import {
	before,
	firstMark,
	kilobytes,
	openWire,
	ownScriptKilobytes,
	watchFirstMark
} from '../support/wire.ts';

const ROUNDS = 5;
const DIST = join(import.meta.dirname, '../../node_modules/maplibre-gl/dist');

const BARE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const container = document.getElementById('map');
const map = new Map({ container, center: [32, 48.5], zoom: 5, style: { version: 8, sources: {
	mark: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [32, 48.5] } } } },
	layers: [{ id: 'mark', type: 'circle', source: 'mark' }] } });
map.on('sourcedata', ({ sourceId, isSourceLoaded, tile }) => {
	if (sourceId === 'mark' && isSourceLoaded && tile) container.dataset.mapMarks = '1';
});
</script>`;

/** Files of the library as any host sends them: with gzip. */
async function serveBare(): Promise<{ url: string; server: Server }> {
	const files = new Map(
		['maplibre-gl.css', 'maplibre-gl.mjs', 'maplibre-gl-worker.mjs'].map((name) => [
			`/${name}`,
			{
				type: name.endsWith('css') ? 'text/css' : 'text/javascript',
				body: gzipSync(readFileSync(join(DIST, name)))
			}
		])
	);
	files.set('/', { type: 'text/html', body: gzipSync(BARE) });
	const server = createServer(({ url = '/' }, answer) => {
		const file = files.get(url);
		if (!file) return void answer.writeHead(404).end();
		answer.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' }).end(file.body);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

type Measured = { milliseconds: number; kilobytes: number; requests: number; own: number };

async function measure(
	browser: Browser,
	target: string,
	path: string,
	options: BrowserContextOptions
): Promise<Measured> {
	const wire = await openWire(target);
	const { page } = await openPage(browser, options);
	await watchFirstMark(page);
	await page.goto(wire.url + path, { waitUntil: 'commit' });
	const marked = await firstMark(page);
	const opened = await page.evaluate(() => performance.timeOrigin);
	const early = before(wire.exchanges, marked);
	// What was asked for before the mark is counted to its end.
	await page.waitForTimeout(500);
	await page.context().close();
	await wire.close();
	return {
		milliseconds: marked - opened,
		kilobytes: kilobytes(early),
		requests: early.length,
		own: ownScriptKilobytes(early)
	};
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const [app, browser, bare] = await Promise.all([startApp(), openBrowser(), serveBare()]);
try {
	await fetch(`${app.url}/ukraine`);
	for (const [name, options] of [
		['1440 pixels', DESKTOP],
		['390 pixels', PHONE]
	] as const) {
		const plain: Measured[] = [];
		const ours: Measured[] = [];
		const framed: Measured[] = [];
		// In turns: what else the machine does meanwhile falls on all.
		for (let round = 0; round < ROUNDS; round++) {
			plain.push(await measure(browser, bare.url, '/', options));
			ours.push(await measure(browser, app.url, '/ukraine', options));
			framed.push(await measure(browser, app.url, '/embed?theatre=ukraine', options));
		}
		console.log(
			`\n  ${name.padEnd(30)}${'bare'.padStart(10)}${'ours'.padStart(10)}${'ratio'.padStart(9)}${'framed'.padStart(10)}${'ratio'.padStart(9)}`
		);
		for (const [figure, key] of [
			['kB before the first mark', 'kilobytes'],
			['requests before it', 'requests'],
			['ms until it (median)', 'milliseconds']
		] as const) {
			const [floor, ...others] = [plain, ours, framed].map((runs) => median(runs.map((run) => run[key]))) as [
				number,
				number,
				number
			];
			const columns = others.map(
				(value) => value.toFixed(0).padStart(10) + (value / floor).toFixed(2).padStart(9)
			);
			console.log(`  ${figure.padEnd(30)}${floor.toFixed(0).padStart(10)}${columns.join('')}`);
		}
		const own = [ours, framed].map((runs) => median(runs.map((run) => run.own)));
		console.log(
			`  ${'kB of scripts but MapLibre'.padEnd(30)}${own.map((value) => value.toFixed(0).padStart(19)).join('')}`
		);
	}
} finally {
	await browser.close();
	bare.server.close();
	await app.stop();
}
