import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { afterAll, describe, expect, test } from 'vitest';
import { ownSecret } from '#lib/server/own-secret.ts';
import { openProofs } from '#lib/server/proof-of-work.ts';
import { openTally } from '#lib/server/tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'fronts-secret-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function solve(challenge: Challenge): Promise<string> {
	const solution = await solveChallenge({ challenge, deriveKey });
	return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

describe('a piece of work', () => {
	const proofs = openProofs(ownSecret(folder));

	test('holds for one report, sent as often as it takes, and for no other', async () => {
		const proof = await solve(await proofs.challenge(0));
		expect(await proofs.accepts(proof, 'a')).toBe(true);
		expect(await proofs.accepts(proof, 'a')).toBe(true);
		expect(await proofs.accepts(proof, 'b')).toBe(false);
	});

	test('sent twice at once it still holds for one', async () => {
		const proof = await solve(await proofs.challenge(0));
		const accepted = await Promise.all(['a', 'b', 'c'].map((key) => proofs.accepts(proof, key)));
		expect(accepted.filter(Boolean)).toHaveLength(1);
	});

	test('is not taken from another server, when it is late, or when it was made easier', async () => {
		const foreign = openProofs({ derive: () => Buffer.alloc(32, 1) });
		expect(await proofs.accepts(await solve(await foreign.challenge(0)), 'a')).toBe(false);
		const yesterday = openProofs(ownSecret(folder), () => Date.now() - 86_400_000);
		expect(await proofs.accepts(await solve(await yesterday.challenge(0)), 'a')).toBe(false);
		const challenge = await proofs.challenge(0);
		const easier = { ...challenge, parameters: { ...challenge.parameters, nonce: '00'.repeat(16) } };
		expect(await proofs.accepts(await solve(easier), 'a')).toBe(false);
	});

	test.each(['', 'x', btoa('null'), btoa('{"challenge":{},"solution":{}}'), 'A'.repeat(10_000)])(
		'%j is none',
		async (proof) => {
			expect(await proofs.accepts(proof, 'a')).toBe(false);
		}
	);

	test('is dearer for who asks for many, up to a limit', async () => {
		const costs = await Promise.all([0, 1, 2, 50].map((doublings) => proofs.challenge(doublings)));
		const [once, twice, four, most] = costs.map(({ parameters }) => parameters.cost);
		expect([twice, four, most]).toEqual([2 * once!, 4 * once!, 32 * once!]);
	});
});

describe('the secret of a data folder', () => {
	test('is made once, for its owner alone', () => {
		const first = ownSecret(folder).derive('receipt', 'a');
		expect(ownSecret(folder).derive('receipt', 'a')).toEqual(first);
		expect(ownSecret(folder).derive('proof', 'a')).not.toEqual(first);
		expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
		expect(readFileSync(join(folder, 'secret.key'), 'utf8').length).toBeGreaterThan(40);
	});

	test('that was cut short is refused, and a setting counts before it', () => {
		const broken = mkdtempSync(join(tmpdir(), 'fronts-secret-'));
		writeFileSync(join(broken, 'secret.key'), 'short');
		expect(() => ownSecret(broken)).toThrow('secret.key');
		expect(ownSecret(broken, 'x'.repeat(32)).derive('a', 'b')).toHaveLength(32);
		rmSync(broken, { recursive: true });
	});
});

test('a count lasts as long as its window, each place for itself', () => {
	let now = 0;
	const tally = openTally(1_000, () => now);
	expect([tally.add('a'), tally.add('a'), tally.add('b')]).toEqual([1, 2, 1]);
	now = 1_000;
	expect(tally.add('a')).toBe(1);
});
