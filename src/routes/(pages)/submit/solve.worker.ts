/** Does the piece of work beside the page, so that typing never waits. Takes a challenge, gives the proof. */
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

addEventListener('message', async ({ data: challenge }: MessageEvent<Challenge>) => {
	const solution = await solveChallenge({ challenge, deriveKey, timeout: 10 * 60_000 }).catch(() => null);
	if (!solution) return postMessage(null);
	const { counter, derivedKey } = solution;
	postMessage(btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } })));
});
