/**
 * How places that show links read a page, written from their rules (`Lemmy` 0.19 and 1.0, `Mastodon`, `Discourse`).
 * None runs a script. What a place would show is returned; what it would show nothing for is null.
 */
import { parse, type HTMLElement } from 'node-html-parser';

const MEBIBYTE = 1_048_576;
const PATIENCE = 10_000;

type Page = { html: string; url: string };

/** GET as Lemmy does it: the first MiB, ten seconds, and one hop to an absolute address by hand. */
export async function fetchAsLemmy(address: string): Promise<Page | null> {
	const ask = (url: string) =>
		fetch(url, {
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE),
			headers: {
				'user-agent': 'Lemmy/0.19.20; +https://hexbear.net',
				range: `bytes=0-${MEBIBYTE - 1}`
			}
		});
	let [url, answer] = [address, await ask(address)];
	const location = answer.headers.get('location');
	if (answer.status >= 300 && answer.status < 400 && location) {
		if (!URL.canParse(location)) return null;
		[url, answer] = [location, await ask(location)];
	}
	const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
	if (!answer.ok || !['text/html', 'application/xhtml+xml'].includes(type)) return null;
	const bytes = new Uint8Array(await answer.arrayBuffer()).subarray(0, MEBIBYTE);
	return { html: new TextDecoder().decode(bytes), url };
}

type Tags = { root: HTMLElement; meta(name: string): string | null };

function tagsOf(html: string): Tags {
	const root = parse(html);
	const metas = root.querySelectorAll('meta');
	return {
		root,
		meta: (name) =>
			metas
				.find((tag) => [tag.getAttribute('property'), tag.getAttribute('name')].includes(name))
				?.getAttribute('content') || null
	};
}
const titleOf = ({ root }: Tags): string | null => root.querySelector('title')?.text.trim() || null;
const number = (text: string | null): number | null => (text === null ? null : Number(text));

/** A post's URL field: a card, and a frame where the video is no film. */
export function lemmyPreview({ html, url }: Page) {
	const tags = tagsOf(html);
	const image = tags.meta('og:image');
	const video = tags.meta('og:video');
	const isFilm = /\.(mp4|webm|ogv|mp3|ogg|m4a|wav|flac)($|[?#])/i;
	return {
		title: tags.meta('og:title') ?? titleOf(tags),
		description: tags.meta('og:description') ?? tags.meta('description'),
		thumbnail: image && new URL(image, url).href,
		size: [number(tags.meta('og:image:width')), number(tags.meta('og:image:height'))],
		frame: video && !isFilm.test(video) ? new URL(video, url).href : null
	};
}

/** Where Mastodon asks for oEmbed, for a day for every page of the host: only `url=` is put in anew. */
export function mastodonEndpoint(html: string): { format: 'json' | 'xml'; template: string } | null {
	const { root } = tagsOf(html);
	for (const format of ['json', 'xml'] as const) {
		const type = format === 'json' ? 'application/json+oembed' : 'text/xml+oembed';
		const href = root
			.querySelectorAll('link')
			.find((link) => link.getAttribute('type') === type)
			?.getAttribute('href');
		if (href) return { format, template: href.replace(/([?&]url=)[^&]*/, '$1{url}') };
	}
	return null;
}

/** Rich oEmbed is not for it: the card comes from Open Graph, the frame from `twitter:player`. */
export function mastodonCard({ html, url }: Page) {
	const tags = tagsOf(html);
	const canonical =
		tags.root.querySelector('link[rel=canonical]')?.getAttribute('href') ?? tags.meta('og:url');
	const isOwn = canonical !== null && new URL(canonical, url).host === new URL(url).host;
	const player = tags.meta('twitter:player');
	return {
		identity: isOwn ? new URL(canonical, url).href : url,
		title: tags.meta('og:title') ?? titleOf(tags),
		description: tags.meta('og:description') ?? tags.meta('description'),
		image: tags.meta('og:image'),
		imageDescription: tags.meta('og:image:alt'),
		player: player && {
			url: player,
			width: number(tags.meta('twitter:player:width')),
			height: number(tags.meta('twitter:player:height'))
		},
		provider: tags.meta('og:site_name'),
		language: tags.root.querySelector('html')?.getAttribute('lang')
	};
}

/** The four that the protocol requires (ogp.me): where one is missing there is no object. */
export function openGraphObject({ html }: Page): Record<string, string> | null {
	const { meta } = tagsOf(html);
	const found = ['og:title', 'og:type', 'og:image', 'og:url'].map((name) => [name, meta(name)] as const);
	return found.every(([, content]) => content !== null)
		? Object.fromEntries(found as [string, string][])
		: null;
}

/** Open Graph alone; without title and description there is nothing, and the picture is large only where it is said. */
export function discordEmbed({ html }: Page) {
	const { meta } = tagsOf(html);
	const [title, description] = [meta('og:title'), meta('og:description')];
	if (title === null && description === null) return null;
	const isLarge = meta('twitter:card') === 'summary_large_image';
	return { title, description, image: meta('og:image'), isLarge, site: meta('og:site_name') };
}

/**
 * Open Graph, then Twitter, then oEmbed: the first wins. An article is a plain card, whatever else it says; a frame
 * needs its address on the forum's list.
 */
export function discourseOnebox(
	{ html }: Page,
	oembed: { html?: string; height?: number } | null,
	allowedFrames: readonly string[]
) {
	const tags = tagsOf(html);
	const pick = (name: string) => tags.meta(`og:${name}`) ?? tags.meta(`twitter:${name}`);
	const card = {
		title: pick('title')?.slice(0, 80) ?? titleOf(tags),
		description: pick('description')?.slice(0, 250) ?? null,
		image: pick('image')
	};
	if (tags.meta('og:type') === 'article') return { kind: 'card' as const, ...card };
	const isAllowed = (src: string) => allowedFrames.some((prefix) => src.startsWith(prefix));
	const frame = parse(oembed?.html ?? '')
		.querySelector('iframe')
		?.getAttribute('src');
	if (frame && oembed?.height && isAllowed(frame)) return { kind: 'frame' as const, src: frame, ...card };
	const player = tags.meta('twitter:player');
	if (tags.meta('twitter:card') === 'player' && player && isAllowed(player))
		return { kind: 'frame' as const, src: player, ...card };
	return { kind: 'card' as const, ...card };
}
