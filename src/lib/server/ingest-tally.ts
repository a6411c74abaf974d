/** What this server's readings came to since it started: figures for those who watch it, never of persons. */
import type { SourceSummary } from '#lib/ingest/summary.ts';

const SUMS = ['new', 'edited', 'placed', 'waiting'] as const;
export type IngestTally = {
	add(summary: SourceSummary): void;
	/** By source and outcome, as "slug outcome". */
	readings: ReadonlyMap<string, number>;
	posts: Readonly<Record<(typeof SUMS)[number], number>>;
};

/** The server's own: kept outside the module, because development loads modules anew. */
const holder = globalThis as { __frontsIngestTally?: IngestTally };
export const ingestTally = (): IngestTally => (holder.__frontsIngestTally ??= openTally());

export function openTally(): IngestTally {
	const readings = new Map<string, number>();
	const posts = { new: 0, edited: 0, placed: 0, waiting: 0 };
	return {
		readings,
		posts,
		add(summary) {
			const key = `${summary.source} ${summary.outcome}`;
			readings.set(key, (readings.get(key) ?? 0) + 1);
			for (const sum of SUMS) posts[sum] += summary[sum];
		}
	};
}
