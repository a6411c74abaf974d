/** How a measurement looks: above everything, in a colour that no report has. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { REPORT_COLOURS } from './report-colours.ts';

export const SKETCH_SOURCE = 'sketch';

export function measureLayers(theme: Theme): LayerSpecification[] {
	const { selection, halo } = REPORT_COLOURS[theme];
	return [
		{
			id: 'sketch-fill',
			type: 'fill',
			source: SKETCH_SOURCE,
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'fill-color': selection, 'fill-opacity': 0.12 }
		},
		{
			id: 'sketch-casing',
			type: 'line',
			source: SKETCH_SOURCE,
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			filter: ['!=', ['geometry-type'], 'Point'],
			paint: { 'line-color': halo, 'line-width': 5 }
		},
		{
			id: 'sketch-line',
			type: 'line',
			source: SKETCH_SOURCE,
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			filter: ['!=', ['geometry-type'], 'Point'],
			paint: { 'line-color': selection, 'line-width': 2.4 }
		},
		{
			id: 'sketch-points',
			type: 'circle',
			source: SKETCH_SOURCE,
			filter: ['==', ['geometry-type'], 'Point'],
			paint: {
				'circle-radius': 4.5,
				'circle-color': halo,
				'circle-stroke-color': selection,
				'circle-stroke-width': 2.4
			}
		}
	];
}
