/** Removing uploads whose report was never sent: after a day nothing of them is left. */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import type { Backend } from '../database.ts';
import { sweep } from './media.ts';

/**
 * Looks every ten minutes; several servers on one database do not disturb each other.
 * @returns a function that stops it after the look under way
 */
export function startSweeping(backend: Pick<Backend, 'service'>, log: Logger): () => Promise<void> {
	let running: Promise<void> = Promise.resolve();

	async function run(): Promise<void> {
		try {
			const removed = await sweep(backend);
			if (removed > 0) log.info({ removed }, 'uploads that were never sent removed');
		} catch (error) {
			log.error({ err: error }, 'uploads that were never sent could not be removed');
		}
	}

	const job = new Cron('0 */10 * * * *', { protect: true }, () => (running = run()));
	return async () => {
		job.stop();
		await running;
	};
}
