import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The data folder is in use by another process. */
export class DataFolderInUse extends Error {
	readonly pid: number;
	constructor(folder: string, pid: number) {
		super(
			`The data folder ${folder} is in use by process ${pid}. Two processes on one folder would damage it: ` +
				`stop that one, or set DATA_DIR to another folder.`
		);
		this.pid = pid;
	}
}

/**
 * Takes the data folder for this process, so that never two write to it. A lock left by a process that ended
 * without removing it is taken over.
 * @returns a function that gives the folder free again
 * @throws DataFolderInUse naming the process that holds it
 */
export function lockDataFolder(folder: string): () => void {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'lock');
	const mine = `${file}.${process.pid}`;
	// Linked into place with its content: a lock is never seen empty by another process.
	writeFileSync(mine, identityOf(process.pid)!);
	try {
		for (;;) {
			try {
				linkSync(mine, file);
				return () => rmSync(file, { force: true });
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
				const holder = lockHolder(folder);
				if (holder !== null) throw new DataFolderInUse(folder, holder);
				putAside(file);
			}
		}
	} finally {
		rmSync(mine, { force: true });
	}
}

/** Removes a dead lock. Of several processes that saw it, the one whose rename succeeds removes what it saw. */
function putAside(file: string): void {
	const aside = `${file}.${process.pid}.old`;
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	try {
		// Another process may have taken the folder in between: its lock goes back.
		if (livingProcess(readFileSync(aside, 'utf8')) !== null) linkSync(aside, file);
	} finally {
		rmSync(aside, { force: true });
	}
}

/** The living process that holds the folder, or null. Our own process counts: it must not open it twice. */
export function lockHolder(folder: string): number | null {
	try {
		return livingProcess(readFileSync(join(folder, 'lock'), 'utf8'));
	} catch {
		return null;
	}
}

function livingProcess(lock: string): number | null {
	const pid = Number(lock.split(' ')[0]);
	const identity = pid > 0 ? identityOf(pid) : null;
	// A lock that names no start (written where the system does not tell it) is believed while its process lives.
	return identity !== null && (lock === identity || lock === String(pid)) ? pid : null;
}

/**
 * "PID START", null when no such process lives. The number alone does not do: a container's server is process 1
 * after every start, and would take the lock of its crashed predecessor for its own. Where the system does not tell
 * when a process started (no /proc), the number has to do.
 */
function identityOf(pid: number): string | null {
	try {
		// The command's name, in parentheses, may hold spaces; the start is the 20th field after it (proc_pid_stat(5)).
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /s, '')
			.split(' ');
		// A process that ended and whose parent has not taken notice.
		if (fields[0] === 'Z') return null;
		return `${pid} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}-${fields[19]}`;
	} catch {
		return isAlive(pid) ? String(pid) : null;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
