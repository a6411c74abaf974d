/** When a source is asked again. Pure: the clock and chance are arguments. */
import type { FeedKind } from '../domain/source.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Milliseconds between two readings when all is well; a channel is never asked more often than once a minute. */
const REST: Record<FeedKind, number> = {
	telegram_preview: 90_000,
	rss: 5 * MINUTE,
	youtube_atom: 15 * MINUTE,
	api: 15 * MINUTE,
	arcgis: HOUR,
	none: HOUR
};
const SHORTEST_REST = MINUTE;
/** A failing source is asked less and less, but never forgotten. */
export const LONGEST_BACKOFF = 6 * HOUR;
/** A server may ask for more than `LONGEST_BACKOFF`; beyond this it is not a wait but a mistake. */
const LONGEST_WAIT = 7 * 24 * HOUR;

export type Reading = {
	/** Milliseconds since 1970. */
	now: number;
	feedKind: FeedKind;
	/** 0 after a success. */
	consecutiveFailures: number;
	retryAfterSeconds?: number;
	/** 0 ≤ random < 1: spreads sources that failed together. */
	random: number;
};

/** Milliseconds since 1970. */
export function nextDueAt({
	now,
	feedKind,
	consecutiveFailures,
	retryAfterSeconds = 0,
	random
}: Reading): number {
	const rest = REST[feedKind];
	const usual =
		consecutiveFailures === 0
			? rest * (1 + random / 3)
			: Math.min(LONGEST_BACKOFF, rest * 2 ** Math.min(consecutiveFailures, 20)) * (1 - random / 4);
	const asked = Math.min(LONGEST_WAIT, retryAfterSeconds * 1000);
	return Math.ceil(now + Math.max(SHORTEST_REST, usual, asked));
}
