/** Where the layers of reports read from. */
import type { FeatureCollection } from 'geojson';
import type { SourceSpecification } from 'maplibre-gl';
import { HIGHLIGHT_SOURCE } from './highlight.ts';
import { SKETCH_SOURCE } from './measure-layers.ts';

/** Below this zoom pins come as counted cells. */
export const PINS_MIN_ZOOM = 8;
/** Everything that stands for reports: see `declutter.ts` and `areas.ts`. One source, so that it changes at once. */
export const MARKS_SOURCE = 'marks';
export const SELECTION_SOURCE = 'selection';

export const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What is drawn is set once it is known. */
export function reportSources(): Record<string, SourceSpecification> {
	const geojson: SourceSpecification = { type: 'geojson', data: EMPTY };
	return {
		[MARKS_SOURCE]: geojson,
		[SELECTION_SOURCE]: geojson,
		[HIGHLIGHT_SOURCE]: geojson,
		[SKETCH_SOURCE]: geojson
	};
}
