/** Keeps the page for a time without a network, once it has nothing better to do. */
import { settled } from '#lib/ui/settled.ts';
import type { ToWorker } from './messages.ts';

const BASEMAP = '/basemap/fronts.pmtiles';
/** Milliseconds the browser may stay busy before it is asked anyway. */
const PATIENCE = 8_000;

/** Browser only. Where service workers are not to be had (plain HTTP, private windows), and in a frame, nothing happens. */
export async function keepForOffline(): Promise<void> {
	if (window !== window.parent || !('serviceWorker' in navigator)) return;
	await settled();
	await idle();
	try {
		await navigator.serviceWorker.register('/service-worker.js');
		const { active } = await navigator.serviceWorker.ready;
		// A page that came through the service worker is kept already.
		active?.postMessage(navigator.serviceWorker.controller ? { ...NOTHING, basemap: basemap() } : thisPage());
	} catch {
		// It is a convenience: without it the page needs a network, as any other.
	}
}

const NOTHING: ToWorker = { kind: 'keep', assets: [], pages: [], data: [], basemap: null };

function thisPage(): ToWorker {
	const used = performance
		.getEntriesByType('resource')
		.map(({ name }) => new URL(name))
		.filter(({ origin }) => origin === location.origin);
	const has = (path: string) =>
		used.filter(({ pathname }) => pathname === path).map(({ pathname, search }) => pathname + search);
	return {
		kind: 'keep',
		assets: [...new Set([...used.map(({ pathname }) => pathname), '/icon.svg', '/manifest.webmanifest'])],
		pages: [...new Set(['/', location.pathname + location.search])],
		data: [...new Set([...has('/columns'), ...has('/picture.svg'), ...has('/api/v1/reports')])],
		basemap: basemap()
	};
}

/** For whoever pays for their bytes the basemap stays on the server. */
function basemap(): string | null {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	return connection?.saveData ? null : BASEMAP;
}

const idle = (): Promise<void> =>
	new Promise((resolve) => {
		if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: PATIENCE });
		else setTimeout(resolve, 1_000);
	});
