/** Labels of the project's own gazetteer: camps, neighbourhoods, villages and crossings that the basemap lacks. */
import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection, Point } from 'geojson';
import type { LngLat } from '#lib/domain/location.ts';
import type { Place, PlaceKind } from '#lib/domain/place.ts';
import type { NamedPoint } from './basemap-places.ts';
import { byZoom } from './expressions.ts';
import { LABEL_LANGUAGES, nameIn, type LabelLanguage } from './label-language.ts';
import { textLayer } from './labels.ts';
import type { Palette } from './palette.ts';

/** Kinds that are a spot with a name, and which of two that collide is kept: the lower rank. */
const RANK: Partial<Record<PlaceKind, number>> = {
	town: 1,
	camp: 2,
	crossing: 3,
	village: 4,
	neighbourhood: 5,
	site: 6
};

/** The Gaza Strip is ten thousand times smaller than the Sahel: its names need a closer look. */
const CROWDED = 'PS';

export type PlaceLabelProperties = {
	n: string;
	kind: PlaceKind;
	rank: number;
	/** Zoom from which it may be shown. */
	mz: number;
} & Partial<Record<`n_${LabelLanguage}`, string>>;

/**
 * GeoJSON for `/basemap/places.json`. Places without an English or a French name keep the first they have.
 * @param drawn places the basemap names already: they get no second label
 */
export function placeLabels(
	places: readonly Place[],
	drawn: readonly NamedPoint[] = []
): FeatureCollection<Point, PlaceLabelProperties> {
	return {
		type: 'FeatureCollection',
		features: places.flatMap((place) => {
			const rank = RANK[place.kind];
			const name = preferredName(place);
			if (rank === undefined || !name || isDrawn(place, drawn)) return [];
			return [
				{
					type: 'Feature' as const,
					geometry: { type: 'Point' as const, coordinates: place.point },
					properties: {
						n: name,
						...translations(place, name),
						kind: place.kind,
						rank,
						mz: minZoom(place, rank)
					}
				}
			];
		})
	};
}

/** Degrees of latitude; about 3 km and 800 m. */
const SAME_NAME_DISTANCE = 0.027;
const SAME_SPOT_DISTANCE = 0.007;
/** These lie inside or beside a town, and are not the town. */
const PARTS: readonly PlaceKind[] = ['camp', 'neighbourhood', 'site', 'crossing'];

/** The same name close by, however it is spelled; or, for a settlement, any name at the very spot. */
function isDrawn(place: Place, drawn: readonly NamedPoint[]): boolean {
	const names = Object.values(place.names).flat().map(folded);
	return drawn.some(({ name, point }) => {
		const away = distance(place.point, point);
		if (away < SAME_SPOT_DISTANCE && !PARTS.includes(place.kind)) return true;
		return away < SAME_NAME_DISTANCE && names.includes(folded(name));
	});
}

const folded = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^\p{L}]/gu, '');

/** Degrees, as if the country were flat: the distances compared are small. */
function distance([lon1, lat1]: LngLat, [lon2, lat2]: LngLat): number {
	return Math.hypot((lon1 - lon2) * Math.cos((lat1 * Math.PI) / 180), lat1 - lat2);
}

function preferredName({ names }: Place): string | undefined {
	return names.en?.[0] ?? names.fr?.[0] ?? Object.values(names)[0]?.[0];
}

function translations({ names }: Place, name: string): Partial<Record<`n_${LabelLanguage}`, string>> {
	return Object.fromEntries(
		LABEL_LANGUAGES.flatMap((lang) => {
			const own = lang === 'en' ? undefined : names[lang]?.[0];
			return own && own !== name ? [[`n_${lang}`, own]] : [];
		})
	);
}

function minZoom({ country, kind }: Place, rank: number): number {
	const nearer = kind === 'neighbourhood' || kind === 'site' ? 1.5 : rank > 1 ? 0.5 : 0;
	return (country === CROWDED ? 9 : 8) + nearer;
}

export function gazetteerLayer({
	palette,
	lang
}: {
	palette: Palette;
	lang: LabelLanguage;
}): LayerSpecification {
	return textLayer(
		{ id: 'gazetteer-label', source: 'places', minzoom: 8 },
		['<=', ['get', 'mz'], ['zoom']],
		{
			'text-field': nameIn(lang),
			'text-size': byZoom(8, 10, 12, 12.5),
			'text-padding': 6,
			'symbol-sort-key': ['get', 'rank']
		},
		{ 'text-color': palette.minorPlace },
		palette.halo
	);
}
