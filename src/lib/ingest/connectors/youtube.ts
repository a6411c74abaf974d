/**
 * The Atom feed of a YouTube channel: its last fifteen videos. `updated` changes with every view, so a video is known
 * by its id and never counts as edited for that.
 */
import { parseAtomFeed, type AtomFeed } from 'feedsmith';
import type { Post } from '../../domain/post.ts';
import { languageOf } from '../../geoparse/language.ts';
import { decodeText } from '../charset.ts';
import { plainLine, tidy, unique } from '../html-text.ts';
import { unreadable, type Parse, type ParseContext } from '../parsed-page.ts';
import { believableTime } from '../published-time.ts';

export const parseYoutube: Parse = (bytes, context) => {
	try {
		const feed = parseAtomFeed(decodeText(bytes, context.contentType, context.source.languages).trimStart());
		const posts = new Map<string, Post>();
		for (const entry of feed.entries ?? []) {
			const post = readVideo(entry, context);
			if (post) posts.set(post.external_id, post);
		}
		if (posts.size === 0 && (feed.entries ?? []).length > 0) {
			return unreadable(`no entry of ${context.source.slug} names a video: YouTube has changed its feed`);
		}
		return {
			posts: [...posts.values()].reverse(),
			layoutOk: true,
			problem: null,
			missing: [],
			about: { format: 'YouTube Atom', title: plainLine(feed.title?.value ?? '') || null, language: null }
		};
	} catch (error) {
		return unreadable(
			`the video feed of ${context.source.slug} could not be read: ${(error as Error).message}`
		);
	}
};

function readVideo(entry: AtomFeed.Entry<string>, context: ParseContext): Post | null {
	const id = entry.yt?.videoId ?? /^yt:video:([\w-]{4,20})$/.exec(entry.id ?? '')?.[1];
	if (!id || !/^[\w-]{1,20}$/.test(id)) return null;
	const group = entry.media?.groups?.[0];
	const title = plainLine(entry.title?.value ?? group?.title?.value ?? '');
	const description = tidy(group?.description?.value ?? '');
	const url = `https://www.youtube.com/watch?v=${id}`;
	return {
		external_id: id,
		url,
		published_at: believableTime(entry.published, context.fetchedAt),
		edited: false,
		title: title || null,
		text: description || title,
		lang: languageOf(`${title}\n${description}`, context.source.languages),
		forwarded_from: null,
		reply_to: null,
		links: unique(
			(description.match(/https?:\/\/[^\s<>"]{1,500}/g) ?? []).map((link) => link.replace(/[.,;)]+$/, ''))
		),
		media: [{ kind: 'video', url }],
		withheld: false,
		point: null
	};
}
