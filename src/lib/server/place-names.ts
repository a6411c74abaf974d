/** Names of the gazetteer's places in memory, to show each in the reader's language with the local name beside it. */
import type { Place, PlaceNames } from '#lib/domain/place.ts';
import type { Report } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import { call, type Database } from './database.ts';

type NamedPlace = Pick<Place, 'country' | 'names' | 'former'>;
export type PlaceIndex = ReadonlyMap<string, NamedPlace>;

/** The language most people of a country write names in; in the Sahel that of maps and road signs. */
const LOCAL_LANGUAGE: Record<string, string> = {
	PS: 'ar',
	LB: 'ar',
	EG: 'ar',
	IL: 'he',
	UA: 'uk',
	RU: 'ru',
	ML: 'fr',
	BF: 'fr',
	NE: 'fr'
};

/** By the gazetteer's id. Places change only when a new version is installed, so once at start is enough. */
export async function loadPlaceIndex(db: Database): Promise<PlaceIndex> {
	return indexOf(await call<Place[]>(db, 'gazetteer'));
}

export const indexOf = (places: readonly (NamedPlace & { id: string })[]): PlaceIndex =>
	new Map(places.map(({ id, country, names, former }) => [id, { country, names, former }]));

/**
 * What a report's place is called. Words that are more than the gazetteer's name ("road from Kidal to Gao") are the
 * report's own and stay as they are: a translated town in their place would say something else.
 */
export function placeNames(
	index: PlaceIndex,
	{ place_id, place_name }: Pick<Report, 'place_id' | 'place_name'>,
	lang: Lang
): PlaceNames {
	const place = place_id === null ? undefined : index.get(place_id);
	if (!place || !isNameOf(place, place_name)) return { reader: place_name, local: null, local_lang: null };
	const reader = nameFor(place, place_name, lang);
	const localLang = LOCAL_LANGUAGE[place.country];
	const local = localLang === undefined ? undefined : place.names[localLang]?.[0];
	if (!localLang || !local || folded(local) === folded(reader)) {
		return { reader, local: null, local_lang: null };
	}
	return { reader, local, local_lang: localLang };
}

/** The report's own word where it is one of the reader's language, else the preferred one there, else in English. */
function nameFor({ names }: NamedPlace, text: string, lang: Lang): string {
	const own = names[lang] ?? [];
	if (own.some((name) => folded(name) === folded(text))) return text;
	return own[0] ?? names.en?.[0] ?? names.fr?.[0] ?? text;
}

function isNameOf({ names, former }: NamedPlace, text: string): boolean {
	const known = [...Object.values(names), ...Object.values(former ?? {})].flat();
	return known.some((name) => folded(name) === folded(text));
}

/** Apart from case, and from which apostrophe stands in Be'eri. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase().replace(/[’ʼ`]/g, "'");
