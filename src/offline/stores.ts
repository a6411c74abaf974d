/** The caches of the service worker. */
import { KEPT_AT } from './messages.ts';

const SHELL = 'shell-';
/** Entries; the oldest go first. */
const MOST = { pages: 24, data: 80 } as const;
export type Store = keyof typeof MOST;

/** A page is the same whatever the browser accepts; what differs by language says so in its address or its reader. */
const SAME: CacheQueryOptions = { ignoreVary: true };

export const openShell = (version: string): Promise<Cache> => caches.open(SHELL + version);

export const recall = async (store: Store, request: Request | string): Promise<Response | undefined> =>
	(await caches.open(store)).match(request, SAME);

/** Address of a page that was kept: the same with other parameters, else the front page, else any. */
export async function similarPage(address: string): Promise<string | undefined> {
	const kept = (await (await caches.open('pages')).keys()).map(({ url }) => new URL(url));
	const newest = kept.reverse().filter(({ pathname }) => !pathname.endsWith('/__data.json'));
	const { pathname } = new URL(address);
	const same =
		newest.find((page) => page.pathname === pathname) ?? newest.find((page) => page.pathname === '/');
	return (same ?? newest[0])?.href;
}

/** Keeps a copy that says when it was had. Errors, answers from elsewhere and what is one person's are not kept. */
export async function remember(store: Store, request: Request | string, response: Response): Promise<void> {
	if (response.status !== 200 || response.redirected) return;
	if (response.headers.get('cache-control')?.includes('private')) return;
	const headers = new Headers(response.headers);
	headers.set(KEPT_AT, String(Date.now()));
	const cache = await caches.open(store);
	// Put last, so that the first are the oldest.
	await cache.delete(request, SAME);
	await cache.put(request, new Response(response.body, { status: 200, headers }));
	const keys = await cache.keys();
	await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[store])).map((key) => cache.delete(key)));
}

/** Takes over what still belongs to this version, and drops the rest of the versions before. */
export async function succeed(version: string, isOwn: (path: string) => boolean): Promise<void> {
	const shell = await openShell(version);
	const old = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== SHELL + version);
	for (const name of old) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			if (!isOwn(new URL(request.url).pathname) || (await shell.match(request, SAME))) continue;
			const response = await cache.match(request);
			if (response) await shell.put(request, response);
		}
		await caches.delete(name);
	}
}

/**
 * Pages of the version before name files of that version: they are asked for anew.
 * @returns false while any of them still is the old one
 */
export async function refreshPages(): Promise<boolean> {
	const pages = await caches.open('pages');
	const refreshed = (await pages.keys()).map(async ({ url }) => remember('pages', url, await fetch(url)));
	return (await Promise.allSettled(refreshed)).every(({ status }) => status === 'fulfilled');
}
