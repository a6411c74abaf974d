/** How lively a source is, and when its silence is worth a word. Pure: the clock is an argument. */
import type { FeedState } from './source.ts';

/** Days of `perDay`, today last. */
export const ACTIVITY_DAYS = 14;

export type SourceActivity = {
	/** Posts by the day they are dated, UTC, oldest first. */
	perDay: number[];
	/** Posts of those days, and how many of them are on the map. */
	posts: number;
	placed: number;
	/** All posts that wait for a person, of any day. */
	waiting: number;
	/** Median minutes from a post's date to its first reading here; null without dates. */
	lagMinutes: number | null;
	/** Median hours between two posts; null with fewer than three. */
	gapHours: number | null;
};

export const NO_ACTIVITY: SourceActivity = {
	perDay: Array.from({ length: ACTIVITY_DAYS }, () => 0),
	posts: 0,
	placed: 0,
	waiting: 0,
	lagMinutes: null,
	gapHours: null
};

const HOUR = 3_600_000;
/** A reading that fails for so long is not a hiccup. Hours. */
const UNREAD = 6;
/** A source is silent when it says nothing for so many of its usual gaps, within these bounds. Hours. */
const GAPS = 10;
const [SOONEST, LATEST] = [24, 30 * 24];

/**
 * Since when nothing has come of a source that is read: since its newest post, or its last good reading where it can no
 * longer be read. Null while it is as lively as usual, and before its first reading. UTC instant.
 */
export function silentSince(
	{ outcome, succeededAt, lastPostAt, checkedAt }: FeedState,
	{ gapHours }: Pick<SourceActivity, 'gapHours'>,
	now: number
): string | null {
	if (outcome === null || checkedAt === null) return null;
	const age = (at: string) => (now - Date.parse(at)) / HOUR;
	if (succeededAt === null) return checkedAt;
	if (age(succeededAt) > UNREAD) return succeededAt;
	if (lastPostAt === null) return null;
	const patience = Math.min(LATEST, Math.max(SOONEST, (gapHours ?? LATEST / GAPS) * GAPS));
	return age(lastPostAt) > patience ? lastPostAt : null;
}

/** Of the posts of those days, how many are on the map. 0 to 100; null without posts. */
export const placedPercent = ({ posts, placed }: Pick<SourceActivity, 'posts' | 'placed'>): number | null =>
	posts === 0 ? null : Math.round((placed / posts) * 100);
