import { tick } from 'svelte';
import { settled } from '#lib/ui/settled.ts';

type Parts = typeof import('./late-parts.ts');

/** The parts of the page that come once the first marks are drawn, or as soon as a reader asks for one of them. */
export class Late {
	parts = $state.raw<Parts | null>(null);

	/** Browser only. */
	async fetchWhenSettled(): Promise<void> {
		await settled();
		await this.fetch();
	}

	/** Resolves when the parts are in the page. @returns false when they could not be had; asking again tries again */
	async fetch(): Promise<boolean> {
		try {
			this.parts ??= await import('./late-parts.ts');
		} catch {
			return false;
		}
		await tick();
		return true;
	}
}
