/** Publishes bulletins nobody has signed, marked as automatic, some hours after their time has ended. */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { DAY } from '#lib/domain/event-time.ts';
import * as bulletins from './bulletins.ts';
import type { Backend } from './database.ts';

/** Reports that come in later belong to a bulletin that is out, or to none. Milliseconds. */
const LOOKS_BACK = 15 * DAY;
/** As many as the database publishes at once; with a full page there may be more. */
const PAGE = 200;

/**
 * Looks through everything at the start and through the last two weeks every ten minutes. Several servers on one
 * database publish each bulletin once: the database sees to that.
 * @returns a function that stops it after the look under way
 */
export function startBulletins(backend: Backend, log: Logger): () => Promise<void> {
	let isStopped = false;

	async function publish(since: number | null): Promise<void> {
		try {
			let published = 0;
			for (let more = true; more && !isStopped;) {
				const now = await bulletins.publishDue(backend, since);
				published += now;
				more = now === PAGE;
			}
			if (published > 0) log.info({ published }, 'bulletins published');
		} catch (error) {
			if (!isStopped) log.error({ err: error }, 'bulletins could not be published');
		}
	}

	let running = publish(null);
	const job = new Cron('30 */10 * * * *', { protect: true }, () => {
		running = running.then(() => publish(Date.now() - LOOKS_BACK));
		return running;
	});
	return async () => {
		isStopped = true;
		job.stop();
		await running;
	};
}
