/**
 * Land, water and boundaries. The file holds the world to zoom 5 and the fronts at zoom 6 to 8; MapLibre never falls
 * back from a missing tile to its parent, so there are two sources over one file, and from zoom 6 on the fronts are
 * drawn over the enlarged world, on a `cover` of their own.
 */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { byZoom, growing } from './expressions.ts';
import type { Palette } from './palette.ts';

export const BASEMAP_SOURCES = ['world', 'theatre'] as const;
export type BasemapSource = (typeof BASEMAP_SOURCES)[number];
/** From this zoom on the detailed tiles of the fronts exist. */
export const THEATRE_MIN_ZOOM = 6;

/** ISO 3166-1 alpha-3 of the countries drawn a shade lighter. */
export const FOCUS = ['PSE', 'UKR', 'MLI', 'BFA', 'NER'];

export function groundLayers(palette: Palette): LayerSpecification[] {
	return [
		{ id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
		...fills('world', palette),
		...lines('world', palette),
		{
			id: 'theatre-cover',
			type: 'fill',
			source: 'theatre',
			'source-layer': 'cover',
			minzoom: THEATRE_MIN_ZOOM,
			paint: { 'fill-color': palette.sea, 'fill-antialias': false }
		},
		...fills('theatre', palette),
		...lines('theatre', palette)
	];
}

const minzoomOf = (source: BasemapSource, wanted = 0) =>
	source === 'theatre' ? Math.max(THEATRE_MIN_ZOOM, wanted) : wanted;

function fills(source: BasemapSource, palette: Palette): LayerSpecification[] {
	const minzoom = minzoomOf(source);
	const land: ExpressionSpecification = ['match', ['get', 'a3'], FOCUS, palette.focus, palette.land];
	return [
		{
			id: `${source}-land`,
			type: 'fill',
			source,
			'source-layer': 'land',
			minzoom,
			paint: { 'fill-color': land, 'fill-antialias': false }
		},
		// Covers the hairline between neighbouring polygons, which are simplified one by one.
		{
			id: `${source}-land-seam`,
			type: 'line',
			source,
			'source-layer': 'land',
			minzoom,
			paint: { 'line-color': land, 'line-width': 0.6 }
		},
		{
			id: `${source}-lake`,
			type: 'fill',
			source,
			'source-layer': 'lake',
			minzoom,
			paint: { 'fill-color': palette.sea }
		}
	];
}

function lines(source: BasemapSource, palette: Palette): LayerSpecification[] {
	const minzoom = minzoomOf(source);
	const boundaryWidth = byZoom(1, 0.5, 5, 1, 10, 1.8);
	return [
		// Lakes that are a widening of a river.
		{
			id: `${source}-river-bank`,
			type: 'line',
			source,
			'source-layer': 'lake',
			minzoom,
			filter: ['has', 'rv'],
			paint: { 'line-color': palette.river, 'line-width': growing(3, 0.5, 6, 1.2, 10, 1.6) }
		},
		{
			id: `${source}-river`,
			type: 'line',
			source,
			'source-layer': 'river',
			minzoom: minzoomOf(source, 3),
			// `l` is the river's level, 1 the greatest.
			filter: ['<=', ['get', 'l'], ['step', ['zoom'], 1, 4, 2, 6, 3, 8, 9]],
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: {
				'line-color': palette.river,
				'line-width': growing(
					3,
					['match', ['get', 'l'], 1, 0.7, 0.4],
					6,
					['match', ['get', 'l'], [0, 1], 1.5, 2, 0.8, 0.5],
					10,
					['match', ['get', 'l'], [0, 1], 3.2, 2, 1.8, 1]
				)
			}
		},
		{
			id: `${source}-admin1`,
			type: 'line',
			source,
			'source-layer': 'admin1',
			minzoom: minzoomOf(source, 4.2),
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': palette.admin1,
				'line-width': byZoom(4, 0.6, 7, 1, 10, 1.4),
				'line-dasharray': [3, 2]
			}
		},
		{
			id: `${source}-boundary-halo`,
			type: 'line',
			source,
			'source-layer': 'boundary',
			minzoom,
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': palette.boundaryHalo,
				'line-opacity': 0.5,
				'line-width': byZoom(2, 1.2, 5, 2.6, 10, 5)
			}
		},
		{
			id: `${source}-boundary`,
			type: 'line',
			source,
			'source-layer': 'boundary',
			minzoom,
			filter: ['!', ['has', 'd']],
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.boundary, 'line-width': boundaryWidth }
		},
		// Disputed or not recognised by all: always dashed.
		{
			id: `${source}-boundary-disputed`,
			type: 'line',
			source,
			'source-layer': 'boundary',
			minzoom,
			filter: ['has', 'd'],
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.boundary, 'line-width': boundaryWidth, 'line-dasharray': [2.2, 1.8] }
		}
	];
}
