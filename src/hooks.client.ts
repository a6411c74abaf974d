import type { ClientInit } from '@sveltejs/kit';
import { loadMessages } from './i18n/loaded-messages.ts';

/** The server chose the page's language and linked its texts; it holds until the next page is loaded. */
export const init: ClientInit = () =>
	loadMessages(document.querySelector<HTMLLinkElement>('link[rel=preload][type="application/json"]')!.href);
