/** The report that is open. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { REPORT_COLOURS } from './report-colours.ts';
import { TILE_LAYER } from './report-sources.ts';
import { PIN_SIZE, REPORT_IMAGE } from './symbols.ts';

/** Where it may lie; goes below the basemap's labels. */
export function selectionAreaLayers(theme: Theme): LayerSpecification[] {
	const colour = REPORT_COLOURS[theme].selection;
	return [
		{
			id: 'selection-area',
			type: 'fill',
			source: 'selection',
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'fill-color': colour, 'fill-opacity': 0.1 }
		},
		{
			id: 'selection-outline',
			type: 'line',
			source: 'selection',
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'line-color': colour, 'line-width': 1.6 }
		}
	];
}

/** The layers that show the pin with the id, and how each of them finds it. */
export function selectionFilters(selectedId: number | null): Record<string, ExpressionSpecification> {
	const filter: ExpressionSpecification = [
		'all',
		['==', ['get', 'id'], selectedId ?? -1],
		['!=', ['get', 'area'], true]
	];
	return { 'selection-halo': filter, 'selection-pin': filter };
}

/** The selected report stands by itself, also where others lie on it. */
export function selectionLayers(theme: Theme, selectedId: number | null): LayerSpecification[] {
	const filters = selectionFilters(selectedId);
	const tiles = { source: 'reports', 'source-layer': TILE_LAYER } as const;
	const ring = {
		'circle-radius': 17,
		'circle-color': 'rgba(0, 0, 0, 0)',
		'circle-stroke-color': REPORT_COLOURS[theme].selection,
		'circle-stroke-width': 2.6
	} as const;
	return [
		{
			...tiles,
			id: 'selection-pin',
			type: 'symbol',
			filter: filters['selection-pin']!,
			layout: {
				'icon-image': REPORT_IMAGE,
				'icon-size': PIN_SIZE,
				'icon-allow-overlap': true,
				'icon-ignore-placement': true
			}
		},
		{ ...tiles, id: 'selection-halo', type: 'circle', filter: filters['selection-halo']!, paint: ring },
		{
			id: 'selection-point',
			type: 'circle',
			source: 'selection',
			filter: ['==', ['geometry-type'], 'Point'],
			paint: ring
		}
	];
}
