/**
 * The public preview of a Telegram channel, https://t.me/s/CHANNEL: about twenty posts, oldest first. It is a page for
 * people without a promise of stability, so what cannot be recognised is reported as a changed layout and is never
 * taken for silence.
 */
import { type HTMLElement, NodeType } from 'node-html-parser';
import type { Post } from '../../domain/post.ts';
import { languageOf } from '../../geoparse/language.ts';
import { pointOfMapLink } from '../../geoparse/map-links.ts';
import { decodeText } from '../charset.ts';
import { parseHtml } from '../html.ts';
import { absolute, textOf, unique } from '../html-text.ts';
import { unreadable, type Parse, type ParseContext, type ParsedPage } from '../parsed-page.ts';
import { believableTime } from '../published-time.ts';
import { mediaOf } from './telegram-media.ts';

/** Ids farther apart than this do not tell what was deleted between them. */
const LONGEST_GAP = 500;
const BASE = 'https://t.me/';

export const parseTelegramPreview: Parse = (bytes, context) => {
	try {
		return readPage(decodeText(bytes, context.contentType, context.source.languages), context);
	} catch (error) {
		return unreadable(`the page of ${context.source.slug} could not be read: ${(error as Error).message}`);
	}
};

/** A redirect from the preview to the channel's own page: the preview is switched off or withheld here. */
export const isPreviewRefused = (asked: URL, sentTo: URL): boolean =>
	asked.pathname.startsWith('/s/') && sentTo.pathname.toLowerCase() === asked.pathname.slice(2).toLowerCase();

function readPage(html: string, context: ParseContext): ParsedPage {
	const page = parseHtml(html);
	const messages = page.querySelectorAll('.tgme_widget_message[data-post]');
	if (messages.length === 0) {
		if (page.querySelector('.tme_no_messages_found')) {
			return { posts: [], layoutOk: true, problem: null, missing: [], about: aboutOf(page) };
		}
		return unreadable(
			`the page of ${context.source.slug} holds no posts and is not the page of an empty channel: Telegram has changed its layout or answered with another page`
		);
	}
	const posts = new Map<string, Post>();
	const present: PostAddress[] = [];
	for (const message of messages) {
		const address = addressOf(message.getAttribute('data-post'));
		if (!address) continue;
		present.push(address, ...albumAddresses(message, address));
		// "Channel created", "pinned a message": an id without a post.
		if (message.classList.contains('service_message')) continue;
		const post = readPost(message, address, context);
		posts.set(post.external_id, post);
	}
	const problem = layoutProblem(present, [...posts.values()], context);
	return {
		posts: [...posts.values()],
		layoutOk: problem === null,
		problem,
		missing: missingIds(present),
		about: aboutOf(page)
	};
}

function aboutOf(page: HTMLElement): ParsedPage['about'] {
	const title = page.querySelector('.tgme_channel_info_header_title');
	return { format: 'Telegram preview', title: (title && textOf(title)) || null, language: null };
}

/** Posts are there but what we read of them is not. */
function layoutProblem(present: PostAddress[], posts: Post[], { source }: ParseContext): string | null {
	if (present.length === 0)
		return `no post of ${source.slug} has a readable id: Telegram has changed its layout`;
	if (posts.length === 0) return null;
	if (posts.every(({ published_at }) => published_at === null)) {
		return `no post of ${source.slug} has a date: Telegram has changed its layout`;
	}
	if (posts.every(({ text, media, withheld }) => !text && media.length === 0 && !withheld)) {
		return `no post of ${source.slug} has text or media: Telegram has changed its layout`;
	}
	return null;
}

type PostAddress = { channel: string; id: number };

/** "rybar/54321". The name in it is the channel's own, whatever name was asked for. */
function addressOf(dataPost: string | undefined): PostAddress | null {
	const match = /^([A-Za-z0-9_]{2,64})\/(\d{1,12})$/.exec(dataPost ?? '');
	return match ? { channel: match[1] ?? '', id: Number(match[2]) } : null;
}

/** The pictures of an album have ids of their own: "…/124?single". */
function albumAddresses(message: HTMLElement, { channel }: PostAddress): PostAddress[] {
	return message.querySelectorAll('.tgme_widget_message_grouped_wrap a[href]').flatMap((item) => {
		const id = /\/(\d{1,12})\?single/.exec(item.getAttribute('href') ?? '')?.[1];
		return id ? [{ channel, id: Number(id) }] : [];
	});
}

