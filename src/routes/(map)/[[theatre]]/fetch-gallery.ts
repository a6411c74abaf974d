/** The pictures of an opened report: few have any, so what shows them comes with the first that does. */
import type { Lang } from '#lib/domain/view.ts';
import { loadMessages } from '../../../i18n/loaded-messages.ts';
import { PAGES_MESSAGE_URLS } from '../../../i18n/pages-message-urls.ts';

/** Browser only. @throws Error when it cannot be had */
export async function fetchGallery(lang: Lang) {
	const [gallery] = await Promise.all([
		import('#lib/ui/media/MediaGallery.svelte'),
		// Its words are not among those of the map.
		loadMessages(PAGES_MESSAGE_URLS[lang])
	]);
	return gallery.default;
}
