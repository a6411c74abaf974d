import type { LngLat } from '../domain/location.ts';
import type { Place } from '../domain/place.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import { fold } from './tokens.ts';

export type Gazetteer = {
	places: ReadonlyMap<string, Place>;
	names: NameIndex;
	/** Districts and regions by country and bare name: "UA donetsk". */
	units: ReadonlyMap<string, readonly Place[]>;
	/** Settled places by the tenth of a degree of latitude they lie in. */
	belts: ReadonlyMap<number, readonly Place[]>;
};

/** Builds the index. Places whose id is repeated: the last one counts. */
export function buildGazetteer(places: readonly Place[]): Gazetteer {
	const byId = new Map(places.map((place) => [place.id, place]));
	const units = new Map<string, Place[]>();
	const belts = new Map<number, Place[]>();
	for (const place of byId.values()) {
		if (place.kind === 'admin1' || place.kind === 'admin2') {
			for (const word of new Set(unitWords(place))) push(units, `${place.country} ${word}`, place);
		} else if (place.kind !== 'area' && place.kind !== 'country') {
			push(belts, beltOf(place.point), place);
		}
	}
	return { places: byId, names: buildNameIndex(byId.values()), units, belts };
}

const beltOf = ([, lat]: LngLat) => Math.floor(lat * 10);

/** Settled places within a tenth of a degree of latitude, and some beyond. */
export function placesAround({ belts }: Gazetteer, point: LngLat): Place[] {
	const belt = beltOf(point);
	return [belt - 1, belt, belt + 1].flatMap((at) => belts.get(at) ?? []);
}

/** What a unit is called without the word for it: "Donetsk Oblast" is the `admin1` Donetsk of its towns. */
export const unitWords = (place: Place): string[] =>
	(place.names['en'] ?? []).map((name) =>
		fold(name).replace(
			/ (?:oblast|region|governorate|province|raion|district|cercle|department|capital district)$/,
			''
		)
	);

function push<K>(map: Map<K, Place[]>, key: K, place: Place): void {
	const known = map.get(key);
	if (known) known.push(place);
	else map.set(key, [place]);
}

/** The name to show: English where it has one. */
export const displayName = (place: Place): string =>
	place.names['en']?.[0] ?? Object.values(place.names)[0]?.[0] ?? place.id;
