/**
 * An operator's GeoNames dumps into the gazetteer. Everything is read and checked before the first part is sent, and the
 * parts become places in one step at the end: an import is whole or it is not there. What was sent before an
 * interruption is not sent again; importing the same files twice changes nothing.
 */
import { basename } from 'node:path';
import { distanceBetween } from '../domain/geodesy.ts';
import type { Place } from '../domain/place.ts';
import { fold } from '../geoparse/tokens.ts';
import { addName, nameOfLine, placeOfLine, type GeoNamesPlace } from './geonames.ts';
import { hashOf, linesOf } from './geonames-file.ts';

export type ImportState = { finished_at: string | null; places: number | null; parts: readonly number[] };
/** Where parts are kept until the last has come. */
export type ImportStore = {
	begin(key: string, label: string): Promise<ImportState>;
	stage(key: string, part: number, places: readonly Place[]): Promise<void>;
	finish(key: string, parts: number): Promise<number>;
};

export type ImportProgress =
	| { step: 'reading'; file: string; part: number; lines: number; kept: number }
	| { step: 'sending'; sent: number; of: number }
	| { step: 'finishing' };

export type ImportOutcome = {
	/** Places now in the gazetteer from these files. */
	imported: number;
	/** Lines that are no place of the fronts, or one that the gazetteer has by hand. */
	outside: number;
	known: number;
	/** Names added from alternateNamesV2. */
	names: number;
	alreadyDone: boolean;
};

/** Changes when the same files would give other places. */
const VERSION = 'geonames-1';
const PART_SIZE = 1_000;
/** Lines between two words about progress. */
const EVERY = 5_000;

/**
 * @param core the places written by hand: a place of GeoNames that is one of them stays out
 * @throws GeoNamesError naming file and line; nothing is imported then
 */
export async function importGeoNames(
	{ file, alternateNames }: { file: string; alternateNames?: string | undefined },
	core: readonly Place[],
	store: ImportStore,
	onProgress: (progress: ImportProgress) => void = () => {}
): Promise<ImportOutcome> {
	const key = await hashOf(alternateNames ? [file, alternateNames] : [file], `${VERSION} ${core.length}`);
	const state = await store.begin(key, basename(file));
	if (state.finished_at !== null) {
		return { imported: state.places ?? 0, outside: 0, known: 0, names: 0, alreadyDone: true };
	}
	const { places, outside, known } = await readPlacesOf(file, core, onProgress);
	const names = alternateNames ? await readNamesInto(places, alternateNames, onProgress) : 0;

	const sent = new Set(state.parts);
	const all = [...places.values()].map(plain);
	const parts = Math.ceil(all.length / PART_SIZE);
	for (let part = 0; part < parts; part++) {
		if (!sent.has(part)) {
			await store.stage(key, part, all.slice(part * PART_SIZE, (part + 1) * PART_SIZE));
		}
		onProgress({ step: 'sending', sent: Math.min(all.length, (part + 1) * PART_SIZE), of: all.length });
	}
	onProgress({ step: 'finishing' });
	return { imported: await store.finish(key, parts), outside, known, names, alreadyDone: false };
}

async function readPlacesOf(
	file: string,
	core: readonly Place[],
	onProgress: (progress: ImportProgress) => void
) {
	const isKnown = knownPlaces(core);
	const places = new Map<number, GeoNamesPlace>();
	let lines = 0;
	let outside = 0;
	let known = 0;
	for await (const { text, where, part } of linesOf(file)) {
		lines++;
		const place = placeOfLine(text, where);
		if (!place) outside++;
		else if (isKnown(place)) known++;
		else places.set(place.geonameid, place);
		if (lines % EVERY === 0) {
			onProgress({ step: 'reading', file: basename(file), part, lines, kept: places.size });
		}
	}
	onProgress({ step: 'reading', file: basename(file), part: 1, lines, kept: places.size });
	return { places, outside, known };
}

async function readNamesInto(
	places: ReadonlyMap<number, GeoNamesPlace>,
	file: string,
	onProgress: (progress: ImportProgress) => void
): Promise<number> {
	let lines = 0;
	let kept = 0;
	for await (const { text, where, part } of linesOf(file)) {
		lines++;
		const name = nameOfLine(text, where);
		const place = name && places.get(name.geonameid);
		if (place) {
			addName(place, name);
			kept++;
		}
		if (lines % (20 * EVERY) === 0) onProgress({ step: 'reading', file: basename(file), part, lines, kept });
	}
	onProgress({ step: 'reading', file: basename(file), part: 1, lines, kept });
	return kept;
}

/** Metres: a place of GeoNames this near to one of ours, with one of its names, is the same. */
const SAME_PLACE = 4_000;

function knownPlaces(core: readonly Place[]): (place: Place) => boolean {
	const byName = new Map<string, Place[]>();
	for (const place of core) {
		for (const name of new Set(Object.values(place.names).flat().map(fold))) {
			const key = `${place.country} ${name}`;
			byName.set(key, [...(byName.get(key) ?? []), place]);
		}
	}
	const isUnit = ({ kind }: Place) => kind.startsWith('admin');
	return (place) =>
		Object.values(place.names)
			.flat()
			.some((name) =>
				byName
					.get(`${place.country} ${fold(name)}`)
					?.some(
						(ours) =>
							isUnit(ours) === isUnit(place) &&
							distanceBetween(ours.point, place.point) <= (isUnit(place) ? 200_000 : SAME_PLACE)
					)
			);
}

/** What the database keeps. Small places bear ordinary words as names all too often: they need a cue. */
function plain({ geonameid: _, population: __, ...place }: GeoNamesPlace): Place {
	return { ...place, guard: place.kind !== 'city' && place.kind !== 'town' };
}
