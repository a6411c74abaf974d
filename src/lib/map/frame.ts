/** A still picture's window on the world: what a camera shows in so many pixels, without a map. */
import type { BoundingBox, LngLat } from '#lib/domain/location.ts';
import { fitPadding, type Camera } from './camera.ts';

/** Width of the world at zoom 0, CSS pixels: MapLibre's tiles are 512 wide. */
export const WORLD = 512;
const MAX_ZOOM = 14;

/** `left` and `top` are pixels of the whole world at this zoom. */
export type Frame = { width: number; height: number; zoom: number; left: number; top: number };
export type XY = [x: number, y: number];

/** The frame in which a camera's box fits, as the map would fit it. */
export function frameOf(camera: Camera, width: number, height: number): Frame {
	if ('center' in camera) return centred(unit(camera.center), camera.zoom, width, height);
	const [west, south, east, north] = camera.bounds;
	const [x1, y1] = unit([west, north]);
	const [x2, y2] = unit([east, south]);
	const padding = 2 * fitPadding(width);
	const scale = Math.min((width - padding) / (x2 - x1), (height - padding) / (y2 - y1));
	const zoom = Math.min(MAX_ZOOM, Math.log2(scale / WORLD));
	return centred([(x1 + x2) / 2, (y1 + y2) / 2], zoom, width, height);
}

function centred([x, y]: XY, zoom: number, width: number, height: number): Frame {
	const scale = WORLD * 2 ** zoom;
	return { width, height, zoom, left: x * scale - width / 2, top: y * scale - height / 2 };
}

/** Web Mercator, 0 to 1 from the north-west corner of the world. */
function unit([lon, lat]: LngLat): XY {
	const sine = Math.sin((Math.min(85.0511, Math.max(-85.0511, lat)) * Math.PI) / 180);
	return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** Pixels in the frame. */
export function project({ zoom, left, top }: Frame, point: LngLat): XY {
	const scale = WORLD * 2 ** zoom;
	const [x, y] = unit(point);
	return [x * scale - left, y * scale - top];
}

export type TileName = { z: number; x: number; y: number };

/** Where a tile lies in the frame: its north-west corner and its side, pixels. */
export function tilePlace({ zoom, left, top }: Frame, { z, x, y }: TileName) {
	const side = WORLD * 2 ** (zoom - z);
	return { x: x * side - left, y: y * side - top, side };
}

/** The tiles of a zoom that the frame touches. */
export function tilesIn(frame: Frame, z: number): TileName[] {
	const side = WORLD * 2 ** (frame.zoom - z);
	const last = 2 ** z - 1;
	const inWorld = (tile: number) => Math.min(last, Math.max(0, tile));
	const [west, east] = [frame.left, frame.left + frame.width - 1].map((x) => inWorld(Math.floor(x / side)));
	const [north, south] = [frame.top, frame.top + frame.height - 1].map((y) => inWorld(Math.floor(y / side)));
	const tiles: TileName[] = [];
	for (let x = west!; x <= east!; x++) for (let y = north!; y <= south!; y++) tiles.push({ z, x, y });
	return tiles;
}

/** What a frame shows, degrees. */
export function boundsOf({ width, height, zoom, left, top }: Frame): BoundingBox {
	const scale = WORLD * 2 ** zoom;
	const lon = (x: number) => (x / scale - 0.5) * 360;
	const lat = (y: number) => Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / scale))) * (180 / Math.PI);
	return [lon(left), lat(top + height), lon(left + width), lat(top)];
}
