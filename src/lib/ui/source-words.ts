/** Words of the registry and of the feeds' health. Kept apart from `words.ts`: the map page does not need them. */
import type { Source, SourceEntry } from '#lib/domain/source.ts';
import { m } from '#lib/i18n/messages.js';

export const KIND_WORD: Record<SourceEntry['kind'], () => string> = {
	agency: m.kind_agency,
	media: m.kind_media,
	party: m.kind_party,
	analyst: m.kind_analyst,
	reporter: m.kind_reporter,
	aggregator: m.kind_aggregator,
	osint: m.kind_osint,
	advocacy: m.kind_advocacy,
	statement: m.kind_statement,
	class: m.kind_class,
	collection: m.kind_collection,
	account: m.kind_account
};

export const PLATFORM_WORD: Record<SourceEntry['platform'], () => string> = {
	telegram: () => 'Telegram',
	x: () => 'X',
	youtube: () => 'YouTube',
	web: m.platform_web,
	rss: () => 'RSS',
	substack: () => 'Substack',
	discord: () => 'Discord',
	class: m.platform_class
};

export const SOURCE_STATUS_WORD: Record<SourceEntry['status'], () => string> = {
	active: m.source_status_active,
	unlinked: m.source_status_unlinked,
	link_only: m.source_status_link_only,
	retired: m.source_status_retired,
	unreachable: m.source_status_unreachable
};

const TOPIC_WORD: Record<string, () => string> = {
	casualties: m.topic_casualties,
	claims: m.topic_claims,
	politics: m.topic_politics,
	own_statement: m.topic_own_statement,
	weapons: m.topic_weapons,
	enemy_losses: m.topic_enemy_losses,
	own_losses: m.topic_own_losses,
	forecast: m.topic_forecast,
	official_acts: m.topic_official_acts
};
/** Topics a letter can be of, beside the source as a whole. */
export const TOPICS: readonly string[] = Object.keys(TOPIC_WORD);

/** Operators may grade by topics of their own: those keep their name. */
export const topicWord = (topic: string): string => TOPIC_WORD[topic]?.() ?? topic.replaceAll('_', ' ');

/** By the outcome's name as the feed's reader records it. */
export const OUTCOME_WORD: Record<string, () => string> = {
	ok: m.outcome_ok,
	not_modified: m.outcome_not_modified,
	layout_changed: m.outcome_layout_changed,
	unreadable: m.outcome_unreadable,
	forbidden: m.outcome_forbidden,
	gone: m.outcome_gone,
	not_found: m.outcome_not_found,
	rate_limited: m.outcome_rate_limited,
	server_error: m.outcome_server_error,
	timeout: m.outcome_timeout,
	too_large: m.outcome_too_large,
	refused_address: m.outcome_refused_address,
	unreachable: m.outcome_unreachable,
	robots: m.outcome_robots,
	network: m.outcome_network,
	bad_redirect: m.outcome_bad_redirect
};
export const outcomeWord = (outcome: string | null): string =>
	outcome === null ? m.outcome_never() : (OUTCOME_WORD[outcome]?.() ?? outcome);

/** Why a post waits for a person, by the reason as it is recorded. */
export const WAITING_WORD: Record<string, () => string> = {
	'no event recognised': m.waiting_no_event,
	'no believable time': m.waiting_no_time,
	'text or media withheld by the platform': m.waiting_withheld,
	'no place named': m.waiting_no_place,
	'several places named': m.waiting_several_places,
	'place name is ambiguous': m.waiting_ambiguous_place,
	'only a country named': m.waiting_only_country,
	'coordinates are ambiguous': m.waiting_ambiguous_coordinates,
	'coordinates are outside the fronts': m.waiting_coordinates_outside
};

/** Whether a feed is read at all, and how that goes. */
export type FeedHealth = 'unread' | 'waiting' | 'working' | 'failing';

export function healthOf({ feed, feed_kind, status }: Source): FeedHealth {
	if (feed_kind === 'none' || status === 'unlinked' || status === 'link_only' || status === 'retired')
		return 'unread';
	if (feed.outcome === null) return 'waiting';
	return feed.outcome === 'ok' || feed.outcome === 'not_modified' ? 'working' : 'failing';
}

export const HEALTH_WORD: Record<FeedHealth, () => string> = {
	working: m.outcome_ok,
	failing: m.health_failing,
	waiting: m.outcome_never,
	unread: m.health_unread
};
