/**
 * GeoNames dumps as places of the gazetteer: country files (19 columns) and alternateNamesV2 (10 columns), as the readme
 * of https://download.geonames.org/export/dump/ describes them. Tab-separated, UTF-8, no header, never quoted.
 */
import type { LngLat } from '../domain/location.ts';
import type { Place, PlaceKind } from '../domain/place.ts';
import { theatreAt } from '../domain/theatre.ts';

/** A line that is not what the format says: named by file and line. */
export class GeoNamesError extends Error {}

/** Languages the fronts are reported in. */
const LANGUAGES = new Set(['ar', 'he', 'uk', 'ru', 'fr', 'en', 'es']);
const COLUMNS = 19;
const NAME_COLUMNS = 10;

/** Feature codes beside the populated places (class P): districts, camps, crossings, airfields, dams. */
const OTHER_CODES: Record<string, PlaceKind> = {
	ADM1: 'admin1',
	ADM2: 'admin2',
	CMPRF: 'camp',
	CTRB: 'crossing',
	AIRP: 'site',
	AIRB: 'site',
	MILB: 'site',
	DAM: 'site'
};
/** Populated places where nobody lives any more, and farms. */
const NOT_LIVED_IN = new Set(['PPLQ', 'PPLH', 'PPLW', 'PPLF', 'PPLCH']);
const CITY_FROM = 100_000;
const TOWN_FROM = 5_000;

export type GeoNamesPlace = Place & { geonameid: number; population: number };

/**
 * One line of a country file; null where it is no place of the fronts.
 * @param where file and line, for the error
 * @throws GeoNamesError
 */
export function placeOfLine(line: string, where: string): GeoNamesPlace | null {
	const columns = line.split('\t');
	if (columns.length !== COLUMNS) {
		throw new GeoNamesError(`${where}: ${columns.length} columns, a GeoNames country file has ${COLUMNS}`);
	}
	const [id = '', name = '', ascii = '', alternates = '', lat = '', lon = '', featureClass = '', code = ''] =
		columns;
	const country = columns[8] ?? '';
	if (!/^[1-9]\d{0,11}$/.test(id)) throw new GeoNamesError(`${where}: the geonameid "${id}" is no number`);
	const point: LngLat = [degrees(lon, 180, 'longitude', where), degrees(lat, 90, 'latitude', where)];
	const kind = kindOf(featureClass, code, Number(columns[14] || 0));
	if (!kind || !/^[A-Z]{2}$/.test(country) || theatreAt(point) === null) return null;
	if (name.trim() === '') throw new GeoNamesError(`${where}: place ${id} has no name`);
	return {
		id: `${country.toLowerCase()}-gn${id}`,
		geonameid: Number(id),
		population: Number(columns[14] || 0),
		kind,
		country,
		point,
		names: namesWithoutLanguage(name.trim(), ascii.trim(), alternates)
	};
}

function degrees(text: string, most: number, what: string, where: string): number {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value) || Math.abs(value) > most) {
		throw new GeoNamesError(`${where}: the ${what} "${text}" is not between -${most} and ${most}`);
	}
	return value;
}

function kindOf(featureClass: string, code: string, population: number): PlaceKind | null {
	if (featureClass !== 'P') return OTHER_CODES[code] ?? null;
	if (NOT_LIVED_IN.has(code)) return null;
	if (code === 'PPLX') return 'neighbourhood';
	if (code === 'PPLC' || population >= CITY_FROM) return 'city';
	return code === 'PPLA' || code === 'PPLA2' || population >= TOWN_FROM ? 'town' : 'village';
}

/** The fourth column says no language: only a script tells. Cyrillic that no letter decides may be either. */
function namesWithoutLanguage(name: string, ascii: string, alternates: string): Place['names'] {
	const names: Record<string, string[]> = { en: [...new Set([name, ascii].filter(isLatin))] };
	for (const other of alternates.split(',')) {
		const said = other.trim();
		for (const lang of languagesOfScript(said)) (names[lang] ??= []).push(said);
	}
	if (names['en']?.length === 0) names['en'] = [name];
	return names;
}

const isLatin = (name: string) => /^[\p{Script=Latin}\p{M}\s'’‘.-]+$/u.test(name);

function languagesOfScript(name: string): string[] {
	if (name.length < 2) return [];
	if (/^[\p{Script=Arabic}\s]+$/u.test(name)) return /[پچژگڤیک]/u.test(name) ? [] : ['ar'];
	if (/^[\p{Script=Hebrew}\s]+$/u.test(name)) return ['he'];
	if (!/^[\p{Script=Cyrillic}\s'’ʼ-]+$/u.test(name)) return [];
	if (/[іїєґ]/iu.test(name)) return ['uk'];
	return /[ыэъё]/iu.test(name) ? ['ru'] : ['ru', 'uk'];
}

export type AlternateName = {
	geonameid: number;
	lang: string;
	name: string;
	kind: 'preferred' | 'other' | 'former';
};

/**
 * One line of alternateNamesV2; null where its language is none of ours.
 * @throws GeoNamesError
 */
export function nameOfLine(line: string, where: string): AlternateName | null {
	const columns = line.split('\t');
	// The last two columns are often left out by tools that cut the file.
	if (columns.length < 4 || columns.length > NAME_COLUMNS) {
		throw new GeoNamesError(`${where}: ${columns.length} columns, alternateNamesV2 has ${NAME_COLUMNS}`);
	}
	const [, id = '', lang = '', name = '', isPreferred, , isColloquial, isHistoric] = columns;
	if (!/^[1-9]\d{0,11}$/.test(id)) throw new GeoNamesError(`${where}: the geonameid "${id}" is no number`);
	if (!LANGUAGES.has(lang) || isColloquial === '1' || name.trim() === '') return null;
	const kind = isHistoric === '1' ? 'former' : isPreferred === '1' ? 'preferred' : 'other';
	return { geonameid: Number(id), lang, name: name.trim(), kind };
}

/** Adds a name to its place: the preferred one first, one it no longer bears among the former. */
export function addName(place: Place, { lang, name, kind }: AlternateName): void {
	if (kind === 'former') {
		if (place.names[lang]?.includes(name)) return;
		const former = (place.former ??= {});
		former[lang] = [...new Set([...(former[lang] ?? []), name])];
		return;
	}
	const known = (place.names[lang] ?? []).filter((other) => other !== name);
	place.names[lang] = kind === 'preferred' ? [name, ...known] : [...known, name];
}
