/**
 * Slows who asks too often: buckets of tokens that fill up again evenly. In memory, of a bounded number of visitors;
 * several servers on one database each count for themselves. A full house forgets whoever has the most tokens left
 * anyway: who was not here for longest.
 */
export type Limit = {
	/** What one may do at once. */
	burst: number;
	/** In how many milliseconds all of it comes back. */
	refill: number;
};

/** `wait`: milliseconds until there is a token again. */
export type Verdict = { isAllowed: true } | { isAllowed: false; wait: number };

export type RateLimit = {
	/** Takes a token of `key`, if there is one. */
	take(key: string): Verdict;
	/** Whole tokens there are. */
	left(key: string): number;
	readonly size: number;
};

const MOST_KEYS = 20_000;

/** @param now milliseconds */
export function openRateLimit(
	{ burst, refill }: Limit,
	{ now = Date.now, mostKeys = MOST_KEYS }: { now?: () => number; mostKeys?: number } = {}
): RateLimit {
	/** In the order of their last use. */
	const buckets = new Map<string, { tokens: number; at: number }>();

	function tokensOf(key: string): number {
		const bucket = buckets.get(key);
		if (!bucket) return burst;
		// A clock that is set back gives nothing and takes nothing.
		const passed = Math.max(0, now() - bucket.at);
		return Math.min(burst, bucket.tokens + (passed / refill) * burst);
	}

	function keep(key: string, tokens: number): void {
		buckets.delete(key);
		if (buckets.size >= mostKeys) buckets.delete(buckets.keys().next().value!);
		buckets.set(key, { tokens, at: now() });
	}

	return {
		take(key) {
			const tokens = tokensOf(key);
			const isAllowed = tokens >= 1;
			keep(key, isAllowed ? tokens - 1 : tokens);
			if (isAllowed) return { isAllowed };
			return { isAllowed, wait: Math.ceil(((1 - tokens) / burst) * refill) };
		},
		left: (key) => Math.floor(tokensOf(key)),
		get size() {
			return buckets.size;
		}
	};
}
