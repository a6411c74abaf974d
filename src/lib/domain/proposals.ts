/** What `/submit/read` finds in a text or behind a link that somebody pasted. Proposed: the person decides. */
import type { Instant, TimePrecision } from './event-time.ts';
import type { EventType } from './event-type.ts';
import type { GeoPrecision, LngLat } from './location.ts';

/** Characters that are read. */
export const LONGEST_READ = 10_000;

export type ProposedPlace = {
	name: string;
	point: LngLat;
	geo_precision: GeoPrecision;
	/** Metres, where it is wider than its kind. */
	uncertainty: number | null;
	/** The words it was read from. */
	matched: string;
};

/** A post the archive has. */
export type KnownPost = {
	link: string;
	source: string;
	published_at: Instant | null;
	text: string;
	lang: string | null;
};

export type Proposals = {
	/** Links of the text that are no links to a map. */
	links: string[];
	posts: KnownPost[];
	/** Name of the listed source a link belongs to, where the archive has not its post. */
	source: string | null;
	/** Best first. None is taken without the person where there are several. */
	places: ProposedPlace[];
	time: { occurred_at: Instant; time_precision: TimePrecision; from: 'post' | 'text' } | null;
	event_type: EventType | null;
};
