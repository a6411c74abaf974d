/**
 * Lengths and areas on the earth as a sphere of the IUGG mean radius (Moritz, Geodetic Reference System 1980). Against
 * the ellipsoid a length is off by at most 0.56 % and an area by less than 0.7 %: less than a hand's click on a map.
 */
import type { LngLat } from './location.ts';

/** IUGG mean earth radius, metres. */
export const EARTH_RADIUS = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;
/** Degrees of longitude between -180 and 180. */
const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;

/** Great-circle distance in metres (haversine: Sinnott, Sky and Telescope 68, 1984). */
export function distanceBetween(a: LngLat, b: LngLat): number {
	return EARTH_RADIUS * angleBetween(a, b);
}

function angleBetween([lonA, latA]: LngLat, [lonB, latB]: LngLat): number {
	const dLat = radians(latB - latA);
	const dLon = radians(lonB - lonA);
	const h =
		Math.sin(dLat / 2) ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(dLon / 2) ** 2;
	return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres along a line of great-circle segments. */
export function lengthOf(line: readonly LngLat[]): number {
	return line.slice(1).reduce((sum, point, i) => sum + distanceBetween(line[i]!, point), 0);
}

/**
 * Square metres inside a ring of great-circle segments, closed or not, either way round: the spherical excess summed
 * edge by edge (Todhunter, Spherical Trigonometry, § 103). The ring must not cross itself nor enclose a pole.
 */
export function areaOf(ring: readonly LngLat[]): number {
	const excess = ring.reduce((sum, [lon, lat], i) => {
		const [nextLon, nextLat] = ring[(i + 1) % ring.length]!;
		const across = Math.tan(radians(wrapped(nextLon - lon)) / 2);
		const [south, north] = [Math.tan(radians(lat) / 2), Math.tan(radians(nextLat) / 2)];
		return sum + 2 * Math.atan2(across * (south + north), 1 + south * north);
	}, 0);
	return Math.abs(excess) * EARTH_RADIUS ** 2;
}

/** Degrees along a great circle after which a drawn line bends visibly away from a straight one. */
const BEND = 1;

/** The points of a great circle from one point to another, both included, close enough to draw straight between. */
export function greatCircle(a: LngLat, b: LngLat): LngLat[] {
	const angle = angleBetween(a, b);
	const steps = Math.min(180, Math.ceil(degrees(angle) / BEND));
	// Opposite points have no one great circle between them.
	if (steps <= 1 || Math.sin(angle) < 1e-9) return [a, b];
	const inner = Array.from({ length: steps - 1 }, (_, i) => between(a, b, angle, (i + 1) / steps));
	return [a, ...inner, b];
}

/** Slerp of two directions (Shoemake, 1985). */
function between(a: LngLat, b: LngLat, angle: number, part: number): LngLat {
	const [wa, wb] = [Math.sin((1 - part) * angle) / Math.sin(angle), Math.sin(part * angle) / Math.sin(angle)];
	const [x, y, z] = directionOf(a).map((value, i) => wa * value + wb * directionOf(b)[i]!) as Vector;
	return [degrees(Math.atan2(y, x)), degrees(Math.atan2(z, Math.hypot(x, y)))];
}

type Vector = [x: number, y: number, z: number];
function directionOf([lon, lat]: LngLat): Vector {
	const [λ, φ] = [radians(lon), radians(lat)];
	return [Math.cos(φ) * Math.cos(λ), Math.cos(φ) * Math.sin(λ), Math.sin(φ)];
}

/** Whether an edge of the closed ring crosses another one: then "inside" has no meaning. */
export function crossesItself(ring: readonly LngLat[]): boolean {
	const edges = ring.map((point, i) => [point, ring[(i + 1) % ring.length]!] as const);
	return edges.some((edge, i) =>
		edges.slice(i + 1).some((other) => {
			const isNeighbour = edge[1] === other[0] || other[1] === edge[0];
			return !isNeighbour && doCross(edge, other);
		})
	);
}

type Edge = readonly [LngLat, LngLat];
const doCross = ([a, b]: Edge, [c, d]: Edge) =>
	sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
const sideOf = ([ax, ay]: LngLat, [bx, by]: LngLat, [x, y]: LngLat) =>
	Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
