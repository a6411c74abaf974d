import { roundDegrees, roundZoom } from '#lib/domain/view.ts';
import type { MapView } from '#lib/map/camera.ts';

/** Browsers refuse more than about three changes of the address a second. Milliseconds. */
const QUIET = 400;

/**
 * Writes where the reader moved the map to, "zoom/lat/lon", once the map rests. Flights that the page itself began
 * are not written: only what follows the reader's hand on the map.
 */
export function cameraWriter(write: (at: string) => void) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isReaders = false;
	return {
		/** The reader's pointer, wheel or key is on the map. */
		touched() {
			isReaders = true;
		},
		/** The page moves the map by itself. */
		pause() {
			clearTimeout(timer);
			isReaders = false;
		},
		moved({ center: [lon, lat], zoom }: MapView) {
			clearTimeout(timer);
			if (!isReaders) return;
			const digits = Math.max(2, Math.round(zoom / 3));
			const short = (degrees: number) => Number(roundDegrees(degrees).toFixed(digits));
			timer = setTimeout(() => write(`${roundZoom(zoom)}/${short(lat)}/${short(lon)}`), QUIET);
		}
	};
}
