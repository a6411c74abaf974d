/**
 * A small piece of work for whoever sends without an account, in place of a captcha that watches (ALTCHA,
 * https://altcha.org, made and checked here). A browser does it while its reader types; a flood has to do it each time.
 */
import { createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as v from 'valibot';
import type { OwnSecret } from './own-secret.ts';

/** Rounds of PBKDF2 for one try; 256 tries are needed on average. Half a second on a laptop, some on a phone. */
const COST = 4_000;
/** How often the cost may double. */
const MOST_DOUBLINGS = 5;
/** Milliseconds a challenge may be solved and used in: as long as somebody writes a report. */
const LIFE = 60 * 60_000;
/** Solutions remembered as used. The oldest go first; by then they have mostly expired. */
const MOST_USED = 20_000;

const PayloadSchema = v.object({
	challenge: v.object({
		parameters: v.object({
			algorithm: v.literal('PBKDF2/SHA-256'),
			nonce: v.pipe(v.string(), v.maxLength(64)),
			salt: v.pipe(v.string(), v.maxLength(64)),
			cost: v.pipe(v.number(), v.integer(), v.minValue(COST), v.maxValue(COST << MOST_DOUBLINGS)),
			keyLength: v.literal(32),
			keyPrefix: v.literal('00'),
			expiresAt: v.number()
		}),
		signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
	}),
	solution: v.object({
		counter: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
		derivedKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
	})
});

export type Proofs = {
	/** @param doublings how much dearer than usual: the more somebody asks for, the dearer */
	challenge(doublings: number): Promise<Challenge>;
	/**
	 * Whether a solution holds for what is sent with the key. Once: sent again with the same key it holds again.
	 * @param proof base64 of the JSON `{challenge, solution}`
	 */
	accepts(proof: string, key: string): Promise<boolean>;
};

export function openProofs(secret: OwnSecret, now: () => number = Date.now): Proofs {
	const hmacSignatureSecret = secret.derive('proof of work', '').toString('hex');
	/** Signature of the challenge → key of what was sent with it. */
	const used = new Map<string, string>();
	return {
		challenge: (doublings) =>
			createChallenge({
				algorithm: 'PBKDF2/SHA-256',
				cost: COST << Math.min(MOST_DOUBLINGS, Math.max(0, doublings)),
				deriveKey,
				expiresAt: new Date(now() + LIFE),
				hmacSignatureSecret
			}),
		async accepts(proof, key) {
			const payload = read(proof);
			if (!payload) return false;
			const { signature } = payload.challenge;
			if (used.has(signature)) return used.get(signature) === key;
			const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret });
			// Two that came at once: the first one has it.
			if (!verified || used.has(signature)) return verified && used.get(signature) === key;
			if (used.size >= MOST_USED) used.delete(used.keys().next().value!);
			used.set(signature, key);
			return true;
		}
	};
}

function read(proof: string) {
	if (proof.length > 4_000) return null;
	try {
		const parsed = v.safeParse(PayloadSchema, JSON.parse(Buffer.from(proof, 'base64').toString('utf8')));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
