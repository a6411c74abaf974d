/**
 * Web Mercator (EPSG:3857) in whole units of 2^-22 of the world: x grows east, y grows south, as tile numbers of zoom
 * 22 do. A unit is 9.6 m at the equator and 6 m in Kyiv, finer than any precision a report states.
 */
import type { BoundingBox, LngLat } from '#lib/domain/location.ts';

export const WORLD_ZOOM = 22;
/** Units across the world. */
export const WORLD_SIZE = 2 ** WORLD_ZOOM;
/** Metres along the equator of the sphere that Web Mercator uses. */
const EARTH_CIRCUMFERENCE = 2 * Math.PI * 6_378_137;
/** CSS pixels across the world at zoom 0, as MapLibre counts. */
const WORLD_PIXELS = 512;

/** Inclusive bounds in units. An empty one has its west beyond its east. */
export type UnitBox = { west: number; north: number; east: number; south: number };
export const WHOLE_WORLD: UnitBox = { west: 0, north: 0, east: WORLD_SIZE - 1, south: WORLD_SIZE - 1 };

/** The unit a longitude falls in. */
export const xOf = (lon: number): number => inWorld(Math.floor(exactX(lon)));
/** The unit a latitude falls in; beyond ±85.0511° the outermost one. */
export const yOf = (lat: number): number => inWorld(Math.floor(exactY(lat)));

/** The middle of a unit. */
export function pointOf(x: number, y: number): LngLat {
	const lat = Math.atan(Math.sinh(mercatorY(y))) * (180 / Math.PI);
	return [((x + 0.5) / WORLD_SIZE) * 360 - 180, lat];
}

/** The units whose middle lies in a bounding box. */
export function unitsIn([west, south, east, north]: BoundingBox): UnitBox {
	return {
		west: Math.ceil(exactX(west) - 0.5),
		north: Math.ceil(exactY(north) - 0.5),
		east: Math.floor(exactX(east) - 0.5),
		south: Math.floor(exactY(south) - 0.5)
	};
}

/**
 * The units of a tile.
 * @throws RangeError when there is no such tile
 */
export function unitsOfTile(z: number, x: number, y: number): UnitBox {
	const tiles = 2 ** z;
	const exists = [z, x, y].every(Number.isInteger) && z >= 0 && z <= WORLD_ZOOM;
	if (!exists || x < 0 || y < 0 || x >= tiles || y >= tiles) {
		throw new RangeError(
			`there is no tile ${z}/${x}/${y}: zoom is 0 to ${WORLD_ZOOM}, x and y are 0 to 2^zoom - 1`
		);
	}
	const size = WORLD_SIZE / tiles;
	return { west: x * size, north: y * size, east: (x + 1) * size - 1, south: (y + 1) * size - 1 };
}

export const intersection = (a: UnitBox, b: UnitBox): UnitBox => ({
	west: Math.max(a.west, b.west),
	north: Math.max(a.north, b.north),
	east: Math.min(a.east, b.east),
	south: Math.min(a.south, b.south)
});

/** Radius in CSS pixels at zoom 0 of a circle of so many metres around a unit of row `y`. */
export function pixelRadius(metres: number, y: number): number {
	// The scale of Mercator is 1 / cos(latitude), which is cosh of the projected y.
	return (metres / EARTH_CIRCUMFERENCE) * WORLD_PIXELS * Math.cosh(mercatorY(y));
}

/** Projected y of the middle of a unit, in radians: π at the top of the world, -π at the bottom. */
const mercatorY = (y: number) => Math.PI * (1 - (2 * (y + 0.5)) / WORLD_SIZE);
const exactX = (lon: number) => ((lon + 180) / 360) * WORLD_SIZE;
function exactY(lat: number): number {
	const sine = Math.sin((lat * Math.PI) / 180);
	return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_SIZE;
}
const inWorld = (unit: number) => Math.min(Math.max(unit, 0), WORLD_SIZE - 1);
