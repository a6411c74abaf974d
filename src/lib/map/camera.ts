import type { BoundingBox, LngLat } from '#lib/domain/location.ts';

/** Where the map looks: a box to fit, or a centre and a zoom. */
export type Camera = { bounds: BoundingBox } | { center: LngLat; zoom: number };

/** What the map shows now. */
export type MapView = { center: LngLat; zoom: number; bounds: BoundingBox };

/** Degrees and zoom levels below which two cameras look the same: the address of the page rounds them. */
const SAME_DEGREES = 1e-4;
const SAME_ZOOM = 0.01;

const isClose = (a: number, b: number, tolerance: number) => Math.abs(a - b) <= tolerance;

export function isSameCamera(a: Camera, b: Camera): boolean {
	if ('bounds' in a) {
		return 'bounds' in b && a.bounds.every((degrees, i) => isClose(degrees, b.bounds[i]!, SAME_DEGREES));
	}
	if ('bounds' in b) return false;
	return (
		isClose(a.center[0], b.center[0], SAME_DEGREES) &&
		isClose(a.center[1], b.center[1], SAME_DEGREES) &&
		isClose(a.zoom, b.zoom, SAME_ZOOM)
	);
}

/** Space kept free around a fitted box, CSS pixels: less on a phone. */
export const fitPadding = (width: number): number => (width < 600 ? 12 : 32);
