/** Where the layers of reports read from. */
import type { SourceSpecification } from 'maplibre-gl';
import { HIGHLIGHT_SOURCE } from './highlight.ts';
import { SKETCH_SOURCE } from './measure-layers.ts';
import { tileUrl } from './tile-protocol.ts';

/** Layer in the report tiles. */
export const TILE_LAYER = 'reports';
/** Below this zoom pins come as counted cells. */
export const PINS_MIN_ZOOM = 8;
/** Pins are exact to about two metres at this zoom; closer up the same tiles are enlarged. */
const TILES_MAX_ZOOM = 12;

/** The tiles, and what is drawn from them: see `declutter.ts` and `areas.ts`. */
export function reportSources(map: string, revision: number): Record<string, SourceSpecification> {
	const geojson: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
	return {
		reports: { type: 'vector', tiles: [tileUrl(map, revision)], minzoom: 0, maxzoom: TILES_MAX_ZOOM },
		marks: geojson,
		'area-discs': geojson,
		'area-tags': geojson,
		selection: geojson,
		[HIGHLIGHT_SOURCE]: geojson,
		[SKETCH_SOURCE]: geojson
	};
}
