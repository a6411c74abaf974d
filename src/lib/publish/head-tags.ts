/**
 * What a page says of itself to whoever shows links to it: forums, messengers, search engines. None of them runs a
 * script, and some read only the beginning of a page, so the tags are written by the server, before everything large.
 *
 * - Lemmy reads the first `og:image`, and shows `og:video` in a frame where its address ends like no film.
 * - Mastodon frames `twitter:player`, and takes the canonical address for the card's identity.
 * - Discord shows the picture large only for `summary_large_image`.
 * - Discourse gives `article` a plain card always, so pages are a `website`.
 */
export type HeadTag = { element: 'meta' | 'link'; attributes: Readonly<Record<string, string>> };

export type SharedPage = {
	/** All addresses are absolute. This one names the page with its whole view; equal to its canonical address. */
	url: string;
	/** At most 80 characters, with place and UTC time. */
	title: string;
	/** At most 250 characters. */
	description: string;
	/** `en`, `ar` … */
	lang: string;
	picture: { url: string; width: number; height: number; alt: string };
	/** What is framed: the bare map. */
	frame: string;
	/** The provider's answer about this page, by format. */
	oembed: { json: string; xml: string };
	feeds: readonly { type: string; title: string; href: string }[];
};

export const SITE_NAME = 'Fronts';
/** Pixels of the frame that is offered: 16 : 9. */
const FRAME = { width: '1280', height: '720' };

const LOCALES: Record<string, string> = {
	en: 'en_GB',
	ar: 'ar_AR',
	fr: 'fr_FR',
	ru: 'ru_RU',
	uk: 'uk_UA',
	es: 'es_ES'
};

export function headTags({
	url,
	title,
	description,
	lang,
	picture,
	frame,
	oembed,
	feeds
}: SharedPage): HeadTag[] {
	return [
		named('description', description),
		property('og:type', 'website'),
		property('og:site_name', SITE_NAME),
		property('og:title', title),
		property('og:description', description),
		property('og:url', url),
		property('og:locale', LOCALES[lang] ?? lang),
		property('og:image', picture.url),
		property('og:image:type', 'image/png'),
		property('og:image:width', String(picture.width)),
		property('og:image:height', String(picture.height)),
		property('og:image:alt', picture.alt),
		property('og:video', frame),
		...(frame.startsWith('https:') ? [property('og:video:secure_url', frame)] : []),
		property('og:video:type', 'text/html'),
		property('og:video:width', FRAME.width),
		property('og:video:height', FRAME.height),
		named('twitter:card', 'summary_large_image'),
		named('twitter:title', title),
		named('twitter:description', description),
		named('twitter:image', picture.url),
		named('twitter:image:alt', picture.alt),
		named('twitter:player', frame),
		named('twitter:player:width', FRAME.width),
		named('twitter:player:height', FRAME.height),
		alternate('application/json+oembed', title, oembed.json),
		alternate('text/xml+oembed', title, oembed.xml),
		...feeds.map((feed) => alternate(feed.type, feed.title, feed.href))
	];
}

const property = (name: string, content: string): HeadTag => ({
	element: 'meta',
	attributes: { property: name, content }
});
const named = (name: string, content: string): HeadTag => ({
	element: 'meta',
	attributes: { name, content }
});
const alternate = (type: string, title: string, href: string): HeadTag => ({
	element: 'link',
	attributes: { rel: 'alternate', type, title, href }
});

/** The tags as HTML. */
export const headMarkup = (tags: readonly HeadTag[]): string =>
	tags
		.map(
			({ element, attributes }) =>
				`<${element} ${Object.entries(attributes)
					.map(([name, value]) => `${name}="${escapeAttribute(value)}"`)
					.join(' ')} />`
		)
		.join('\n\t\t');

const escapeAttribute = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text of at most so many characters; what is longer ends in "…" after a whole word where there is one. */
export function shortened(text: string, most: number): string {
	const characters = [...text.replace(/\s+/g, ' ').trim()];
	if (characters.length <= most) return characters.join('');
	const cut = characters.slice(0, Math.max(0, most - 1)).join('');
	// A word that ends just there is a whole one.
	const word = /\s/.test(characters[most - 1] ?? '') ? cut : cut.replace(/\s+\S*$/, '');
	return `${(word.length > cut.length / 2 ? word : cut).replace(/[\s,;:·.]+$/, '')}…`;
}
