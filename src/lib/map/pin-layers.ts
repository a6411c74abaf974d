/** Reports as bubbles far out and as pins close up, from the marks of `declutter.ts`. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { LABEL_FONT } from './basemap/font-faces.ts';
import { countBadges, isSeveral } from './count-badge.ts';
import { REPORT_COLOURS } from './report-colours.ts';
import { MARKS_SOURCE } from './report-sources.ts';
import { BUBBLE_RADIUS, belowBubble, ringLayer } from './split-ring.ts';
import { PIN_SIZE, REPORT_IMAGE } from './symbols.ts';

export const BUBBLE_LAYER = 'report-bubbles';
export const PIN_LAYER = 'report-pins';
const GRADE_MIN_ZOOM = 10;
/** CSS pixels. */
const GRADE_SIZE = 11;

const isBubble: ExpressionSpecification = ['==', ['get', 'kind'], 'bubble'];
const isPin: ExpressionSpecification = ['==', ['get', 'kind'], 'pin'];

export function pinLayers(theme: Theme): LayerSpecification[] {
	return [
		...bubbles(theme),
		pins(),
		countBadges('report-pin-counts', MARKS_SOURCE, ['all', isPin, isSeveral], theme)
	];
}

/**
 * "C3" under a pin that is one report, and under a bubble the best grade of a report in it, where the names of places
 * leave room for it.
 */
export function gradeLayer(theme: Theme): LayerSpecification {
	const { text, halo } = REPORT_COLOURS[theme];
	return {
		id: 'report-grades',
		type: 'symbol',
		source: MARKS_SOURCE,
		filter: ['any', isBubble, ['all', isPin, ['!', isSeveral], ['>=', ['zoom'], GRADE_MIN_ZOOM]]],
		layout: {
			'text-field': [
				'case',
				isBubble,
				['get', 'best'],
				['concat', ['get', 'reliability'], ['to-string', ['get', 'credibility']]]
			],
			'text-font': [LABEL_FONT],
			'text-size': GRADE_SIZE,
			'text-offset': ['case', isBubble, belowBubble(GRADE_SIZE), ['literal', [0, 1.4]]],
			'text-anchor': 'top',
			'text-padding': 0,
			'symbol-sort-key': ['-', 0, ['case', isBubble, ['*', 1e9, ['get', 'count']], ['get', 'prominence']]]
		},
		paint: { 'text-color': text, 'text-halo-color': halo, 'text-halo-width': 1.4 }
	};
}

function bubbles(theme: Theme): LayerSpecification[] {
	const colours = REPORT_COLOURS[theme];
	return [
		{
			id: BUBBLE_LAYER,
			type: 'circle',
			source: MARKS_SOURCE,
			filter: isBubble,
			layout: { 'circle-sort-key': ['get', 'count'] },
			paint: {
				'circle-radius': BUBBLE_RADIUS,
				'circle-color': colours.bubble,
				'circle-opacity': 0.92,
				'circle-stroke-color': colours.bubbleEdge,
				'circle-stroke-width': 1.2
			}
		},
		ringLayer(isBubble),
		{
			id: 'report-bubble-counts',
			type: 'symbol',
			source: MARKS_SOURCE,
			filter: isBubble,
			layout: {
				'text-field': ['to-string', ['get', 'count']],
				'text-font': [LABEL_FONT],
				'text-size': ['interpolate', ['linear'], ['get', 'count'], 2, 11, 100, 13],
				'text-allow-overlap': true,
				// Names of places make room for the bubble around the number.
				'text-padding': 5
			},
			paint: { 'text-color': colours.bubbleText }
		}
	];
}

function pins(): LayerSpecification {
	return {
		id: PIN_LAYER,
		type: 'symbol',
		source: MARKS_SOURCE,
		filter: isPin,
		layout: {
			'icon-image': REPORT_IMAGE,
			'icon-size': PIN_SIZE,
			'icon-allow-overlap': true,
			'icon-padding': 0,
			'symbol-sort-key': ['get', 'prominence']
		}
	};
}
