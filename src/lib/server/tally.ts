/** How often something came from a place lately. In memory only, of a bounded number of places. */

/** Who came first is forgotten first. */
const MOST_PLACES = 10_000;

export type Tally = {
	/** One more from there. @returns how many within the window, this one included */
	add(place: string): number;
};

/** @param window milliseconds a count lasts, from the first of it */
export function openTally(window: number, now: () => number = Date.now): Tally {
	const counts = new Map<string, { count: number; until: number }>();
	return {
		add(place) {
			const known = counts.get(place);
			if (known && known.until > now()) return ++known.count;
			counts.delete(place);
			if (counts.size >= MOST_PLACES) counts.delete(counts.keys().next().value!);
			counts.set(place, { count: 1, until: now() + window });
			return 1;
		}
	};
}
