import { browser } from '$app/environment';
import { loadMessages } from '../../i18n/loaded-messages.ts';
import { PAGES_MESSAGE_URLS } from '../../i18n/pages-message-urls.ts';
import type { LayoutLoad } from './$types';

/** What these pages say beyond the map's words is there before the first of them is drawn. */
export const load: LayoutLoad = async ({ data, parent }) => {
	if (browser) await loadMessages(PAGES_MESSAGE_URLS[(await parent()).lang]);
	return data;
};
