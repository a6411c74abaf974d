import * as v from 'valibot';

export const MEDIA_KINDS = [
	'photo',
	'video',
	'gif',
	'voice',
	'document',
	'audio',
	'sticker',
	'poll',
	'location',
	'contact'
] as const;

/** A post of a source as a connector read it: the evidence, before anything is concluded from it. */
export const PostSchema = v.object({
	/** The platform's own id, unique within the source: "rybar/54321", a feed's guid, a video id. */
	external_id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
	url: v.nullable(v.string()),
	/** UTC instant, or null where the feed gives none that can be believed. */
	published_at: v.nullable(v.string()),
	edited: v.boolean(),
	title: v.nullable(v.string()),
	text: v.string(),
	/** ISO 639-1 where known. */
	lang: v.nullable(v.string()),
	/** Address of the post it forwards, or the name of a private origin. */
	forwarded_from: v.nullable(v.string()),
	reply_to: v.nullable(v.string()),
	links: v.array(v.string()),
	media: v.array(v.object({ kind: v.picklist(MEDIA_KINDS), url: v.nullable(v.string()) })),
	/** The platform withholds the text or media from its preview. */
	withheld: v.boolean(),
	/** As the platform shows it, rounded by it ("4.4K"); never part of what makes a post another post. */
	views: v.optional(v.nullable(v.number())),
	/** A point the platform itself attached (a location post, GeoRSS): lon, lat. */
	point: v.nullable(v.tuple([v.number(), v.number()]))
});
export type Post = v.InferOutput<typeof PostSchema>;
