/** Report numbers someone has been shown, small enough to keep on the device: ranges instead of thousands of numbers. */

export type KnownIds = {
	/** Every number up to here counts as known. */
	upTo: number;
	/** First and last of each run above, ascending. */
	runs: [first: number, last: number][];
};

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Checked by hand: the map page comes without the library that schemas are made with. */
export function isKnownIds(value: unknown): value is KnownIds {
	const { upTo, runs } = (value ?? {}) as { upTo?: unknown; runs?: unknown };
	return (
		isCount(upTo) &&
		Array.isArray(runs) &&
		runs.every((run) => Array.isArray(run) && run.length === 2 && run.every(isCount))
	);
}

/** Old numbers have gaps that no longer matter: only this many runs are kept, the highest. */
const MOST_RUNS = 400;

export function knownIds(ids: Iterable<number>): KnownIds {
	const runs: [number, number][] = [];
	for (const id of Uint32Array.from(ids).sort()) {
		const last = runs.at(-1);
		if (last && id <= last[1] + 1) last[1] = id;
		else runs.push([id, id]);
	}
	const dropped = runs.slice(0, -MOST_RUNS);
	return { upTo: dropped.at(-1)?.[1] ?? 0, runs: runs.slice(-MOST_RUNS) };
}

export function isKnown({ upTo, runs }: KnownIds, id: number): boolean {
	if (id <= upTo) return true;
	let [low, high] = [0, runs.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (runs[middle]![1] < id) low = middle + 1;
		else high = middle;
	}
	return low < runs.length && runs[low]![0] <= id;
}
