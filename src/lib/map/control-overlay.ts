/** Areas of control: tints by side, hatched where nobody holds them firmly, the front with how far it may be off. */
import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { SIDE_COLOURS } from '#lib/domain/control-colours.ts';
import { SIDES, type ControlProperties, type Side } from '#lib/domain/control-words.ts';
import type { Theme } from '#lib/domain/symbol-colours.ts';
import { drawImage } from './draw-image.ts';
import type { MapOverlay } from './overlay.ts';
import { REPORT_COLOURS } from './report-colours.ts';

/** What one snapshot draws. */
export type DrawnControl = {
	features: readonly Feature<Feature['geometry'], ControlProperties>[];
	/** Metres. */
	uncertainty: number;
	/** Latitude of the front, degrees: a metre is more pixels the farther from the equator. */
	latitude: number;
};

/** Metres to a CSS pixel at zoom 0 on the equator: MapLibre's world is 512 pixels wide. */
const METRES_TO_PIXEL = (2 * Math.PI * 6_378_137) / 512;
const FIRM_OPACITY = 0.15;
const HATCH = 'hatch/';
/** CSS pixels. */
const HATCH_SIDE = 10;

export const controlOverlay = (drawn: readonly DrawnControl[], attribution: string): MapOverlay => ({
	data: toCollection(drawn),
	layers: controlLayers,
	image: hatchImage,
	attribution
});

function toCollection(drawn: readonly DrawnControl[]): FeatureCollection {
	const features = drawn.flatMap(({ features, uncertainty, latitude }) => {
		// Width of the band at zoom 0, CSS pixels; doubles with each zoom.
		const band = (2 * uncertainty) / (METRES_TO_PIXEL * Math.cos((latitude * Math.PI) / 180));
		return features.map((feature) => ({ ...feature, properties: { ...feature.properties, band } }));
	});
	return { type: 'FeatureCollection', features };
}

const isKind = (kind: ControlProperties['kind']): ExpressionSpecification => ['==', ['get', 'kind'], kind];
const hasStatus = (...statuses: string[]): ExpressionSpecification => [
	'in',
	['get', 'status'],
	['literal', statuses]
];
const NOT_FIRM = hasStatus('claimed', 'contested', 'grey');

const colourOf = (theme: Theme): ExpressionSpecification =>
	[
		'match',
		['get', 'side'],
		...SIDES.flatMap((side) => [side, SIDE_COLOURS[theme][side]]),
		SIDE_COLOURS[theme].several
	] as unknown as ExpressionSpecification;

function controlLayers(theme: Theme, source: string): LayerSpecification[] {
	const colour = colourOf(theme);
	const { text, halo, selection } = REPORT_COLOURS[theme];
	return [
		{
			id: 'control-held',
			type: 'fill',
			source,
			filter: ['all', isKind('area'), hasStatus('held')],
			paint: { 'fill-color': colour, 'fill-opacity': FIRM_OPACITY, 'fill-antialias': false }
		},
		{
			id: 'control-not-firm',
			type: 'fill',
			source,
			filter: ['all', isKind('area'), NOT_FIRM],
			paint: { 'fill-pattern': ['concat', HATCH, ['get', 'side']], 'fill-opacity': 0.34 }
		},
		{
			id: 'control-outlines',
			type: 'line',
			source,
			filter: ['all', isKind('area'), ['!', hasStatus('held')]],
			paint: { 'line-color': colour, 'line-width': 1.2, 'line-opacity': 0.7, 'line-dasharray': [2, 2] }
		},
		{
			id: 'control-changes',
			type: 'fill',
			source,
			filter: isKind('change'),
			paint: { 'fill-color': colour, 'fill-opacity': 0.6, 'fill-outline-color': selection }
		},
		{
			// As wide as the line may be off; fainter where it fills the screen.
			id: 'control-front-band',
			type: 'line',
			source,
			filter: isKind('front'),
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			paint: {
				'line-color': text,
				'line-opacity': ['interpolate', ['linear'], ['zoom'], 6, 0.12, 10, 0.04],
				'line-width': [
					'interpolate',
					['exponential', 2],
					['zoom'],
					0,
					['get', 'band'],
					14,
					['*', ['get', 'band'], 2 ** 14]
				]
			}
		},
		{
			id: 'control-front-casing',
			type: 'line',
			source,
			filter: isKind('front'),
			layout: { 'line-join': 'round' },
			paint: { 'line-color': halo, 'line-width': 4 }
		},
		{
			id: 'control-front',
			type: 'line',
			source,
			filter: isKind('front'),
			layout: { 'line-join': 'round' },
			paint: { 'line-color': text, 'line-width': 1.8, 'line-opacity': 0.85 }
		}
	];
}

function hatchImage(id: string, theme: Theme, ratio: number): ImageData | null {
	const side = id.startsWith(HATCH) ? (id.slice(HATCH.length) as Side) : null;
	if (side === null || !SIDES.includes(side)) return null;
	return drawImage(HATCH_SIDE, ratio, (context) => {
		context.strokeStyle = SIDE_COLOURS[theme][side];
		context.lineWidth = 1.3;
		context.beginPath();
		// Beyond the edges, so that the tiles meet without a gap.
		for (const shift of [-HATCH_SIDE, 0, HATCH_SIDE]) {
			context.moveTo(shift - 1, HATCH_SIDE + 1);
			context.lineTo(shift + HATCH_SIDE + 1, -1);
		}
		context.stroke();
	});
}
