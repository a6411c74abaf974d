/** Search for a place by any of its names. The gazetteer is small: every name is looked at, in about a millisecond. */
import { MOST_PLACES, type Found, type FoundPlace } from '#lib/domain/place-search.ts';
import type { Place, PlaceKind } from '#lib/domain/place.ts';
import { theatreAt } from '#lib/domain/theatre.ts';
import type { Lang } from '#lib/domain/view.ts';
import { coordinatesAsked } from '#lib/geoparse/coordinate-query.ts';
import { displayName } from '#lib/geoparse/gazetteer.ts';
import { fitOf, nameKey, type NameKey } from '#lib/geoparse/name-match.ts';
import { call, type Database } from './database.ts';
import { indexOf, placeNames, type PlaceIndex } from './place-names.ts';

type Name = { text: string; key: NameKey; former: boolean };
export type PlaceSearch = {
	entries: readonly { place: Place; names: readonly Name[] }[];
	byId: PlaceIndex;
	/** Regions by country and English name, to call them as the reader does. */
	regions: ReadonlyMap<string, Place>;
};

/** What is shown around a place whose own extent is not known, metres. In the order of equal matches. */
const USUAL_RADIUS: Record<PlaceKind, number> = {
	country: 400_000,
	city: 9_000,
	town: 5_000,
	area: 60_000,
	admin1: 80_000,
	camp: 2_500,
	neighbourhood: 2_000,
	village: 3_000,
	crossing: 2_000,
	site: 1_500,
	admin2: 30_000
};
const KIND_ORDER = Object.keys(USUAL_RADIUS);

export function buildPlaceSearch(places: readonly Place[]): PlaceSearch {
	return {
		entries: places.map((place) => ({
			place,
			names: [...namesOf(place.names, false), ...namesOf(place.former ?? {}, true)]
		})),
		byId: indexOf(places),
		regions: new Map(places.filter(({ kind }) => kind === 'admin1').flatMap(regionNames))
	};
}

/** Places name their region without the word for it: "Donetsk" is "Donetsk Oblast". */
const regionNames = (region: Place): [string, Place][] =>
	(region.names.en ?? []).flatMap((name) =>
		[name, name.replace(/ (?:Oblast|Governorate|Region|District)$/, '')].map((short): [string, Place] => [
			`${region.country} ${short}`,
			region
		])
	);

function namesOf(names: Place['names'], former: boolean): Name[] {
	return [...new Set(Object.values(names).flat())].map((text) => ({ text, key: nameKey(text), former }));
}

let loading: Promise<PlaceSearch> | null = null;
/** Places change only when a new version is installed: read once. @throws Error when the database does not answer */
export function placeSearch(db: Database): Promise<PlaceSearch> {
	loading ??= call<Place[]>(db, 'gazetteer')
		.then(buildPlaceSearch)
		.catch((error: unknown) => {
			loading = null;
			throw error;
		});
	return loading;
}

/** Places whose names fit, the best first; and the points where the query is coordinates. */
export function find(search: PlaceSearch, query: string, lang: Lang): Found {
	const points = coordinatesAsked(query).map(({ point, swapped }) => ({
		...{ point, swapped },
		theatre: theatreAt(point)
	}));
	if (points.length > 0) return { places: [], points };
	const asked = nameKey(query);
	const places = search.entries
		.flatMap(({ place, names }) => bestOf(place, names, asked) ?? [])
		.toSorted((a, b) => a.fit - b.fit || a.order - b.order || a.length - b.length)
		.slice(0, MOST_PLACES)
		.map(({ place, text }) => toFound(search, place, text, lang));
	return { places, points };
}

type Match = { place: Place; text: string; fit: number; order: number; length: number };

function bestOf(place: Place, names: readonly Name[], asked: NameKey): Match | null {
	const order = KIND_ORDER.indexOf(place.kind);
	let best: Match | null = null;
	for (const { text, key, former } of names) {
		// A name it no longer bears comes after one it does.
		const fit = fitOf(asked, key) + (former ? 0.5 : 0);
		if (fit < (best?.fit ?? Infinity)) best = { place, text, fit, order, length: text.length };
	}
	return best;
}

function toFound(search: PlaceSearch, place: Place, matched: string, lang: Lang): FoundPlace {
	const { id, kind, country, point, radius_m, admin1 } = place;
	const { reader, local, local_lang } = namesFor(search, place, lang);
	const region = search.regions.get(`${country} ${admin1}`);
	return {
		...{ id, name: reader, local, local_lang, kind, country, point },
		also: [reader, local].some((name) => name && nameKey(name).joined === nameKey(matched).joined)
			? null
			: matched,
		admin1: region ? namesFor(search, region, lang).reader : (admin1 ?? null),
		radius_m: radius_m ?? USUAL_RADIUS[kind]
	};
}

const namesFor = ({ byId }: PlaceSearch, place: Place, lang: Lang) =>
	placeNames(byId, { place_id: place.id, place_name: displayName(place) }, lang);
