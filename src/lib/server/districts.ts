/** The district or region a place of the gazetteer lies in, in the reader's language. */
import type { Place } from '#lib/domain/place.ts';
import type { Lang } from '#lib/domain/view.ts';
import { call, type Database } from './database.ts';

/** Null where the place is not in the gazetteer, or lies in no one district. */
export type DistrictOf = (placeId: string | null, lang: Lang) => string | null;

let loading: Promise<DistrictOf> | null = null;

/** Places change only when a new version is installed: read once. @throws Error when the database does not answer */
export function openDistricts(db: Database): Promise<DistrictOf> {
	loading ??= call<Place[]>(db, 'gazetteer')
		.then(districtsOf)
		.catch((error: unknown) => {
			loading = null;
			throw error;
		});
	return loading;
}

type Named = Pick<Place, 'id' | 'kind' | 'country' | 'names'> & { admin1?: string | null };

export function districtsOf(places: readonly Named[]): DistrictOf {
	const byId = new Map(places.map((place) => [place.id, place]));
	const regions = new Map(
		places
			.filter(({ kind }) => kind === 'admin1')
			.flatMap((region) =>
				[...(region.names.en ?? []), ...(region.names.fr ?? [])].map((name) => [
					keyOf(region.country, name),
					region
				])
			)
	);
	return (placeId, lang) => {
		const place = placeId === null ? undefined : byId.get(placeId);
		if (!place?.admin1) return null;
		return regions.get(keyOf(place.country, place.admin1))?.names[lang]?.[0] ?? place.admin1;
	};
}

/** "Kherson" is what places of the Kherson Oblast have as their region. */
const keyOf = (country: string, name: string): string =>
	`${country} ${name
		.toLowerCase()
		.replace(/\b(oblast|governorate|region|district|province|of)\b|^région (de |du |d['’])?/g, '')
		.replace(/\s+/g, ' ')
		.trim()}`;
