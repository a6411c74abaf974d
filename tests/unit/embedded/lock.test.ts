import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, lockDataFolder, lockHolder } from '#lib/embedded/lock.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'fronts-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder has one holder until it is given free, and nothing stays behind', () => {
	const unlock = lockDataFolder(folder);
	expect(lockHolder(folder)).toBe(process.pid);
	expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
	unlock();
	expect(lockHolder(folder)).toBeNull();
	expect(readdirSync(folder)).toEqual([]);
	lockDataFolder(folder)();
});

test('a folder that is not there is made', () => {
	const unlock = lockDataFolder(join(folder, 'deep', 'down'));
	expect(lockHolder(join(folder, 'deep', 'down'))).toBe(process.pid);
	unlock();
});

test('the lock of a process that ended is taken over', async () => {
	const child = spawn('true');
	await once(child, 'exit');
	writeFileSync(join(folder, 'lock'), String(child.pid));
	expect(lockHolder(folder)).toBeNull();
	const unlock = lockDataFolder(folder);
	expect(lockHolder(folder)).toBe(process.pid);
	unlock();
	expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a living process is respected and names it', async () => {
	const child = spawn('sleep', ['60']);
	try {
		writeFileSync(join(folder, 'lock'), String(child.pid));
		expect(() => lockDataFolder(folder)).toThrow(`is in use by process ${child.pid}`);
	} finally {
		child.kill('SIGKILL');
		await once(child, 'exit');
	}
});

test('a server whose number is that of its crashed predecessor takes over: in a container both are process 1', () => {
	const unlock = lockDataFolder(folder);
	const mine = readFileSync(join(folder, 'lock'), 'utf8');
	unlock();
	// Only where the system tells when a process started can the two be told apart.
	const predecessor = mine.replace(/\d+$/, (start) => String(Number(start) - 1));
	writeFileSync(join(folder, 'lock'), mine.includes(' ') ? predecessor : '999999999');
	expect(lockHolder(folder)).toBeNull();
	const again = lockDataFolder(folder);
	expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(mine);
	again();
});

test.each(['', 'nonsense', '-1', '0', '999999999'])('a lock that reads %j has no holder', (text) => {
	writeFileSync(join(folder, 'lock'), text);
	expect(lockHolder(folder)).toBeNull();
	lockDataFolder(folder)();
});

test('of many processes that find a dead lock at the same moment, one gets the folder', async () => {
	writeFileSync(join(folder, 'lock'), '999999999');
	const module = join(import.meta.dirname, '../../../src/lib/embedded/lock.ts');
	const script = `
		const { lockDataFolder } = await import(${JSON.stringify(module)});
		while (Date.now() < Number(process.argv[1])) ;
		try { lockDataFolder(${JSON.stringify(folder)}); console.log('mine'); } catch { console.log('taken'); }
		setTimeout(() => {}, 1500);`;
	const start = String(Date.now() + 700);
	const children = Array.from({ length: 6 }, () =>
		spawn(process.execPath, ['--input-type=module', '-e', script, start])
	);
	const answers = await Promise.all(
		children.map(async (child) => {
			let said = '';
			child.stdout.on('data', (chunk) => (said += chunk));
			await once(child, 'close');
			return said.trim();
		})
	);
	expect(answers.sort()).toEqual(['mine', 'taken', 'taken', 'taken', 'taken', 'taken']);
}, 20_000);
