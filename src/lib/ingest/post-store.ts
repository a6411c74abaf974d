/**
 * All that the runner asks of a database. The server implements `PostStore`; tests implement it in memory.
 * Every method is safe to repeat with the same arguments: a run that was cut off is simply run again.
 */
import type { Credibility } from '../domain/grade.ts';
import type { EventType } from '../domain/event-type.ts';
import type { TimePrecision } from '../domain/event-time.ts';
import type { GeoPrecision, LngLat } from '../domain/location.ts';
import type { Post } from '../domain/post.ts';
import type { Fatalities } from '../domain/report.ts';
import type { SourceEntry } from '../domain/source.ts';
import type { Theatre } from '../domain/theatre.ts';
import type { Candidate, UnplacedReason } from '../geoparse/placement.ts';

export const CONNECTORS = ['telegram-preview', 'feed', 'youtube', 'reliefweb', 'arcgis'] as const;
export type ConnectorName = (typeof CONNECTORS)[number];

/** One answer of a source's server, kept as evidence. */
export type FetchRecord = {
	/** The address that answered, after redirects. */
	url: string;
	/** UTC instant. */
	fetched_at: string;
	/** Of the decoded body, lower-case hex. */
	sha256: string;
	/** The decoded body, gzip, base64. */
	bytes: string;
	connector: ConnectorName;
	/** Of the connector: what it makes of the same bytes may differ from one to the next. */
	connector_version: number;
};

export type StoredPost = {
	external_id: string;
	post_id: number;
	outcome: 'new' | 'edited' | 'unchanged';
	/**
	 * An earlier run stored the post and ended before placing it: it is placed now although unchanged.
	 * Left out means false.
	 */
	awaits_placement?: boolean;
};

/** What a machine may say about a lone post: that it exists, and where and when it says something happened. */
export type MachineReport = {
	theatre: Theatre;
	/** First sentence of the post, at most 90 characters. */
	title: string;
	/** Beginning of the post, at most 280 characters. */
	summary: string;
	event_type: EventType;
	event_subtype: string | null;
	/** UTC instant. */
	occurred_at: string;
	time_precision: TimePrecision;
	/** Longitude first, degrees. */
	point: LngLat;
	/** Gazetteer id. */
	place_id: string | null;
	place_name: string;
	geo_precision: GeoPrecision;
	/** Metres. */
	uncertainty_m: number;
	/** As one claim of the text has them. */
	fatalities: Fatalities | null;
	/** Always 6, "truth cannot be judged": one post corroborates nothing, least of all itself. */
	credibility: Credibility & 6;
	credibility_reason: string;
	citation: {
		/** Registry slug. */
		source: string;
		url: string | null;
		/** UTC instant. */
		published_at: string | null;
		original_text_lang: string | null;
	};
};

/** Why a post waits for a person. These are the runner's own, the others the geoparser's. */
export const WAITING_REASONS = ['no believable time', 'text or media withheld by the platform'] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number] | UnplacedReason;

/** Where a stored post goes: on the map as an unreviewed report, or into the queue with its candidates. */
export type PostPlacement = {
	post_id: number;
	external_id: string;
	/** Registry slug. */
	source: string;
	/** Best first; what the matcher considered, whether accepted or not. */
	candidates: Candidate[];
} & (
	| { outcome: 'placed'; report: MachineReport }
	| {
			outcome: 'waiting';
			reason: WaitingReason;
			/** What was recognised all the same, to fill the form of the person who places it. */
			event_type: EventType | null;
			occurred_at: string | null;
			time_precision: TimePrecision | null;
	  }
);

/** For a conditional request: what the server gave with the last full answer. */
export type Validators = { etag: string | null; lastModified: string | null };

/** What the runner must know of a source's last reading. The store returns what it was last given. */
export type FeedMemory = {
	/** By feed address: a source may have a main feed, mirrors and additional feeds. */
	validators: Record<string, Validators>;
	consecutive_failures: number;
	/** Posts on the last page that could be read; > 0 and then 0 raises the alarm. */
	posts_seen: number;
	/** UTC instant before which the source must not be asked again; null = now. */
	next_due_at: string | null;
};

/** How one reading of a source went. Holds its own next `FeedMemory`. */
export type FeedOutcome = FeedMemory & {
	/** UTC instant. */
	checked_at: string;
	/** `ok`, `not_modified`, `layout_changed`, `unreadable`, or the fetcher's reason of failure. */
	outcome: FeedOutcomeName;
	/** A sentence for people; null when all is well. */
	message: string | null;
	/** UTC instant of the newest post on the page; null when unknown, which must not erase an older value. */
	last_post_at: string | null;
	/** Milliseconds its host wants between two requests, whoever sends them. */
	host_pause_ms: number;
};
export const FAILURE_REASONS = [
	'forbidden',
	'gone',
	'not_found',
	'rate_limited',
	'server_error',
	'timeout',
	'too_large',
	'refused_address',
	'unreachable',
	'robots',
	'network',
	'bad_redirect'
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];
export type FeedOutcomeName = 'ok' | 'not_modified' | 'layout_changed' | 'unreadable' | FailureReason;

/** The registry entry fields that reading needs, with the memory of the last reading. */
export type ReadableSource = Pick<
	SourceEntry,
	'slug' | 'name' | 'theatres' | 'languages' | 'feed_url' | 'feed_kind' | 'mirrors' | 'status'
> & {
	/** Null before the first reading. */
	memory: FeedMemory | null;
};

export type PostStore = {
	/**
	 * Optional: takes the source that has waited longest and whose host is free. `wait`: sources are due but their hosts
	 * want a pause of so many milliseconds. Null: nothing to do. `done` are those this run has read.
	 */
	claimNext?(done: readonly string[]): Promise<{ source: ReadableSource } | { wait: number } | null>;
	/**
	 * Optional: takes one source, due or not. `held`: another runner reads it, and it is skipped. `host busy`: its host
	 * is being asked, or wants a pause. It is released by `recordFeedState`, by `releaseSource`, or by time.
	 */
	claimSource?(source: string): Promise<'taken' | 'held' | 'host busy'>;
	/** Optional: gives a source back that could not be stored; it is tried again in a minute. */
	releaseSource?(source: string): Promise<void>;
	/**
	 * Inserts new posts and appends a revision for those whose text, media or forward changed; idempotent. The page is
	 * kept as evidence where it brought anything.
	 * Returns one entry a post, in the order given. Several posts of one call never share an `external_id`.
	 */
	storePosts(source: string, fetch: FetchRecord, posts: Post[]): Promise<StoredPost[]>;
	/**
	 * Publishes each placed post as an unreviewed report, or records why it waits.
	 * A repeated or edited post replaces its own unreviewed report (also by waiting again); a report that a
	 * person has touched is left alone.
	 */
	placePosts(placements: PostPlacement[]): Promise<void>;
	/**
	 * Optional: these posts lie between two posts of a complete page and are not on it. The store marks those
	 * it knows `deleted_by_source`, with the page as evidence, and ignores the others: gaps are normal where a
	 * channel posts albums.
	 */
	markMissing?(source: string, externalIds: string[], page: FetchRecord): Promise<void>;
	/** Called once a source and run, last: after it the page counts as read. */
	recordFeedState(source: string, state: FeedOutcome): Promise<void>;
};
