/**
 * Answers of an oEmbed 1.0 provider (oembed.com), type `rich`. A consumer says how large it may be at most, and gets
 * what fits: the frame always, a thumbnail only where one of at least 200 pixels fits as well.
 */
import { escapeXml } from './picture.ts';
import { SITE_NAME } from './head-tags.ts';

export type OembedSize = { width: number; height: number };

/** What is offered when nothing is said, and the shape that is kept: 16 : 9. Pixels. */
const USUAL: OembedSize = { width: 640, height: 360 };
const LARGEST = 2000;
export const OEMBED_SIDE = { min: 1, max: 10_000 };

/** The frame that fits; either side may be unlimited (null). */
export function frameSize(maxWidth: number | null, maxHeight: number | null): OembedSize {
	const width = Math.min(maxWidth ?? (maxHeight === null ? USUAL.width : LARGEST), LARGEST);
	const height = Math.min(maxHeight ?? LARGEST, LARGEST);
	const shape = USUAL.width / USUAL.height;
	return width / height > shape
		? { width: Math.max(1, Math.floor(height * shape)), height }
		: { width, height: Math.max(1, Math.floor(width / shape)) };
}

export type OembedPage = {
	title: string;
	/** Absolute. */
	frame: string;
	siteUrl: string;
	/** Seconds the answer may be kept. */
	cacheAge: number;
	/** The picture in a size; its sides are 200 to 2000 pixels. */
	pictureOf(size: OembedSize): string;
	/** Pixels of the picture where there is room for all of it. */
	picture: OembedSize;
};

const SMALLEST_PICTURE = 200;

export function oembedAnswer(
	page: OembedPage,
	maxWidth: number | null,
	maxHeight: number | null
): Record<string, string | number> {
	const { width, height } = frameSize(maxWidth, maxHeight);
	return {
		version: '1.0',
		type: 'rich',
		title: page.title,
		provider_name: SITE_NAME,
		provider_url: page.siteUrl,
		cache_age: page.cacheAge,
		...thumbnail(page, maxWidth ?? Infinity, maxHeight ?? Infinity),
		html: frameMarkup(page, { width, height }),
		width,
		height
	};
}

/** All three or none. */
function thumbnail(
	{ picture, pictureOf }: OembedPage,
	maxWidth: number,
	maxHeight: number
): Record<string, string | number> {
	const scale = Math.min(1, maxWidth / picture.width, maxHeight / picture.height);
	const size = { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
	if (Math.min(size.width, size.height) < SMALLEST_PICTURE) return {};
	return {
		thumbnail_url: pictureOf(size),
		thumbnail_width: size.width,
		thumbnail_height: size.height
	};
}

/** A frame that can do nothing to the page around it. It needs no right that a strict forum refuses. */
export const frameMarkup = ({ title, frame }: { title: string; frame: string }, size: OembedSize): string =>
	`<iframe src="${escapeXml(frame)}" width="${size.width}" height="${size.height}" title="${escapeXml(title)}"` +
	' sandbox="allow-same-origin allow-scripts allow-popups allow-popups-to-escape-sandbox" loading="lazy"' +
	' referrerpolicy="strict-origin-when-cross-origin" allowfullscreen style="border:0"></iframe>';

export const oembedXml = (answer: Record<string, string | number>): string =>
	'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>' +
	Object.entries(answer)
		.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
		.join('') +
	'</oembed>\n';
