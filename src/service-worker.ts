/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * The map without a network: what the site is made of, the basemap, and the last pages and data that were seen. With
 * a network everything but the files of this version comes from there, so that nobody reads old news unawares.
 */
import { build, files, prerendered, version } from '$service-worker';
import { byteRange } from './offline/byte-range.ts';
import type { ToWorker } from './offline/messages.ts';
import { policyOf } from './offline/policy.ts';
import {
	openShell,
	recall,
	refreshPages,
	remember,
	similarPage,
	succeed,
	type Store
} from './offline/stores.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Fonts and texts of other languages are kept when they are first used. */
const SHELL = build.filter((path) => /\.(js|mjs|css)$/.test(path));
const OWN = { origin: worker.location.origin, paths: new Set([...build, ...files, ...prerendered]) };
/** Longer than this, and the last known page is better than a blank one. Milliseconds. */
const PATIENCE = 6_000;

worker.addEventListener('install', (event) => {
	event.waitUntil(openShell(version).then((shell) => shell.addAll(SHELL)));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(dropOldVersions());
});

/** Started without a network, the old pages and the files they name are all there is. */
async function dropOldVersions(): Promise<void> {
	if (await refreshPages()) await succeed(version, (path) => OWN.paths.has(path));
}

worker.addEventListener('message', (event) => {
	event.waitUntil(keepPage(event.data as ToWorker));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	const policy = policyOf({ url, method: request.method, isNavigation: request.mode === 'navigate' }, OWN);
	if (policy === 'pass') return;
	if (policy === 'keep') event.respondWith(kept(request));
	else if (policy === 'pieces') event.respondWith(pieceOf(request));
	else event.respondWith(fresh(policy === 'page' ? 'pages' : 'data', event));
});

async function kept(request: Request): Promise<Response> {
	const shell = await openShell(version);
	const how = { ignoreVary: true, ignoreSearch: true };
	const known = (await shell.match(request, how)) ?? (await caches.match(request, how));
	if (known) return known;
	const response = await fetch(request);
	if (response.status === 200) await shell.put(request.url, response.clone());
	return response;
}

/** From the whole file when it is here; else from the network as it was asked for. */
async function pieceOf(request: Request): Promise<Response> {
	const whole = await (await openShell(version)).match(new URL(request.url).pathname);
	const header = request.headers.get('range');
	if (!whole || !header) return whole ?? fetch(request);
	const file = await whole.blob();
	const range = byteRange(header, file.size);
	if (!range)
		return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } });
	const { first, last } = range;
	return new Response(file.slice(first, last + 1), {
		status: 206,
		headers: {
			'content-type': 'application/octet-stream',
			'content-length': String(last - first + 1),
			'content-range': `bytes ${first}-${last}/${file.size}`,
			etag: whole.headers.get('etag') ?? ''
		}
	});
}

async function fresh(store: Store, event: FetchEvent): Promise<Response> {
	const { request } = event;
	const answer = fetch(request);
	try {
		const response = await Promise.race([
			answer,
			tooLong(store === 'pages' ? await recall(store, request) : undefined)
		]);
		event.waitUntil(remember(store, request, response.clone()));
		return response;
	} catch (problem) {
		answer.catch(() => {});
		const known = await recall(store, request);
		if (known) return known;
		if (request.mode !== 'navigate') throw problem;
		// Sent there, not shown here: a page comes alive only at its own address.
		const similar = await similarPage(request.url);
		if (!similar) throw problem;
		return Response.redirect(similar);
	}
}

/** Fails after a while when there is something to show instead. */
const tooLong = (instead: Response | undefined): Promise<never> =>
	new Promise((_, reject) => {
		if (instead) setTimeout(() => reject(new Error('the network is too slow')), PATIENCE);
	});

async function keepPage({ assets, pages, data, basemap }: ToWorker): Promise<void> {
	const shell = await openShell(version);
	const missing = async (path: string) => !(await shell.match(path));
	const add = async (path: string) => {
		if (OWN.paths.has(path) && (await missing(path))) await shell.add(path);
	};
	const fetched = async (store: Store, address: string) => remember(store, address, await fetch(address));
	await Promise.allSettled([
		...assets.map(add),
		...pages.map((address) => fetched('pages', address)),
		...data.map((address) => fetched('data', address))
	]);
	if (basemap) await add(basemap).catch(() => {});
}
