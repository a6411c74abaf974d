/**
 * Cards that were drawn, and those being drawn. A flood of different views cannot starve the server: equal ones are
 * drawn once, few at a time, only so many wait, and what is kept is bounded in bytes.
 */
import PQueue from 'p-queue';
import { RecentlyMade } from '../recently-made.ts';

/** While one is encoded in other threads, the thread that answers everybody has a rest. */
const AT_ONCE = 1;
/** Whoever waits behind so many has given up before it is their turn. */
const MOST_WAITING = { visitor: 24, agent: 160 };

export class TooManyCards extends Error {}

export type Cards<T> = {
	/** Whether it costs nothing to answer with it. */
	has(key: string): boolean;
	/**
	 * @param isAgent it is fetched for many readers: before others, and behind a longer queue
	 * @throws TooManyCards when too many wait
	 */
	get(key: string, draw: () => Promise<T>, isAgent: boolean): Promise<T>;
	/** Of what is kept. */
	readonly bytes: number;
};

/** @param mostBytes how much is kept */
export function openCards<T>(mostBytes: number, bytesOf: (card: T) => number): Cards<T> {
	const kept = new RecentlyMade<T>(mostBytes, bytesOf);
	const queue = new PQueue({ concurrency: AT_ONCE });
	return {
		has: (key) => kept.has(key),
		async get(key, draw, isAgent) {
			if (!kept.has(key) && queue.size >= MOST_WAITING[isAgent ? 'agent' : 'visitor'])
				throw new TooManyCards();
			return kept.get(key, () => queue.add(draw, { priority: isAgent ? 1 : 0 }));
		},
		get bytes() {
			return kept.weight;
		}
	};
}
