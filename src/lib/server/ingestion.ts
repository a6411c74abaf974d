/** Reading the sources on a schedule, inside the server. The same run as `npm run ingest`. */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import type { Place } from '#lib/domain/place.ts';
import { buildGazetteer, type Gazetteer } from '#lib/geoparse/gazetteer.ts';
import type { Keys } from '#lib/ingest/connectors/index.ts';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import type { Fetcher } from '#lib/ingest/fetch-outcome.ts';
import { runDue } from '#lib/ingest/runner.ts';
import { call, type Backend, type Database } from './database.ts';
import { ingestTally } from './ingest-tally.ts';
import { postStore } from './posts.ts';
import type { Settings } from './settings.ts';

/** Shown to servers when the operator gave no contact: the address of this map. */
export const contactOf = (settings: Settings): string =>
	settings.INGEST_CONTACT ?? settings.ORIGIN ?? `http://localhost:${settings.PORT}`;

export const fetcherFor = (settings: Settings): Fetcher =>
	createFetcher({ contact: contactOf(settings), allowLoopback: settings.ALLOW_LOOPBACK_FEEDS });

export const keysOf = (settings: Settings): Keys => ({ reliefwebAppname: settings.RELIEFWEB_APPNAME });

/** The gazetteer the database holds, ready to match names. */
export const loadGazetteer = async (db: Database): Promise<Gazetteer> =>
	buildGazetteer(await call<Place[]>(db, 'gazetteer'));

/**
 * Looks every half minute which sources are due and reads those; a run that takes longer is not joined by a second.
 * Any number of servers on one database share the work.
 * @returns a function that stops it after the run under way
 */
export async function startIngestion({
	backend,
	settings,
	log
}: {
	backend: Backend;
	settings: Settings;
	log: Logger;
}): Promise<() => Promise<void>> {
	const gazetteer = await loadGazetteer(backend.service);
	const fetcher = fetcherFor(settings);
	const store = postStore(backend.service);
	const tally = ingestTally();
	let isStopping = false;
	let running: Promise<void> = Promise.resolve();

	async function run(): Promise<void> {
		try {
			const { sources, total, alarms } = await runDue({
				store,
				isStopping: () => isStopping,
				gazetteer,
				fetcher,
				keys: keysOf(settings),
				now: Date.now,
				random: Math.random,
				onProgress: (progress) => {
					if (progress.kind === 'done') tally.add(progress.summary);
				}
			});
			if (sources.length > 0) log.info({ ...total }, 'sources read');
			for (const alarm of alarms) log.warn({ alarm }, 'a source needs a look');
		} catch (error) {
			log.error({ err: error }, 'the sources could not be read');
		}
	}

	const job = new Cron('*/30 * * * * *', { protect: true }, () => (running = run()));
	return async () => {
		isStopping = true;
		job.stop();
		await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
		await fetcher.close();
	};
}
