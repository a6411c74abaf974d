/** The draft on this device: kept as typed until it is sent or thrown away. Browser only; never throws. */
import { isBlank, readDraft, type Draft } from '#lib/domain/draft.ts';

const NAME = 'fronts-draft';

export type Kept = {
	draft: Draft;
	/** It was sent, and the network was gone: sent again with the same key when it is back. */
	isWaiting: boolean;
};

/** @param key for a draft that has none */
export function keptDraft(key: string, now: string): Kept | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
		if (typeof kept !== 'object' || kept === null || !('draft' in kept)) return null;
		const fields = (typeof kept.draft === 'object' && kept.draft !== null ? kept.draft : {}) as Record<
			string,
			unknown
		>;
		const draft = readDraft((name) => fields[name], key, now);
		return isBlank(draft) ? null : { draft, isWaiting: 'isWaiting' in kept && kept.isWaiting === true };
	} catch {
		return null;
	}
}

export function keep(kept: Kept): void {
	try {
		if (isBlank(kept.draft)) localStorage.removeItem(NAME);
		else localStorage.setItem(NAME, JSON.stringify(kept));
	} catch {
		// Full, or not allowed: the page still has it.
	}
}

export function forget(): void {
	try {
		localStorage.removeItem(NAME);
	} catch {
		// Then there is nothing to forget.
	}
}
