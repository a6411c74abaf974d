/** The piece of work of whoever sends without an account, begun while they type. Browser only. */
import type { Challenge } from 'altcha-lib/types';

/** Solutions are good for an hour; a new one is begun well before. Milliseconds. */
const GOOD_FOR = 50 * 60_000;

export class Work {
	#proof: Promise<string | null> | null = null;
	#begunAt = 0;

	begin(): void {
		if (this.#proof && Date.now() - this.#begunAt < GOOD_FOR) return;
		this.#begunAt = Date.now();
		this.#proof = solve();
		// Without a network it is begun again when it is needed.
		this.#proof.then(
			(proof) => proof === null && this.drop(),
			() => this.drop()
		);
	}

	/** The proof; null where this browser cannot do the work. @throws TypeError without a network */
	proof(): Promise<string | null> {
		this.begin();
		return this.#proof!;
	}

	/** It was refused or is used up. */
	drop(): void {
		this.#proof = null;
	}
}

async function solve(): Promise<string | null> {
	// Only pages that came encrypted, or from this machine, may hash.
	if (!globalThis.crypto?.subtle) return null;
	const response = await fetch('/submit/challenge');
	if (!response.ok) return null;
	const challenge = (await response.json()) as Challenge;
	const worker = new Worker(new URL('./solve.worker.ts', import.meta.url), { type: 'module' });
	return new Promise<string | null>((resolve) => {
		worker.onmessage = ({ data }: MessageEvent<string | null>) => resolve(data);
		worker.onerror = () => resolve(null);
		worker.postMessage(challenge);
	}).finally(() => worker.terminate());
}
