/**
 * The basemap: one style for both themes and six label languages, from files of this site only. Pure data in, data
 * out; a test validates it against MapLibre's specification.
 */
import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { fontFaces, type FontUrls } from './font-faces.ts';
import { groundLayers, THEATRE_MIN_ZOOM } from './ground.ts';
import type { LabelLanguage } from './label-language.ts';
import { labelLayers } from './labels.ts';
import { PALETTES } from './palette.ts';
import { gazetteerLayer } from './place-labels.ts';

export type BasemapOptions = {
	theme: 'light' | 'dark';
	lang: LabelLanguage;
	fonts: FontUrls;
	/** Absolute address of the site's root, without a slash at the end: "https://fronts.example/map". */
	root: string;
	/** Without the gazetteer's names: they appear close up only, and are filled in once the map stands. */
	withoutPlaces?: boolean;
};

/** Paths of the basemap's files under the site's root. */
export const TILES_PATH = '/basemap/fronts.pmtiles';
export const PLACES_PATH = '/basemap/places.json';

export const ATTRIBUTION =
	'© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors' +
	' · GeoNames · GSHHG · Natural Earth';

const NO_PLACES = { type: 'FeatureCollection' as const, features: [] };

export function basemapStyle({
	theme,
	lang,
	fonts,
	root,
	withoutPlaces
}: BasemapOptions): StyleSpecification {
	const palette = PALETTES[theme];
	const tiles = [`pmtiles://${root}${TILES_PATH}/{z}/{x}/{y}`];
	return {
		version: 8,
		'font-faces': fontFaces(fonts),
		sources: {
			world: { type: 'vector', tiles, minzoom: 0, maxzoom: 5, attribution: ATTRIBUTION },
			theatre: { type: 'vector', tiles, minzoom: THEATRE_MIN_ZOOM, maxzoom: 8 },
			places: { type: 'geojson', data: withoutPlaces ? NO_PLACES : `${root}${PLACES_PATH}` }
		},
		layers: [...groundLayers(palette), gazetteerLayer({ palette, lang }), ...labelLayers({ palette, lang })]
	};
}
