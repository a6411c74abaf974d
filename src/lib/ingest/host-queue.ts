import PQueue from 'p-queue';

/** Milliseconds. */
const LONGEST_PAUSE = 60_000;

/** One request at a time to a host, with a pause after each; hosts do not wait for one another. */
export type HostQueue = {
	/** Runs the task when the host's turn comes. @param gap milliseconds of pause, at least the queue's own */
	run<T>(host: string, task: () => Promise<T>, gap?: number): Promise<T>;
	/** The pause of its last request; the queue's own before any. */
	pauseOf(host: string): number;
};

export function hostQueue(minimumGap: number): HostQueue {
	const lines = new Map<string, { queue: PQueue; freeAt: number; pause: number }>();
	const lineOf = (host: string) => {
		const known = lines.get(host);
		if (known) return known;
		const line = { queue: new PQueue({ concurrency: 1 }), freeAt: 0, pause: minimumGap };
		lines.set(host, line);
		return line;
	};
	return {
		pauseOf: (host) => lines.get(host)?.pause ?? minimumGap,
		run(host, task, gap = 0) {
			const line = lineOf(host);
			return line.queue.add(async () => {
				// The monotonic clock: a pause must not change with the time of day.
				const pause = line.freeAt - performance.now();
				if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
				try {
					return await task();
				} finally {
					line.pause = Math.max(minimumGap, gap);
					// A longer one is kept by the schedule, not by holding a request.
					line.freeAt = performance.now() + Math.min(line.pause, Math.max(minimumGap, LONGEST_PAUSE));
				}
			});
		}
	};
}
