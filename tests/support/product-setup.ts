/** What all browser tests share: the data folder of a product after its first start, to be copied. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from './app-server.ts';

/** A first start takes three times as long as one on data that is there. */
export default async function setup(): Promise<() => void> {
	const folder = mkdtempSync(join(tmpdir(), 'fronts-started-'));
	const app = await startApp({}, folder);
	await app.end();
	process.env.STARTED_DATA = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}
