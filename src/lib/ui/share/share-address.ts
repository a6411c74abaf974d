/** Addresses under which a view can be shown elsewhere: as a picture, and in a frame. Paths of this site. */
import { toSearch, type Lang, type View } from '#lib/domain/view.ts';
import { withSearch } from '../address.ts';

/** What a link preview shows large everywhere: 1.91 : 1. Pixels. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** A picture of what moves on is asked for anew so often. Milliseconds. */
export const CARD_STEP = 600_000;

export type CardWish = {
	/** Pixels, 200 to 2000. */
	width?: number;
	height?: number;
	/** A picture has one language and one appearance, whoever looks at it. */
	lang: Lang;
	theme?: View['theme'];
	/**
	 * Milliseconds since 1970. A live view gets this time into its address: who keeps pictures by their address, as
	 * forums do, would show an old one for ever. A frozen view needs none.
	 */
	now: number;
};

/** The picture of a view: `/card/1200x630.png?theatre=gaza&lang=en&t=2026-11-28T03:10:00Z`. */
export function cardAddress(
	view: View,
	{ width = CARD_SIZE.width, height = CARD_SIZE.height, lang, theme = view.theme, now }: CardWish
): string {
	const search = toSearch({ ...view, lang, theme });
	if (view.asOf === null) search.set('t', cardTime(now));
	return withSearch(`/card/${width}x${height}.png`, search);
}

/** The beginning of the ten minutes a time lies in, "2026-11-28T03:10:00Z". */
const cardTime = (now: number): string =>
	new Date(Math.floor(now / CARD_STEP) * CARD_STEP).toISOString().replace('.000', '');

/** The bare map of a view, to be framed by others. */
export const embedAddress = (view: View): string => withSearch('/embed', toSearch(view));

/** Where the provider answers for a page of ours. It holds nothing else: some keep it, and change only `url`. */
export const oembedAddress = (page: string, format: 'json' | 'xml'): string =>
	`/oembed?url=${encodeURIComponent(page)}&format=${format}`;
