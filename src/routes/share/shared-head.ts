/** The head of a page that can be shared. Set by a page's load, written by the server alone: no browser needs it. */
import type { Instant } from '#lib/domain/event-time.ts';
import { reportView } from '#lib/domain/report-view.ts';
import type { Report } from '#lib/domain/report.ts';
import type { View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { headMarkup, headTags, shortened, type SharedPage } from '#lib/publish/head-tags.ts';
import { feedAddress, FEEDS } from '#lib/ui/files/addresses.ts';
import { mapAddress, reportPermalink } from '#lib/ui/address.ts';
import { CARD_SIZE, cardAddress, embedAddress, oembedAddress } from '#lib/ui/share/share-address.ts';
import { mapWords, reportWords, type MapFacts, type ShareWords } from '#lib/ui/share/share-words.ts';

const TITLE_LENGTH = 80;
const DESCRIPTION_LENGTH = 250;

type Asked = { url: URL; locals: App.Locals };

/**
 * A map of any view.
 * @param report the one that is open on it: the page is about that
 * @param path the page's own address with its state, where that is not the map's: `/e/k3x9`
 */
export function shareMap(
	event: Asked,
	facts: MapFacts,
	{ report = null, path = mapAddress(facts.view) }: { report?: Report | null; path?: string } = {}
): void {
	const { view } = facts;
	const { lang } = event.locals;
	share(event, report ? reportWords(report, view.asOf, lang) : mapWords(facts, lang), view, path);
}

export function shareReport(event: Asked, report: Report, asOf: Instant | null): void {
	const { lang } = event.locals;
	const view = { ...reportView(report, asOf), ...choices(event) };
	share(event, reportWords(report, asOf, lang), view, reportPermalink(report.id, asOf, choices(event)));
}

const choices = ({ url, locals }: Asked): Pick<View, 'lang' | 'theme'> => ({
	lang: url.searchParams.get('lang') === locals.lang ? locals.lang : null,
	theme: locals.theme
});

function share({ url, locals }: Asked, words: ShareWords, view: View, path: string): void {
	locals.head = headMarkup(headTags(sharedPage(url.origin, words, view, path, locals.lang)));
}

/** @param path of the page, with its state */
export function sharedPage(
	origin: string,
	words: ShareWords,
	view: View,
	path: string,
	lang: App.Locals['lang']
): SharedPage {
	const title = titleOf(words);
	const page = origin + path;
	return {
		url: page,
		title,
		description: shortened(words.description, DESCRIPTION_LENGTH),
		lang,
		picture: {
			...CARD_SIZE,
			url: origin + cardAddress(view, { lang, now: Date.now() }),
			alt: m.share_map_of({ title })
		},
		frame: origin + embedAddress(view),
		oembed: { json: origin + oembedAddress(page, 'json'), xml: origin + oembedAddress(page, 'xml') },
		// A report is one of many in a feed; its page has none of its own.
		feeds: path.startsWith('/reports/')
			? []
			: FEEDS.map(({ format, name, type }) => ({
					...{ type, title: `${title} (${name})` },
					href: origin + feedAddress(view, format)
				}))
	};
}

/** The time is never what is cut. */
export const titleOf = ({ place, time }: ShareWords): string =>
	`${shortened(place, TITLE_LENGTH - time.length - 3)} · ${time}`;
