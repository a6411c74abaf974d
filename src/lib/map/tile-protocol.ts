/**
 * Report tiles come from the page, not from a server: `reports://{map}/{revision}/{z}/{x}/{y}`. A new revision is a
 * new address, so MapLibre loads the tiles again and keeps the old ones on screen until the new ones are there.
 */
import type { AddProtocolAction } from 'maplibre-gl';

/** An encoded vector tile with the layer `reports`. */
export type TileSource = (z: number, x: number, y: number) => Uint8Array | Promise<Uint8Array>;

export const PROTOCOL = 'reports';

export const tileUrl = (map: string, revision: number): string =>
	`${PROTOCOL}://${map}/${revision}/{z}/{x}/{y}`;

export type TileAddress = { map: string; revision: number; z: number; x: number; y: number };

/** @throws RangeError when the address is not of a report tile */
export function parseTileUrl(url: string): TileAddress {
	const match = /^reports:\/\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)\/(\d+)$/.exec(url);
	if (!match) throw new RangeError(`not the address of a report tile: ${url}`);
	const [revision, z, x, y] = match.slice(2).map(Number) as [number, number, number, number];
	return { map: match[1]!, revision, z, x, y };
}

const sources = new Map<string, TileSource>();
let nextMap = 0;

/** Names a map's tiles; `release` forgets them. */
export function registerTiles(source: TileSource): { map: string; release: () => void } {
	const map = String(nextMap++);
	sources.set(map, source);
	return { map, release: () => sources.delete(map) };
}

/** A copy of the tile's bytes: MapLibre moves them to its worker, and the page may keep the original. */
export const loadTile: AddProtocolAction = async ({ url }) => {
	const { map, z, x, y } = parseTileUrl(url);
	const bytes = await sources.get(map)?.(z, x, y);
	return { data: bytes ? bytes.slice().buffer : new ArrayBuffer(0) };
};
