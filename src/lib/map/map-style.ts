/** The whole style: basemap, reports, selection. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { discLayers, tagLayers } from './area-layers.ts';
import { basemapStyle, type BasemapOptions } from './basemap/style.ts';
import { highlightLayers } from './highlight.ts';
import { measureLayers } from './measure-layers.ts';
import { gradeLayer, pinLayers } from './pin-layers.ts';
import { reportSources, TILE_LAYER } from './report-sources.ts';
import { selectionAreaLayers, selectionLayers } from './selection-layers.ts';

export type MapStyleOptions = BasemapOptions & {
	/** Names the map in the addresses of its report tiles. */
	map: string;
	revision: number;
	selectedId: number | null;
};

/**
 * Discs and grades go under the first name of the basemap, everything else of ours above the last. MapLibre gives
 * room to the upper layers first: a town keeps its name and a grade gives way.
 */
export function mapStyle(options: MapStyleOptions): StyleSpecification {
	const { theme, map, revision, selectedId } = options;
	const basemap = basemapStyle(options);
	const firstLabel = basemap.layers.findIndex(({ type }) => type === 'symbol');
	return {
		...basemap,
		sources: { ...basemap.sources, ...reportSources(map, revision) },
		layers: [
			...basemap.layers.slice(0, firstLabel),
			...discLayers(theme),
			...selectionAreaLayers(theme),
			gradeLayer(theme),
			...basemap.layers.slice(firstLabel),
			TILES,
			...tagLayers(theme),
			...pinLayers(theme),
			...selectionLayers(theme, selectedId),
			...highlightLayers(theme),
			...measureLayers(theme)
		]
	};
}

/** Tiles are fetched only for a source that some layer draws at every zoom; this one draws nothing. */
const TILES: LayerSpecification = {
	id: 'report-tiles',
	type: 'circle',
	source: 'reports',
	'source-layer': TILE_LAYER,
	filter: ['==', ['get', 'id'], -1]
};
