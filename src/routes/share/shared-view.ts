/** A view as it is passed on: frozen or live, in a size, a language and an appearance. */
import type { Instant } from '#lib/domain/event-time.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { Lang, Theme, View } from '#lib/domain/view.ts';
import type { Shared } from '#lib/publish/forum-snippets.ts';
import { mapAddress, pageAddress, reportPermalink } from '#lib/ui/address.ts';
import { cardAddress, embedAddress } from '#lib/ui/share/share-address.ts';

export type ShareWish = {
	/** Null: what is shown moves on. */
	asOf: Instant | null;
	/** Null: in the language of whoever opens it. */
	lang: Lang | null;
	theme: Theme;
	width: number;
	height: number;
	/** Of the saved view; null: the long address. */
	savedId: string | null;
};

export type Sharing = {
	view: View;
	/** The page of this report is shared, not a map. */
	page: ReportId | null;
	/** Of what is shown, in words. */
	title: string;
	alt: string;
	warning: string | null;
	/** Scheme and host. */
	origin: string;
	/** The reader's own: a picture has one, whoever looks at it. */
	lang: Lang;
	/** Milliseconds since 1970. */
	now: number;
};

export const wishedView = ({ view }: Sharing, { asOf, lang, theme }: ShareWish): View => ({
	...view,
	asOf,
	lang,
	theme
});

/** Everything a snippet is made of. */
export function sharedView(sharing: Sharing, wish: ShareWish): Shared {
	const { origin, page, title, alt, warning } = sharing;
	const { width, height, savedId } = wish;
	const view = wishedView(sharing, wish);
	const lang = wish.lang ?? sharing.lang;
	const path = () => {
		if (page !== null) return reportPermalink(page, wish.asOf, wish);
		return savedId === null ? mapAddress(view) : pageAddress(`/e/${savedId}`, wish);
	};
	const frame =
		savedId !== null && page === null ? pageAddress(`/embed/${savedId}`, wish) : embedAddress(view);
	return {
		...{ title, alt, warning, width, height },
		url: origin + path(),
		frame: origin + frame,
		picture: origin + cardAddress(view, { width, height, lang, theme: wish.theme, now: sharing.now })
	};
}
