/** What all files of the database suite share: one PostgreSQL server, and an embedded database ready to be copied. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openSupervised } from '#lib/embedded/supervisor.ts';
import { startNativePostgres } from './native-postgres.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Null when PostgreSQL cannot be started here. */
		native: { base: string; psql: string } | null;
		/** A data folder with all migrations applied and nothing in it: to be copied, never opened. */
		embeddedTemplate: string;
	}
}

const ROOT = join(import.meta.dirname, '../..');

/** @throws Error in continuous integration when there is no PostgreSQL: there the native tests may not be left out */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const started = await startNativePostgres();
	const native = 'unavailable' in started ? null : started;
	if ('unavailable' in started) {
		const reason = `Tests on PostgreSQL are skipped: ${started.unavailable}`;
		if (process.env.CI) throw new Error(reason);
		console.warn(reason);
	}
	const folder = mkdtempSync(join(tmpdir(), 'fronts-template-'));
	const stop = async () => {
		rmSync(folder, { recursive: true, force: true });
		await native?.stop();
	};
	try {
		const embedded = await openSupervised({ folder, root: ROOT });
		await embedded.close();
	} catch (error) {
		await stop();
		throw error;
	}
	project.provide('native', native && { base: native.base, psql: native.psql });
	project.provide('embeddedTemplate', folder);
	return stop;
}
