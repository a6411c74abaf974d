/** The number on a symbol that stands for several reports. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { LABEL_FONT } from './basemap/font-faces.ts';
import { REPORT_COLOURS } from './report-colours.ts';

/** Id of the image behind the number. */
export const BADGE_IMAGE = 'badge';

export const isSeveral: ExpressionSpecification = ['>', ['get', 'count'], 1];

/** A small number at the upper right of a symbol that stands for several. */
export function countBadges(
	id: string,
	source: string,
	filter: ExpressionSpecification,
	theme: Theme
): LayerSpecification {
	return {
		id,
		type: 'symbol',
		source,
		filter,
		layout: {
			'text-field': ['to-string', ['get', 'count']],
			'text-font': [LABEL_FONT],
			'text-size': 10,
			'text-offset': [1.05, -1.05],
			'text-allow-overlap': true,
			'text-ignore-placement': true,
			'icon-image': BADGE_IMAGE,
			'icon-text-fit': 'both',
			'icon-text-fit-padding': [0, 3, 0, 3],
			'icon-allow-overlap': true,
			'icon-ignore-placement': true
		},
		paint: { 'text-color': REPORT_COLOURS[theme].bubbleText }
	};
}
