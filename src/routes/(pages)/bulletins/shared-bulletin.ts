/** What a bulletin's page says of itself to whoever shows links to it: the map of its time, its title, its counts. */
import type { Bulletin } from '#lib/domain/bulletin.ts';
import { m } from '#lib/i18n/messages.js';
import { headMarkup, headTags } from '#lib/publish/head-tags.ts';
import { FEED_TYPE } from '#lib/publish/feed.ts';
import type { ShareWords } from '#lib/ui/share/share-words.ts';
import { choicesOf } from '#lib/ui/choices.ts';
import { pageAddress } from '#lib/ui/address.ts';
import { sharedPage } from '../../share/shared-head.ts';
import { bulletinTitle, countsText, standingOf } from './bulletin-words.ts';
import { pathOf, viewOf, type Asked } from './written.ts';

/** Its title has the time already: there it is not what is cut, being short. */
export function bulletinShareWords(bulletin: Bulletin, lang: App.Locals['lang'], now: number): ShareWords {
	return {
		place: bulletinTitle(bulletin.theatre, bulletin.period, lang),
		time: bulletin.edition?.signed_by_role ? m.bulletins_signed() : m.bulletins_automatic(),
		description: [
			bulletin.total === 0 ? m.bulletin_nothing() : countsText(bulletin, lang),
			...standingOf(bulletin, lang, now)
		].join(' ')
	};
}

export function shareBulletin(
	{ url, locals }: { url: URL; locals: App.Locals },
	asked: Asked,
	bulletin: Bulletin
): void {
	const { lang } = locals;
	const path = pathOf({ theatre: asked.theatre, date: asked.period.date });
	const view = { ...viewOf(asked, bulletin.edition?.as_of ?? null), theme: locals.theme };
	const page = sharedPage(
		url.origin,
		bulletinShareWords(bulletin, lang, Date.now()),
		view,
		pageAddress(path, choicesOf(url)),
		lang
	);
	const feeds = [
		{ type: FEED_TYPE.rss, title: m.bulletins_title(), href: `${url.origin}/bulletins/index.xml` },
		{ type: 'text/markdown', title: page.title, href: `${url.origin}${path}.md` }
	];
	locals.head = headMarkup(headTags({ ...page, feeds }));
}
