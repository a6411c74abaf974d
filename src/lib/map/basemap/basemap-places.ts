/** Places that the basemap's file already names at the fronts, for whoever prepares labels of their own. */
import { VectorTile } from '@mapbox/vector-tile';
import type { Point } from 'geojson';
import { PbfReader } from 'pbf';
import type { LngLat } from '#lib/domain/location.ts';
import { THEATRE, THEATRES } from '#lib/domain/theatre.ts';
import { openBasemapFile } from './basemap-file.ts';

/** A place as the basemap names it in English. */
export type NamedPoint = { name: string; point: LngLat };

/** The closest zoom in the file: it holds every place. */
const ZOOM = 8;

/** @param file the whole PMTiles archive */
export async function basemapPlaces(file: Uint8Array): Promise<NamedPoint[]> {
	const archive = openBasemapFile(file);
	const places = new Map<string, NamedPoint>();
	for (const [x, y] of THEATRES.flatMap((theatre) => tilesOf(THEATRE[theatre].bounds))) {
		const tile = await archive.getZxy(ZOOM, x, y);
		const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers.place;
		for (let i = 0; layer && i < layer.length; i++) {
			const feature = layer.feature(i).toGeoJSON(x, y, ZOOM);
			const point = (feature.geometry as Point).coordinates as LngLat;
			const name = String(feature.properties?.n);
			// Tiles overlap: one place may be in several.
			places.set(`${name} ${point.map((degrees) => degrees.toFixed(2))}`, { name, point });
		}
	}
	return [...places.values()];
}

function tilesOf([west, south, east, north]: readonly [number, number, number, number]): [number, number][] {
	const scale = 2 ** ZOOM;
	const column = (lon: number) => Math.floor((lon / 360 + 0.5) * scale);
	const row = (lat: number) => {
		const sine = Math.sin((lat * Math.PI) / 180);
		return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale);
	};
	const tiles: [number, number][] = [];
	for (let x = column(west); x <= column(east); x++) {
		for (let y = row(north); y <= row(south); y++) tiles.push([x, y]);
	}
	return tiles;
}
