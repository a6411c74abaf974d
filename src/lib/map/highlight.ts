/** The report whose line in the list is pointed at, and a spot the reader asked for. */
import type { Feature, FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { PRECISION_RADIUS, type LngLat } from '#lib/domain/location.ts';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { uncertaintyCircle } from './areas.ts';
import { REPORT_COLOURS } from './report-colours.ts';

/** `uncertainty` in metres: what is not exact enough for a pin is outlined, because a ring would say "here". */
export type Highlight = {
	point: LngLat;
	uncertainty: number;
	/** Outlined, however small. */ isArea?: boolean;
};

export const HIGHLIGHT_SOURCE = 'highlight';

/** @param spot found by search, or whose coordinates are shown */
export function highlightFeatures(highlight: Highlight | null, spot: LngLat | null): FeatureCollection {
	const features: Feature[] = [];
	if (highlight) {
		const isPin = !highlight.isArea && highlight.uncertainty <= PRECISION_RADIUS.settlement;
		features.push(
			isPin
				? pointAt(highlight.point, 'report')
				: uncertaintyCircle(highlight.point, highlight.uncertainty, {})
		);
	}
	if (spot) features.push(pointAt(spot, 'spot'));
	return { type: 'FeatureCollection', features };
}

const pointAt = (point: LngLat, kind: 'report' | 'spot'): Feature => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: point },
	properties: { kind }
});

export function highlightLayers(theme: Theme): LayerSpecification[] {
	const { text, halo, selection } = REPORT_COLOURS[theme];
	return [
		{
			id: 'highlight-outline',
			type: 'line',
			source: HIGHLIGHT_SOURCE,
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'line-color': text, 'line-width': 2 }
		},
		{
			id: 'highlight-ring-halo',
			type: 'circle',
			source: HIGHLIGHT_SOURCE,
			filter: ['==', ['get', 'kind'], 'report'],
			paint: {
				'circle-radius': 15,
				'circle-color': 'rgba(0, 0, 0, 0)',
				'circle-stroke-color': halo,
				'circle-stroke-width': 5
			}
		},
		{
			id: 'highlight-ring',
			type: 'circle',
			source: HIGHLIGHT_SOURCE,
			filter: ['==', ['get', 'kind'], 'report'],
			paint: {
				'circle-radius': 16,
				'circle-color': 'rgba(0, 0, 0, 0)',
				'circle-stroke-color': text,
				'circle-stroke-width': 2.2
			}
		},
		{
			id: 'highlight-spot',
			type: 'circle',
			source: HIGHLIGHT_SOURCE,
			filter: ['==', ['get', 'kind'], 'spot'],
			paint: {
				'circle-radius': 5,
				'circle-color': selection,
				'circle-stroke-color': halo,
				'circle-stroke-width': 2.5
			}
		}
	];
}
