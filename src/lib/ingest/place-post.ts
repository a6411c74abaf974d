/** From a post to what is proposed about it: a report nobody has reviewed, or a place in the queue. Pure. */
import type { Post } from '../domain/post.ts';
import type { Fatalities } from '../domain/report.ts';
import type { Gazetteer } from '../geoparse/gazetteer.ts';
import { geoparse } from '../geoparse/geoparse.ts';
import type { Placement } from '../geoparse/placement.ts';
import type { MachineReport, PostPlacement, ReadableSource, WaitingReason } from './post-store.ts';

type PlacingSource = Pick<ReadableSource, 'slug' | 'theatres' | 'feed_kind'>;

/** Characters of an article that say where its news happened; further down it tells of other places. */
const LEAD = 600;
const MAX_TITLE = 90;
const MAX_SUMMARY = 280;

/** Where and when the post says something happened. The headline counts before the text under it. */
export function placementOf(post: Post, source: PlacingSource, gazetteer: Gazetteer): Placement {
	const common = {
		lang: post.lang,
		theatres: source.theatres,
		publishedAt: post.published_at,
		attached: post.point && {
			point: post.point,
			// A location post is a pin; the point of a feed is usually that of the town.
			precision: source.feed_kind === 'telegram_preview' ? ('exact' as const) : ('settlement' as const)
		}
	};
	if (post.title === null) return geoparse({ ...common, text: post.text }, gazetteer);

	const headline = geoparse({ ...common, text: post.title }, gazetteer);
	// Videos are commentary: what a description mentions is not where it reports from.
	if (source.feed_kind === 'youtube_atom' || post.text === post.title) return headline;
	const lead = geoparse({ ...common, text: `${post.title}\n${post.text.slice(0, LEAD)}` }, gazetteer);
	const saysNothing = headline.reason === 'no place named' || headline.reason === 'only a country named';
	const kind = headline.event_type ? headline : lead;
	return {
		...(saysNothing ? lead : headline),
		event_type: kind.event_type,
		event_subtype: kind.event_subtype,
		occurred_at: lead.occurred_at,
		time_precision: lead.time_precision,
		casualties: lead.casualties,
		fatalities: lead.fatalities
	};
}

/** What the store is to do with a stored post. */
export function postPlacement(
	post: Post,
	postId: number,
	source: PlacingSource,
	placement: Placement
): PostPlacement {
	const common = {
		post_id: postId,
		external_id: post.external_id,
		source: source.slug,
		candidates: placement.candidates
	};
	const report = reportOf(post, source, placement);
	if (typeof report !== 'string') return { ...common, outcome: 'placed', report };
	const { event_type, occurred_at, time_precision } = placement;
	return { ...common, outcome: 'waiting', reason: report, event_type, occurred_at, time_precision };
}

/** The report, or why there is none yet. */
function reportOf(post: Post, source: PlacingSource, placement: Placement): MachineReport | WaitingReason {
	const {
		point,
		theatre,
		place_name,
		geo_precision,
		uncertainty_m,
		event_type,
		occurred_at,
		time_precision
	} = placement;
	if (post.withheld && !post.text) return 'text or media withheld by the platform';
	if (event_type === null) return 'no event recognised';
	if (!point || !theatre || !place_name || !geo_precision || uncertainty_m === null) {
		return placement.reason ?? 'no place named';
	}
	if (!occurred_at || !time_precision) return 'no believable time';
	return {
		theatre,
		title: post.title ? cutAtWord(post.title, MAX_TITLE) : headlineOf(post.text),
		summary: cutAtWord(post.text, MAX_SUMMARY),
		event_type,
		event_subtype: placement.event_subtype,
		occurred_at,
		time_precision,
		point,
		place_id: placement.place,
		place_name,
		geo_precision,
		uncertainty_m,
		fatalities: fatalitiesOf(placement, source),
		credibility: 6,
		credibility_reason:
			'One post, placed by machine; nobody has reviewed it and nothing else has been compared with it.',
		citation: {
			source: source.slug,
			url: post.url,
			published_at: post.published_at,
			original_text_lang: post.lang
		}
	};
}

/** A claim without a claimant is the source's own. */
function fatalitiesOf({ fatalities }: Placement, source: PlacingSource): Fatalities | null {
	if (!fatalities) return null;
	const { low, best, high, claimed_by } = fatalities;
	return { low, best, high, claimed_by: claimed_by ?? source.slug };
}

/** The first sentence, in at most 90 characters. */
export function headlineOf(text: string): string {
	const sentence = /^[^\n]*?(?:[.!?…؟](?=\s|$)|$)/mu.exec(text.trim())?.[0] ?? '';
	return cutAtWord(sentence.trim() || text.trim(), MAX_TITLE);
}

/** At most `length` characters, cut between words and marked with an ellipsis where something is missing. */
export function cutAtWord(text: string, length: number): string {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line.length <= length) return line;
	const head = line.slice(0, length);
	const space = head.lastIndexOf(' ');
	// A surrogate pair must not be cut in two.
	const cut =
		space > length / 2 ? head.slice(0, space) : head.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
	return `${cut.replace(/[\s,;:–—-]+$/, '').slice(0, length - 1)}…`;
}
