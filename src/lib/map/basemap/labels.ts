/** Names on the basemap, from the quietest to the loudest: MapLibre places the last layer first. */
import type {
	ExpressionSpecification,
	FilterSpecification,
	LayerSpecification,
	SymbolLayerSpecification,
	VariableAnchorOffsetCollectionSpecification
} from '@maplibre/maplibre-gl-style-spec';
import { byZoom } from './expressions.ts';
import { LABEL_FONT } from './font-faces.ts';
import { BASEMAP_SOURCES, THEATRE_MIN_ZOOM, type BasemapSource } from './ground.ts';
import { nameIn, waterNameIn, type LabelLanguage } from './label-language.ts';
import type { Palette } from './palette.ts';
import { DOT_IMAGE } from './place-dots.ts';

type Drawing = { palette: Palette; lang: LabelLanguage };
type Zooms = { minzoom?: number; maxzoom?: number };

export function labelLayers(drawing: Drawing): LayerSpecification[] {
	return BASEMAP_SOURCES.flatMap((source) => [
		riverLabels(source, drawing),
		waterLabels(source, drawing),
		admin1Labels(source, drawing),
		placeLabels(source, drawing),
		regionLabels(source, drawing),
		countryLabels(source, drawing)
	]);
}

/** `mz` is the zoom a name is meant to appear at. Fractional zooms count in full: filters see whole zooms only. */
const isDue: ExpressionSpecification = ['<=', ['get', 'mz'], ['zoom']];
const isKind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'k'], ['literal', kinds]];

/** Names of the world end where those of the fronts begin. */
function zoomsOf(source: BasemapSource, { minzoom = 0, maxzoom }: Zooms = {}): Zooms {
	if (source === 'world')
		return { minzoom, maxzoom: Math.min(maxzoom ?? THEATRE_MIN_ZOOM, THEATRE_MIN_ZOOM) };
	return { minzoom: Math.max(minzoom, THEATRE_MIN_ZOOM), ...(maxzoom ? { maxzoom } : {}) };
}

/** Text of one layer, in the common font and halo. */
export function textLayer(
	layer: Pick<SymbolLayerSpecification, 'id' | 'source' | 'source-layer' | 'minzoom' | 'maxzoom'>,
	filter: FilterSpecification | undefined,
	layout: SymbolLayerSpecification['layout'],
	paint: SymbolLayerSpecification['paint'],
	halo: string
): SymbolLayerSpecification {
	return {
		...layer,
		type: 'symbol',
		...(filter ? { filter } : {}),
		layout: { 'text-font': [LABEL_FONT], 'text-max-width': 8, 'text-padding': 2, ...layout },
		paint: { 'text-halo-color': halo, 'text-halo-width': 1.2, 'text-halo-blur': 0.6, ...paint }
	};
}

/** A name of an area may move a little off its middle. */
const AROUND_MIDDLE = {
	'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
	'text-radial-offset': 1.2,
	'text-justify': 'auto'
} satisfies SymbolLayerSpecification['layout'];

function riverLabels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{ id: `${source}-river-label`, source, 'source-layer': 'river', ...zoomsOf(source, { minzoom: 5 }) },
		['has', 'n'],
		{
			'symbol-placement': 'line',
			'symbol-spacing': 420,
			'text-field': nameIn(lang),
			'text-size': byZoom(5, 10, 10, 13),
			'text-letter-spacing': spacing(lang, 0.08)
		},
		{ 'text-color': palette.water },
		palette.halo
	);
}

function waterLabels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{ id: `${source}-water-label`, source, 'source-layer': 'label', ...zoomsOf(source) },
		['all', isKind('sea', 'ocean'), isDue],
		{
			'text-field': waterNameIn(lang),
			'text-size': byZoom(2, 11, 6, 14, 10, 16),
			'text-letter-spacing': spacing(lang, 0.12),
			'text-max-width': 6
		},
		{ 'text-color': palette.water, 'text-halo-width': 0 },
		palette.halo
	);
}

function admin1Labels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{
			id: `${source}-admin1-label`,
			source,
			'source-layer': 'label',
			...zoomsOf(source, { minzoom: 4.5, maxzoom: 9.5 })
		},
		['all', isKind('admin1'), isDue],
		{
			'text-field': nameIn(lang),
			'text-size': byZoom(4.5, 9.5, 8, 13),
			'text-letter-spacing': spacing(lang, 0.08),
			'text-transform': 'uppercase',
			'text-max-width': 7,
			'text-padding': 8,
			...AROUND_MIDDLE
		},
		{ 'text-color': palette.admin1Label },
		palette.halo
	);
}

