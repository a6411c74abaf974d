/** The whole style: basemap, reports, selection. */
import type { StyleSpecification } from 'maplibre-gl';
import { discLayers, tagLayers } from './area-layers.ts';
import { basemapStyle, type BasemapOptions } from './basemap/style.ts';
import { highlightLayers } from './highlight.ts';
import { measureLayers } from './measure-layers.ts';
import { gradeLayer, pinLayers } from './pin-layers.ts';
import { reportSources } from './report-sources.ts';
import { selectionAreaLayers, selectionLayers } from './selection-layers.ts';

/**
 * Discs and grades go under the first name of the basemap, everything else of ours above the last. MapLibre gives
 * room to the upper layers first: a town keeps its name and a grade gives way.
 */
export function mapStyle(options: BasemapOptions): StyleSpecification {
	const { theme } = options;
	const basemap = basemapStyle(options);
	const firstLabel = basemap.layers.findIndex(({ type }) => type === 'symbol');
	return {
		...basemap,
		sources: { ...basemap.sources, ...reportSources() },
		layers: [
			...basemap.layers.slice(0, firstLabel),
			...discLayers(theme),
			...selectionAreaLayers(theme),
			gradeLayer(theme),
			...basemap.layers.slice(firstLabel),
			...tagLayers(theme),
			...pinLayers(theme),
			...selectionLayers(theme),
			...highlightLayers(theme),
			...measureLayers(theme)
		]
	};
}
