import type { ClientInit } from '@sveltejs/kit';
import { fetchEarly } from '#lib/live/early-columns.ts';
import { loadMap } from '#lib/map/load.ts';
import { loadMessages } from './i18n/loaded-messages.ts';

// What takes longest is on its way before the page comes alive; the page itself says what it will need.
const page = document.querySelector<HTMLElement>('[data-needs-map]');
if (page) {
	loadMap().catch(() => {});
	if (page.dataset.needsMap) fetchEarly(page.dataset.needsMap);
}

/** The server chose the page's language and linked its texts; it holds until the next page is loaded. */
export const init: ClientInit = () =>
	loadMessages(document.querySelector<HTMLLinkElement>('link[rel=preload][type="application/json"]')!.href);