/** Outside the fronts the enlarged world keeps its towns; inside, the detailed tiles have them. */
const placeFilter = (source: BasemapSource): FilterSpecification =>
	source === 'world'
		? ['all', isDue, ['any', ['<', ['zoom'], THEATRE_MIN_ZOOM], ['!', ['has', 't']]]]
		: ['all', isDue, ['has', 't']];

const placeZooms = (source: BasemapSource): Zooms =>
	source === 'theatre' ? { minzoom: THEATRE_MIN_ZOOM } : {};

/** Where a name may stand, in ems from its dot: close by, else past a symbol that lies on the dot, else further out. */
const BESIDE_DOT = [0.5, 1.25, 1.8].flatMap(allAround);
/** At the fronts, names nobody may miss look further for room. */
const FURTHER_OUT = [...BESIDE_DOT, ...allAround(2.6)];
/** Places meant to be seen from this zoom on: the capitals of regions, and Gaza City. */
const PRINCIPAL_ZOOM = 6.6;

function allAround(ems: number): VariableAnchorOffsetCollectionSpecification {
	return [
		...around('top', 0, ems),
		...around('bottom', 0, -ems),
		...around('left', ems, 0),
		...around('right', -ems, 0)
	];
}

function around(anchor: 'top' | 'bottom' | 'left' | 'right', x: number, y: number) {
	return [anchor, [x, y]] as [typeof anchor, [number, number]];
}

function placeLabels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{ id: `${source}-place-label`, source, 'source-layer': 'place', ...placeZooms(source) },
		placeFilter(source),
		{
			'text-field': nameIn(lang),
			'text-size': byZoom(
				3,
				['match', ['get', 'cap'], 2, 11, 10],
				6,
				['step', ['get', 'mz'], 13, 5, 12, 6, 11],
				10,
				['step', ['get', 'mz'], 17, 5.5, 15.5, 7.6, 13.5, 9.2, 12]
			),
			'text-variable-anchor-offset': [
				'case',
				['all', ['has', 't'], ['<=', ['get', 'mz'], PRINCIPAL_ZOOM]],
				['literal', FURTHER_OUT],
				['literal', BESIDE_DOT]
			] as ExpressionSpecification,
			'text-justify': 'auto',
			'symbol-sort-key': ['get', 'r'],
			// The dot comes and goes with the name, and never keeps another name away.
			'icon-image': DOT_IMAGE,
			'icon-allow-overlap': true,
			'icon-ignore-placement': true
		},
		{ 'text-color': palette.place },
		palette.halo
	);
}

function regionLabels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{ id: `${source}-region-label`, source, 'source-layer': 'label', ...zoomsOf(source, { maxzoom: 11.5 }) },
		['all', isKind('region'), isDue],
		{
			'text-field': nameIn(lang),
			'text-size': byZoom(6, 11, 10, 14),
			'text-letter-spacing': spacing(lang, 0.12),
			'text-transform': 'uppercase',
			'text-max-width': 6
		},
		{ 'text-color': palette.region },
		palette.halo
	);
}

function countryLabels(source: BasemapSource, { palette, lang }: Drawing): LayerSpecification {
	return textLayer(
		{ id: `${source}-country-label`, source, 'source-layer': 'label', ...zoomsOf(source, { maxzoom: 9 }) },
		['all', isKind('country'), isDue],
		{
			'text-field': nameIn(lang),
			'text-size': byZoom(2, ['-', 13, ['get', 'r']], 6, ['-', 18, ['get', 'r']], 8, 17),
			'text-letter-spacing': spacing(lang, 0.14),
			'text-transform': 'uppercase',
			'text-max-width': 7,
			'symbol-sort-key': ['get', 'r'],
			...AROUND_MIDDLE
		},
		{ 'text-color': palette.country, 'text-halo-width': 1.4 },
		palette.halo
	);
}

/** Arabic letters join: spacing them out breaks words. */
const spacing = (lang: LabelLanguage, ems: number): number => (lang === 'ar' ? 0 : ems);
