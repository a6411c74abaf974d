/**
 * What the server does for the review: publishes approved reports when their time has come, frees what was left,
 * compares what came in.
 */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { call, type Backend } from './database.ts';
import { compareNewPosts, compareNewReports } from './duplicates.ts';
import { releaseIdle } from './reviews.ts';
import { startBulletins } from './bulletin-schedule.ts';

/** How many became public. */
export const publishDue = ({ service }: Pick<Backend, 'service'>): Promise<number> =>
	call<number>(service, 'publish_due');

/**
 * Publishes every half minute, compares in between and frees idle claims every quarter of an hour; several servers on one database do not
 * disturb each other.
 * @returns a function that stops it after the look under way
 */
export function startPublication(backend: Backend, log: Logger): () => Promise<void> {
	const stops = [
		startBulletins(backend, log),
		repeat('*/30 * * * * *', async () => {
			const published = await publishDue(backend);
			if (published > 0) log.info({ published }, 'delayed reports published');
		}),
		repeat('0 */15 * * * *', async () => {
			const released = await releaseIdle(backend);
			if (released > 0) log.info({ released }, 'idle claims released');
		}),
		repeat('10,40 * * * * *', async () => {
			const { joined } = await compareNewPosts(backend);
			const { suggested } = await compareNewReports(backend);
			if (joined + suggested > 0) log.info({ joined, suggested }, 'reports compared');
		})
	];

	function repeat(times: string, work: () => Promise<void>): () => Promise<void> {
		let running: Promise<void> = Promise.resolve();
		const run = () =>
			work().catch((error: unknown) => log.error({ err: error }, 'the review could not be served'));
		const job = new Cron(times, { protect: true }, () => (running = run()));
		return async () => {
			job.stop();
			await running;
		};
	}

	return async () => void (await Promise.all(stops.map((stop) => stop())));
}
