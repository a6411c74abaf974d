/** The built product as people run it: its own process, its own data folder, a real port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LARGEST_BODY } from '../../src/body-limit.ts';
import { freePort } from './native-postgres.ts';

const root = join(import.meta.dirname, '../..');

export type AppServer = {
	url: string;
	dataDir: string;
	/** Of the process that runs now. */
	pid: () => number;
	/** What it wrote, both streams. */
	output: () => string;
	/** Runs one of the project's commands against its data. */
	command(
		name: string,
		args: string[],
		env?: Record<string, string>
	): Promise<{ code: number; out: string; err: string }>;
	/** Ends the process and starts it again on the same data and port, with other settings where given. */
	restart(env?: Record<string, string>): Promise<void>;
	/** Ends the process and leaves its data. */
	end(): Promise<void>;
	stop(): Promise<void>;
};

/**
 * Starts it and waits until its database answers. Without a folder it has one of its own: a copy of one that was
 * started before where there is such a one (`product-setup.ts`) and the settings let it be the same, else a new one.
 * @throws Error with its output when it does not start
 */
export async function startApp(env: Record<string, string> = {}, folder?: string): Promise<AppServer> {
	const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'fronts-app-'));
	const started = process.env.STARTED_DATA;
	if (!folder && started && env.DEMO !== 'off') cpSync(started, dataDir, { recursive: true });
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const settings = {
		INGEST: 'off',
		LOG_LEVEL: 'warn',
		...env,
		DATA_DIR: dataDir,
		PORT: String(port),
		ORIGIN: url
	};
	let output = '';
	let child: ChildProcess;

	async function start(): Promise<void> {
		child = spawn(process.execPath, ['build/index.js'], {
			cwd: root,
			env: {
				...process.env,
				...settings,
				...{ HOST: '127.0.0.1', NODE_ENV: 'production', SHUTDOWN_TIMEOUT: '2' },
				BODY_SIZE_LIMIT: String(LARGEST_BODY)
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child.stdout!.on('data', (chunk) => (output += chunk));
		child.stderr!.on('data', (chunk) => (output += chunk));
		for (let attempt = 0; attempt < 300; attempt++) {
			if (child.exitCode !== null) break;
			const answer = await fetch(`${url}/readyz`).catch(() => null);
			if (answer?.ok) return;
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
		child.kill('SIGKILL');
		throw new Error(`the server did not start:\n${output}`);
	}

	async function end(): Promise<void> {
		if (child.exitCode !== null) return;
		const exited = once(child, 'exit');
		child.kill('SIGTERM');
		const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
		await exited;
		clearTimeout(patience);
	}

	await start();
	return {
		url,
		dataDir,
		pid: () => child.pid!,
		output: () => output,
		async command(name, args, extra = {}) {
			const run = spawn(process.execPath, [`src/commands/${name}.ts`, ...args], {
				cwd: root,
				env: { ...process.env, ...settings, ...extra },
				stdio: ['ignore', 'pipe', 'pipe']
			});
			let out = '';
			let err = '';
			run.stdout.on('data', (chunk) => (out += chunk));
			run.stderr.on('data', (chunk) => (err += chunk));
			const [code] = (await once(run, 'exit')) as [number | null];
			return { code: code ?? 1, out, err };
		},
		async restart(changed = {}) {
			await end();
			Object.assign(settings, changed);
			await start();
		},
		end,
		async stop() {
			await end();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
