/**
 * Tiles of the basemap are many and heavy, and share a worker and the line with the reports: they wait until the
 * first marks are drawn, though never long. A map without reports, or one that waits for them, is a map still.
 */
import type { AddProtocolAction } from 'maplibre-gl';

/** Milliseconds. */
const PATIENCE = 600;

/** @param open fetches what loads the tiles; asked again after it failed */
export function reportsFirst(open: () => Promise<AddProtocolAction>): {
	load: AddProtocolAction;
	reportsDrawn: () => void;
} {
	let opened: Promise<AddProtocolAction> | undefined;
	let reportsDrawn!: () => void;
	let patience: Promise<void> | undefined;
	const drawn = new Promise<void>((resolve) => (reportsDrawn = resolve));
	return {
		async load(request, controller) {
			patience ??= new Promise((resolve) => setTimeout(resolve, PATIENCE));
			await Promise.race([drawn, patience]);
			controller.signal.throwIfAborted();
			opened ??= open();
			opened.catch(() => (opened = undefined));
			return (await opened)(request, controller);
		},
		reportsDrawn
	};
}