function missingIds(present: readonly PostAddress[]): string[] {
	const [first] = present;
	if (!first || present.some(({ channel }) => channel !== first.channel)) return [];
	const ids = new Set(present.map(({ id }) => id));
	const [lowest, highest] = [...ids].reduce<[number, number]>(
		([low, high], id) => [Math.min(low, id), Math.max(high, id)],
		[Infinity, -Infinity]
	);
	if (highest - lowest > LONGEST_GAP) return [];
	const missing: string[] = [];
	for (let id = lowest + 1; id < highest; id++) {
		if (!ids.has(id)) missing.push(`${first.channel}/${id}`);
	}
	return missing;
}

function readPost(message: HTMLElement, { channel, id }: PostAddress, context: ParseContext): Post {
	const body = textElement(message);
	const poll = message.querySelector('.tgme_widget_message_poll_question');
	const text = [body, poll]
		.map((part) => (part ? textOf(part) : ''))
		.filter(Boolean)
		.join('\n');
	const place = message.querySelector('a.tgme_widget_message_location_wrap')?.getAttribute('href');
	return {
		external_id: `${channel}/${id}`,
		url: `${BASE}${channel}/${id}`,
		published_at: believableTime(dateOf(message), context.fetchedAt),
		edited: isEdited(message),
		title: null,
		text,
		lang: languageOf(text, context.source.languages),
		forwarded_from: forwardOf(message),
		reply_to: absolute(message.querySelector('a.tgme_widget_message_reply')?.getAttribute('href'), BASE),
		links: linksOf(message, body),
		media: mediaOf(message),
		withheld: isWithheld(message),
		views: viewsOf(message),
		point: (place && pointOfMapLink(place)?.point) || null
	};
}

/** Only `js-message_text`: the quoted text of a reply bears `tgme_widget_message_text` too. */
const textElement = (message: HTMLElement): HTMLElement | null =>
	message
		.querySelectorAll('.js-message_text')
		.find((element) => !element.closest('.tgme_widget_message_reply')) ?? null;

const dateOf = (message: HTMLElement): string | undefined =>
	message.querySelector('.tgme_widget_message_date time[datetime]')?.getAttribute('datetime');

/** The word stands on its own in the footer; an author's name there is an element. */
function isEdited(message: HTMLElement): boolean {
	const meta = message.querySelector('.tgme_widget_message_meta');
	return (meta?.childNodes ?? []).some(
		(node) => node.nodeType === NodeType.TEXT_NODE && /\bedited\b/i.test(node.text)
	);
}

/** The address of the forwarded post; of a private origin the name alone. */
function forwardOf(message: HTMLElement): string | null {
	const header = message.querySelector('.tgme_widget_message_forwarded_from');
	if (!header) return null;
	const origin = header.querySelector('.tgme_widget_message_forwarded_from_name');
	const href = absolute(origin?.getAttribute('href'), BASE);
	if (href && !/^https?:\/\/t\.me\/c\//.test(href)) return href;
	return textOf(origin ?? header).replace(/^forwarded from\s*/i, '') || href || null;
}

/** "This media is not supported in your browser" is only the fallback of a video that does play. */
const isWithheld = (message: HTMLElement): boolean =>
	message
		.querySelectorAll('.message_media_not_supported_label')
		.some((label) => /open telegram to view/i.test(label.text));

/** "512", "4.4K", "1.2M": Telegram rounds, so the number is only as exact as it looks. */
function viewsOf(message: HTMLElement): number | null {
	const shown = /^(\d{1,6}(?:\.\d{1,2})?)([KM]?)$/.exec(
		message.querySelector('.tgme_widget_message_views')?.text.trim() ?? ''
	);
	if (!shown) return null;
	return Math.round(Number(shown[1]) * { '': 1, K: 1_000, M: 1_000_000 }[shown[2] as '' | 'K' | 'M']);
}

function linksOf(message: HTMLElement, body: HTMLElement | null): string[] {
	const anchors = [
		...(body?.querySelectorAll('a[href]') ?? []),
		...message.querySelectorAll('a.tgme_widget_message_link_preview[href]')
	];
	return unique(
		anchors.map((anchor) => {
			const href = anchor.getAttribute('href') ?? '';
			// A hashtag searches the channel. Telegram escapes "&" twice where it asks before leaving.
			return href.startsWith('?') ? null : absolute(href.replace(/&amp;/g, '&'), BASE);
		})
	);
}
