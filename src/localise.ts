/** Language, direction and appearance of each page, from its address and the browser's wish. */
import type { Handle } from '@sveltejs/kit';
import { parseView, type Lang } from '#lib/domain/view.ts';
import { defineCustomServerStrategy } from '#lib/i18n/runtime.js';
import { paraglideMiddleware } from '#lib/i18n/server.js';
import { directionOf, languageOf } from '#lib/ui/language.ts';
import { fontsOf } from '#lib/ui/own-fonts.ts';
import { MESSAGE_URLS } from './i18n/message-urls.ts';
import { PAGES_MESSAGE_URLS } from './i18n/pages-message-urls.ts';

/** The name the message compiler is given in `vite.config.ts`. */
const STRATEGY = 'custom-page';

/** Styles of what a page fetches later; only readers without scripts have that at once. */
const LATE_STYLES = /<link [^>]*\/late-parts\.[^>]*stylesheet[^>]*>/;

/** What is made for others to show: it is kept by its address, which alone decides. */
const FOR_OTHERS = /^\/(card\/|oembed$)/;

function languageOfRequest(request: Request): Lang {
	const { pathname, searchParams } = new URL(request.url);
	if (!FOR_OTHERS.test(pathname)) return languageOf(searchParams, request.headers.get('accept-language'));
	const page = searchParams.get('url');
	return languageOf(page && URL.canParse(page) ? new URL(page).searchParams : searchParams, null);
}

defineCustomServerStrategy(STRATEGY, { getLocale: (request) => request && languageOfRequest(request) });

/** The texts are asked for before the scripts that will want them. */
function preloadMessages(lang: Lang, route: string | null): string {
	const urls = [MESSAGE_URLS[lang], ...(route?.startsWith('/(pages)') ? [PAGES_MESSAGE_URLS[lang]] : [])];
	return urls
		.map(
			(url) =>
				`<link rel="preload" href="${url}" as="fetch" type="application/json" crossorigin="anonymous" />`
		)
		.join(' ');
}

const isMap = (route: string | null) => /^\/(\(map\)|embed)\//.test(route ?? '');

export const localise: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async () => {
		const lang = languageOfRequest(event.request);
		const { theme } = parseView(event.url.searchParams).view;
		Object.assign(event.locals, { lang, theme });
		const response = await resolve(event, {
			// Styles are linked in the page's head already: naming them in a header, too, only makes it longer.
			preload: ({ type }) => type === 'js',
			transformPageChunk: ({ html }) =>
				html
					.replace('%fronts.lang%', lang)
					.replace('%fronts.dir%', directionOf(lang))
					.replace('%fronts.theme%', theme)
					.replace('%fronts.messages%', preloadMessages(lang, event.route.id))
					.replace(LATE_STYLES, '<noscript>$&</noscript>')
					.replace('%fronts.fonts%', fontsOf(isMap(event.route.id) ? 'map' : 'text', lang))
					// Last, and as it is: it holds words from outside.
					.replace('%fronts.head%', () => event.locals.head ?? '')
		});
		if (response.headers.get('content-type')?.startsWith('text/html')) {
			response.headers.append('Vary', 'Accept-Language');
		}
		return response;
	});
