/** The report that is open. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { REPORT_COLOURS } from './report-colours.ts';
import { SELECTION_SOURCE } from './report-sources.ts';
import { PIN_SIZE, REPORT_IMAGE } from './symbols.ts';

/** Where it may lie; goes below the basemap's labels. */
export function selectionAreaLayers(theme: Theme): LayerSpecification[] {
	const colour = REPORT_COLOURS[theme].selection;
	return [
		{
			id: 'selection-area',
			type: 'fill',
			source: SELECTION_SOURCE,
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'fill-color': colour, 'fill-opacity': 0.1 }
		},
		{
			id: 'selection-outline',
			type: 'line',
			source: SELECTION_SOURCE,
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'line-color': colour, 'line-width': 1.6 }
		}
	];
}

/** The selected report stands by itself, also where others lie on it. */
export function selectionLayers(theme: Theme): LayerSpecification[] {
	return [
		{
			id: 'selection-pin',
			type: 'symbol',
			source: SELECTION_SOURCE,
			filter: ['has', 'type'],
			layout: {
				'icon-image': REPORT_IMAGE,
				'icon-size': PIN_SIZE,
				'icon-allow-overlap': true,
				'icon-ignore-placement': true
			}
		},
		{
			id: 'selection-point',
			type: 'circle',
			source: SELECTION_SOURCE,
			filter: ['==', ['geometry-type'], 'Point'],
			paint: {
				'circle-radius': 17,
				'circle-color': 'rgba(0, 0, 0, 0)',
				'circle-stroke-color': REPORT_COLOURS[theme].selection,
				'circle-stroke-width': 2.6
			}
		}
	];
}
