/** `npm run bench`: every measurement of this folder, one after another. Each prints ratios within its own run. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const files = readdirSync(import.meta.dirname)
	.filter((name) => name.endsWith('.bench.ts'))
	.sort();
let failed = 0;
for (const file of files) {
	console.log(`\n${file.replace('.bench.ts', '')}`);
	const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file)], { stdio: 'inherit' });
	if (status !== 0) failed++;
}
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
