import type { HTMLElement } from 'node-html-parser';
import type { Post } from '../../domain/post.ts';
import { absolute } from '../html-text.ts';

type Media = Post['media'][number];
const BASE = 'https://t.me/';

const OTHERS: readonly [selector: string, kind: Media['kind']][] = [
	['.tgme_widget_message_voice', 'voice'],
	['.tgme_widget_message_poll', 'poll'],
	['.tgme_widget_message_location_wrap, .tgme_widget_message_location', 'location'],
	['.tgme_widget_message_contact_wrap, .tgme_widget_message_contact', 'contact'],
	[
		'.tgme_widget_message_sticker, .tgme_widget_message_tgsticker, .tgme_widget_message_videosticker',
		'sticker'
	]
];

/** What a post carries beside its words, in order of the page within each kind. Nothing is downloaded. */
export function mediaOf(message: HTMLElement): Media[] {
	const media: Media[] = [];
	for (const photo of message.querySelectorAll('.tgme_widget_message_photo_wrap')) {
		media.push({ kind: 'photo', url: backgroundOf(photo) });
	}
	for (const player of message.querySelectorAll('.tgme_widget_message_video_player')) {
		// An animation plays without being asked, so it has no play button.
		const kind = player.querySelector('.message_video_play') ? 'video' : 'gif';
		media.push({ kind, url: absolute(player.querySelector('video')?.getAttribute('src'), BASE) });
	}
	for (const player of message.querySelectorAll('.tgme_widget_message_roundvideo_player')) {
		media.push({ kind: 'video', url: absolute(player.querySelector('video')?.getAttribute('src'), BASE) });
	}
	for (const file of message.querySelectorAll('.tgme_widget_message_document_wrap')) {
		const kind = file.querySelector('.tgme_widget_message_document_icon.audio, .audio')
			? 'audio'
			: 'document';
		media.push({ kind, url: absolute(file.getAttribute('href'), BASE) });
	}
	for (const [selector, kind] of OTHERS) {
		const [found] = message.querySelectorAll(selector);
		if (found) media.push({ kind, url: null });
	}
	return media;
}

/** Of this element alone: an emoji in the caption bears a background image as well. */
function backgroundOf(element: HTMLElement): string | null {
	const style = element.getAttribute('style') ?? '';
	return absolute(/background-image:\s*url\(\s*['"]?([^'")]{1,2000})/.exec(style)?.[1], BASE);
}
