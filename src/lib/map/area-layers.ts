/** Reports that are somewhere in an area: a disc under the labels, a tag on its rim above them. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { countBadges, isSeveral } from './count-badge.ts';
import { REPORT_COLOURS } from './report-colours.ts';
import { MARKS_SOURCE } from './report-sources.ts';
import { AREA_IMAGE } from './symbols.ts';

export const AREA_LAYER = 'report-areas';
export const AREA_TAG_LAYER = 'report-area-tags';

const isDisc: ExpressionSpecification = ['==', ['get', 'kind'], 'disc'];
const isTag: ExpressionSpecification = ['==', ['get', 'kind'], 'tag'];

/** Discs and their outline; they go below the basemap's labels. */
export function discLayers(theme: Theme): LayerSpecification[] {
	const colour = REPORT_COLOURS[theme].area;
	return [
		{
			id: AREA_LAYER,
			type: 'fill',
			source: MARKS_SOURCE,
			filter: isDisc,
			paint: { 'fill-color': colour, 'fill-opacity': fading(0.06), 'fill-antialias': false }
		},
		{
			id: 'report-area-outlines',
			type: 'line',
			source: MARKS_SOURCE,
			filter: isDisc,
			paint: {
				'line-color': colour,
				'line-opacity': fading(0.6),
				'line-width': 1.1,
				'line-dasharray': [3, 2.5]
			}
		}
	];
}

/** Fades a disc out as it grows past the screen: by its radius in CSS pixels. */
function fading(opacity: number): ExpressionSpecification {
	const stops = [2, 4, 5, 6, 7, 8, 9, 10, 12, 14].flatMap((zoom) => [
		zoom,
		['interpolate', ['linear'], ['*', ['get', 'r0'], 2 ** zoom], 90, opacity, 700, opacity / 6]
	]);
	return ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

/** Symbol and count of each disc. */
export function tagLayers(theme: Theme): LayerSpecification[] {
	return [
		{
			id: AREA_TAG_LAYER,
			type: 'symbol',
			source: MARKS_SOURCE,
			filter: isTag,
			layout: { 'icon-image': AREA_IMAGE, 'icon-size': 0.86, 'icon-allow-overlap': true, 'icon-padding': 0 }
		},
		countBadges('area-counts', MARKS_SOURCE, ['all', isTag, isSeveral], theme)
	];
}
