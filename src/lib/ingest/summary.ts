import type { FeedOutcomeName } from './post-store.ts';

export type Counts = {
	/** Pages and feeds that were read anew. */
	fetched: number;
	new: number;
	edited: number;
	placed: number;
	waiting: number;
	/** Pages and feeds that could not be read. */
	failed: number;
	/** Why posts wait, and how many. */
	waiting_reasons: Record<string, number>;
	/** Why pages could not be read, and how many. */
	failed_reasons: Record<string, number>;
};

export type SourceSummary = Counts & {
	source: string;
	/** `skipped`: not due, held by another runner, or not read by machine. `store_failed`: the database refused. */
	outcome: FeedOutcomeName | 'skipped' | 'store_failed';
	/** A sentence for people; null when all is well. */
	message: string | null;
	/** It had posts and now has none, or its page is no longer recognised: someone should look. */
	alarm: string | null;
};

export type Summary = {
	sources: SourceSummary[];
	total: Counts;
	/** Of all sources. */
	alarms: string[];
};

export const noCounts = (): Counts => ({
	fetched: 0,
	new: 0,
	edited: 0,
	placed: 0,
	waiting: 0,
	failed: 0,
	waiting_reasons: {},
	failed_reasons: {}
});

export const countReason = (reasons: Record<string, number>, reason: string): void => {
	reasons[reason] = (reasons[reason] ?? 0) + 1;
};

export function summarise(sources: SourceSummary[]): Summary {
	const total = noCounts();
	for (const source of sources) {
		for (const count of ['fetched', 'new', 'edited', 'placed', 'waiting', 'failed'] as const) {
			total[count] += source[count];
		}
		for (const reasons of ['waiting_reasons', 'failed_reasons'] as const) {
			for (const [reason, count] of Object.entries(source[reasons])) {
				total[reasons][reason] = (total[reasons][reason] ?? 0) + count;
			}
		}
	}
	return { sources, total, alarms: sources.flatMap(({ alarm }) => alarm ?? []) };
}
