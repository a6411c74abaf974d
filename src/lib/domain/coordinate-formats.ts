/** One point in the notations people copy. All are WGS 84. */
import { toLatLonText } from './axis-order.ts';
import type { LngLat } from './location.ts';
import { mgrs } from './mgrs.ts';

export const COORDINATE_FORMATS = ['decimal', 'dms', 'mgrs'] as const;
export type CoordinateFormat = (typeof COORDINATE_FORMATS)[number];

/** The point in a notation; null where the notation has no words for it. */
export function coordinateText(point: LngLat, format: CoordinateFormat): string | null {
	if (format === 'dms') return toDms(point);
	return format === 'mgrs' ? toMgrs(point) : toLatLonText(point);
}

/** `31°30′05.5″N 34°28′00.4″E`: a tenth of a second is three metres. */
export const toDms = ([lon, lat]: LngLat): string =>
	`${angleText(lat)}${lat < 0 ? 'S' : 'N'} ${angleText(lon)}${lon < 0 ? 'W' : 'E'}`;

function angleText(angle: number): string {
	// Rounded once, so that 59.97″ becomes the next minute and never 60.0″.
	const tenths = Math.round(Math.abs(angle) * 36_000);
	const minutes = Math.floor(tenths / 600);
	const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
	return `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′${seconds}″`;
}

/** Latitudes the Military Grid Reference System covers outside its polar squares. Degrees. */
const MGRS_SOUTH = -80;
const MGRS_NORTH = 84;

/** `36R XV 39416 85992`, to the metre; null near the poles. */
export function toMgrs([lon, lat]: LngLat): string | null {
	if (lat < MGRS_SOUTH || lat > MGRS_NORTH) return null;
	const [, zone, square, east, north] = /^(\d{1,2}[A-Z])([A-Z]{2})(\d{5})(\d{5})$/.exec(
		mgrs.forward([lon, lat], 5)
	)!;
	return `${zone} ${square} ${east} ${north}`;
}
