/**
 * A worker of its own, as a second server would run one, for the tests that need several or one that is killed.
 *   node ingest-worker.ts FOLDER       reads what is due in the database of DATABASE_URL or of the folder, prints the sums
 */
import { join } from 'node:path';
import { createFetcher } from '#lib/ingest/fetcher.ts';
import { runDue } from '#lib/ingest/runner.ts';
import { openBackend } from '#lib/server/database.ts';
import { postStore } from '#lib/server/posts.ts';
import { readSettings } from '#lib/server/settings.ts';
import { GAZETTEER } from '../ingest/support.ts';

const { DATABASE_URL } = process.env;
const backend = await openBackend({
	settings: readSettings({ DATABASE_URL, DATA_DIR: process.argv[2] }),
	root: join(import.meta.dirname, '../..')
});
const fetcher = createFetcher({ contact: 'a test', allowLoopback: true, hostGap: 20 });
try {
	const { total, sources } = await runDue({
		store: postStore(backend.service),
		gazetteer: GAZETTEER,
		fetcher,
		now: Date.now,
		random: Math.random
	});
	console.log(
		JSON.stringify({
			...total,
			read: sources.map(({ source }) => source),
			faults: sources.map(({ message }) => message)
		})
	);
} finally {
	await fetcher.close();
	await backend.close();
}
