/** Publishing approved reports when the time has come before which they were not to be public. */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { call, type Backend } from './database.ts';

/** How many became public. */
export const publishDue = ({ service }: Pick<Backend, 'service'>): Promise<number> =>
	call<number>(service, 'publish_due');

/**
 * Looks every half minute; several servers on one database do not disturb each other.
 * @returns a function that stops it after the look under way
 */
export function startPublication(backend: Backend, log: Logger): () => Promise<void> {
	let running: Promise<void> = Promise.resolve();

	async function run(): Promise<void> {
		try {
			const published = await publishDue(backend);
			if (published > 0) log.info({ published }, 'delayed reports published');
		} catch (error) {
			log.error({ err: error }, 'delayed reports could not be published');
		}
	}

	const job = new Cron('*/30 * * * * *', { protect: true }, () => (running = run()));
	return async () => {
		job.stop();
		await running;
	};
}
