/**
 * A process of its own that opens a data folder, for the tests that need a second one or one that is killed.
 *   node embedded-child.ts FOLDER hold     opens it as a server does, prints "open", stays until it is killed
 *   node embedded-child.ts FOLDER write    the same, and writes one place after another; prints the id of each that
 *                                          was acknowledged
 */
import { join } from 'node:path';
import { call, openBackend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';

const [folder, task] = process.argv.slice(2) as [string, 'hold' | 'write'];
try {
	const backend = await openBackend({
		settings: readSettings({ DATA_DIR: folder }),
		root: join(import.meta.dirname, '../..'),
		serveCommands: true
	});
	console.log('open');
	for (let n = 1; task === 'write'; n++) {
		const place = {
			id: `ua-write-${n}`,
			kind: 'town',
			country: 'UA',
			point: [37, 48],
			names: { en: [`Write ${n}`] }
		};
		await call(backend.service, 'import_places', { places: [place] });
		console.log(place.id);
	}
	setInterval(() => {}, 60_000);
} catch (error) {
	console.error((error as Error).message);
	process.exit(1);
}
