import * as v from 'valibot';
import { ReliabilitySchema } from './grade.ts';
import { TheatreSchema } from './theatre.ts';

export const SOURCE_KINDS = [
	'agency',
	'media',
	'party',
	'analyst',
	'reporter',
	'aggregator',
	'osint',
	'advocacy',
	'statement',
	'class',
	'collection',
	'account'
] as const;
export const PLATFORMS = ['telegram', 'x', 'youtube', 'web', 'rss', 'substack', 'discord', 'class'] as const;
export const FEED_KINDS = ['telegram_preview', 'rss', 'youtube_atom', 'api', 'arcgis', 'none'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];
/** `unlinked`: the list's link is lost; `link_only`: people paste its posts by hand. */
export const SOURCE_STATUSES = ['active', 'unlinked', 'link_only', 'retired', 'unreachable'] as const;
export const CONTENT_WARNINGS = ['combat', 'graphic', 'hate'] as const;

const HttpUrl = v.pipe(v.string(), v.url(), v.regex(/^https?:/, 'must be an http(s) address'));
const Slug = v.pipe(
	v.string(),
	v.regex(/^[a-z0-9][a-z0-9_-]*$/, 'must be lower-case letters, digits, - and _')
);

/** One entry of the registry file: everything about a source but its history and its feed's state. */
export const SourceEntrySchema = v.strictObject({
	slug: Slug,
	name: v.pipe(v.string(), v.minLength(1)),
	theatres: v.pipe(v.array(TheatreSchema), v.minLength(1)),
	kind: v.picklist(SOURCE_KINDS),
	platform: v.picklist(PLATFORMS),
	languages: v.array(v.pipe(v.string(), v.length(2))),
	url: v.nullable(HttpUrl),
	feed_url: v.nullable(HttpUrl),
	feed_kind: v.picklist(FEED_KINDS),
	mirrors: v.array(
		v.strictObject({
			label: v.string(),
			url: HttpUrl,
			/** The address is a feed to try when the main one fails. */
			feed: v.optional(v.boolean()),
			/** The feed is read as well as the main one, not instead of it. */
			additional: v.optional(v.boolean()),
			/** What the address gives, where it is not what the main feed gives. */
			kind: v.optional(v.picklist(FEED_KINDS))
		})
	),
	side: v.string(),
	affiliation: v.nullable(v.string()),
	description: v.string(),
	content_warnings: v.array(v.picklist(CONTENT_WARNINGS)),
	list_remark: v.nullable(v.string()),
	reliability: ReliabilitySchema,
	reliability_reason: v.string(),
	reliability_by_topic: v.record(
		v.string(),
		v.strictObject({ reliability: ReliabilitySchema, reason: v.string() })
	),
	origin_group: v.nullable(v.string()),
	figure_note: v.nullable(v.string()),
	status: v.picklist(SOURCE_STATUSES),
	status_reason: v.nullable(v.string()),
	is_addition: v.boolean()
});
export type SourceEntry = v.InferOutput<typeof SourceEntrySchema>;

/** How the last reading of a source's feed went. */
export const FeedStateSchema = v.object({
	checkedAt: v.nullable(v.string()),
	succeededAt: v.nullable(v.string()),
	/** `ok`, `not_modified`, or what went wrong in one word; `null` before the first reading. */
	outcome: v.nullable(v.string()),
	/** A sentence for people: what happened, where, what is done about it. */
	message: v.nullable(v.string()),
	consecutiveFailures: v.number(),
	postsSeen: v.number(),
	lastPostAt: v.nullable(v.string())
});
export type FeedState = v.InferOutput<typeof FeedStateSchema>;

/** A source as readers see it. */
export type Source = SourceEntry & {
	reliability_set_by: string;
	reliability_set_at: string;
	feed: FeedState;
};

/** One line of a source's grading history, newest first. */
export const SourceGradeSchema = v.object({
	reliability: v.string(),
	reason: v.string(),
	setBy: v.string(),
	setAt: v.string()
});
export type SourceGrade = v.InferOutput<typeof SourceGradeSchema>;
