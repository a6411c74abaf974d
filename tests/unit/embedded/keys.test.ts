import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keysOf } from '#lib/embedded/keys.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'fronts-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, 'keys.json');

test('a folder gets keys of its own, and keeps them', () => {
	const keys = keysOf(folder);
	expect(keysOf(folder)).toEqual(keys);
	expect(readdirSync(folder)).toEqual(['keys.json']);
	const other = keysOf(join(folder, 'other'));
	for (const name of ['publishableKey', 'secretKey', 'jwtSecret'] as const)
		expect(other[name]).not.toBe(keys[name]);
});

test('they are 256 bits each and say what they are', () => {
	const { publishableKey, secretKey, jwtSecret } = keysOf(folder);
	expect(publishableKey).toMatch(/^sb_publishable_[\w-]{43}$/);
	expect(secretKey).toMatch(/^sb_secret_[\w-]{43}$/);
	expect(jwtSecret).toMatch(/^[\w-]{43}$/);
});

test('nobody else on the machine can read them', () => {
	keysOf(folder);
	expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test.each([
	['a short secret', { jwtSecret: 'abc' }],
	['a short key', { secretKey: 'sb_secret_x' }],
	['a key of another kind', { publishableKey: `sb_secret_${'x'.repeat(43)}` }],
	['a missing key', { secretKey: undefined }]
])('%s is refused, and not repeated', (_, wrong) => {
	writeFileSync(file(), JSON.stringify({ ...keysOf(folder), ...wrong }));
	expect(() => keysOf(folder)).toThrow(`${file()} does not hold keys this server can use`);
	for (const value of Object.values(wrong)) if (value) expect(() => keysOf(folder)).not.toThrow(`"${value}"`);
});

test.each(['', '{', 'null', '[]'])('a file that reads %j is refused by name, and left as it is', (text) => {
	writeFileSync(file(), text);
	expect(() => keysOf(folder)).toThrow(file());
});

test('a file that cannot be read is not replaced', () => {
	rmSync(folder, { recursive: true });
	writeFileSync(folder, 'a file where the folder should be');
	chmodSync(folder, 0o600);
	expect(() => keysOf(folder)).toThrow(/ENOTDIR/);
});
