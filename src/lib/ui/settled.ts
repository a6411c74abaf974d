/**
 * When the page has shown what the reader came for: the first marks are on the map. What can wait, waits for this.
 * A page without a map, or whose map has nothing to show, settles by itself.
 */

/** Milliseconds. */
const PATIENCE = 4_000;

let resolveSettled!: () => void;
const promise = new Promise<void>((resolve) => (resolveSettled = resolve));
let patience: ReturnType<typeof setTimeout> | undefined;

/** Browser only. */
export function settled(): Promise<void> {
	patience ??= setTimeout(resolveSettled, PATIENCE);
	return promise;
}

/** The first marks are drawn. */
export const settle = (): void => resolveSettled();
