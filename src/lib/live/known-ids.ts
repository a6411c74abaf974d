/** Report numbers someone has been shown, small enough to keep on the device: ranges instead of thousands of numbers. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const KnownIdsSchema = v.object({
	/** Every number up to here counts as known. */
	upTo: count,
	/** First and last of each run above, ascending. */
	runs: v.array(v.tuple([count, count]))
});
export type KnownIds = v.InferOutput<typeof KnownIdsSchema>;

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
