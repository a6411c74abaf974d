/**
 * Everything a change must pass, in one command: `npm test`. Names of suites as arguments run only those.
 * Ends with one line that sums all suites; exits non-zero when anything failed or nothing ran.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './support/chromium.ts';

type Count = { passed: number; failed: number; skipped: number };
type Suite = { name: string; run: () => Promise<Count> };

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');

/** Commands that pass or fail as a whole. */
const command = (name: string, ...commands: string[][]): Suite => ({
	name,
	async run() {
		let failed = 0;
		for (const [program, ...args] of commands) if ((await execute(program!, args)) !== 0) failed++;
		return { passed: commands.length - failed, failed, skipped: 0 };
	}
});

const vitest = (name: string, prepare: () => Promise<void> = async () => {}): Suite => ({
	name,
	async run() {
		const folder = mkdtempSync(join(tmpdir(), 'fronts-test-'));
		const report = join(folder, 'report.json');
		try {
			await prepare();
			await execute('vitest', [
				'run',
				'--project',
				name,
				'--reporter',
				'default',
				'--reporter',
				'json',
				`--outputFile.json=${report}`
			]);
			const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
				readFileSync(report, 'utf8')
			);
			// A file that cannot be loaded has no tests to fail.
			const broken = testResults.filter(
				(file: { status: string; assertionResults: unknown[] }) =>
					file.status === 'failed' && file.assertionResults.length === 0
			).length;
			return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
		} catch (error) {
			console.error(`${name} could not run: ${(error as Error).message}`);
			return { passed: 0, failed: 1, skipped: 0 };
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
});

const bench: Suite = {
	name: 'bench',
	run: async () => {
		const code = await execute('node', ['tests/bench/run.ts']);
		return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
	}
};

const SUITES: Suite[] = [
	command('types', ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']),
	command(
		'lint',
		['eslint', '--config', 'tests/eslint.config.js', '--max-warnings', '0', '.'],
		['prettier', '--check', '--log-level', 'warn', '.']
	),
	vitest('unit'),
	vitest('ingest'),
	vitest('database'),
	vitest('e2e', async () => {
		process.env.CHROMIUM_PATH = await findChromium();
		if ((await execute('vite', ['build', '--logLevel', 'warn'])) !== 0) throw new Error('the build failed');
	})
];

const asked = process.argv.slice(2);
const known = [...SUITES, bench];
const unknown = asked.filter((name) => !known.some((suite) => suite.name === name));
if (unknown.length > 0) {
	console.error(
		`No suite is called ${unknown.join(', ')}. There are: ${known.map(({ name }) => name).join(', ')}`
	);
	process.exit(2);
}

// Generated code (messages, route types) that the type check and the tests read.
if (
	(await execute('paraglide-js', [
		'compile',
		'--project',
		'./src/i18n/project.inlang',
		'--outdir',
		'./src/lib/i18n',
		'--strategy',
		'custom-page',
		'preferredLanguage',
		'baseLocale'
	])) !== 0
)
	process.exit(1);
if ((await execute('svelte-kit', ['sync'])) !== 0) process.exit(1);

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const suite of asked.length > 0 ? known.filter(({ name }) => asked.includes(name)) : SUITES) {
	const started = Date.now();
	const count = await suite.run();
	const seconds = ((Date.now() - started) / 1000).toFixed(0);
	console.log(
		`${suite.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped, ${seconds} s\n`
	);
	total.passed += count.passed;
	total.failed += count.failed;
	total.skipped += count.skipped;
}
console.log(
	`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`
);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function execute(program: string, args: string[]): Promise<number> {
	const path = program === 'node' ? process.execPath : join(bin, program);
	const child = spawn(path, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, PATH: `${bin}:${process.env.PATH}` }
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	return code ?? 1;
}
