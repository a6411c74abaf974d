/** Processes the tests start and kill, by their id only. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Child = {
	readonly pid: number;
	/** Lines it has printed so far. */
	readonly lines: readonly string[];
	/** Waits until it has printed as many lines. @throws Error with what it said on stderr when it ends before */
	printed(count: number): Promise<void>;
	/** Its exit code and everything it said on stderr. */
	ended(): Promise<{ code: number | null; stderr: string }>;
	/** Ends it as a crash would: nothing is flushed, nothing is cleaned up. */
	crash(): Promise<void>;
};

const SCRIPT = join(import.meta.dirname, 'embedded-child.ts');

export const startChild = (folder: string, task: 'hold' | 'write'): Child =>
	startProcess(SCRIPT, [folder, task]);

export function startProcess(script: string, args: string[], env: Record<string, string> = {}): Child {
	const child: ChildProcess = spawn(process.execPath, [script, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env }
	});
	const lines: string[] = [];
	let stderr = '';
	const waiting = new Set<() => void>();
	createInterface({ input: child.stdout! }).on('line', (line) => {
		lines.push(line);
		waiting.forEach((check) => check());
	});
	child.stderr!.on('data', (chunk) => (stderr += chunk));
	const closed = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }));
	return {
		pid: child.pid!,
		lines,
		printed: (count) =>
			new Promise((resolve, reject) => {
				const check = () => {
					if (lines.length < count) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
				void closed.then(() => reject(new Error(`the process ended: ${stderr}`)));
			}),
		ended: () => closed,
		async crash() {
			child.kill('SIGKILL');
			await closed;
		}
	};
}
