/** The tests written in SQL: each line of TAP is a test here. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openNativeLane, ROOT } from '../support/lanes.ts';

const FOLDER = join(ROOT, 'supabase/tests/database');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.test.sql'));
const native = inject('native');
const lane = native && (await openNativeLane());
afterAll(() => lane?.close());

/** @throws Error with what psql said when a statement outside a test fails */
function run(file: string): string[] {
	const args = ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-d', lane!.url, '-f', join(FOLDER, file)];
	return execFileSync(native!.psql, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).split(
		'\n'
	);
}

describe.skipIf(!native)('PostgreSQL', () => {
	for (const file of FILES) {
		describe(file, () => {
			const lines = native ? run(file) : [];
			for (const [i, line] of lines.entries()) {
				const result = /^(not )?ok \d+ - (.*)$/.exec(line);
				if (!result) continue;
				const [, failed, what] = result;
				const details = lines.slice(
					i + 1,
					lines.findIndex((next, j) => j > i && !next.startsWith('#'))
				);
				test(what!, () => {
					expect(failed, details.join('\n')).toBeUndefined();
				});
			}
			test('ran to its end', () => {
				const plan = lines.find((line) => /^1\.\.\d+$/.test(line));
				expect(plan).toBe(`1..${lines.filter((line) => /^(not )?ok /.test(line)).length}`);
			});
		});
	}
});
