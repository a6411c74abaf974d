/** Files of areas of control as others publish them, turned into snapshots of ours: GeoJSON and KML. */
import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import * as v from 'valibot';
import {
	ControlEntrySchema,
	CONTROL_STATUSES,
	SIDES,
	type ControlEntry,
	type ControlStatus,
	type Side
} from '#lib/domain/control-area.ts';

export const CONTROL_KINDS = ['deepstate', 'geojson', 'kml'] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

export type Meaning = { side: Side; status: ControlStatus };
/** What the areas of a file mean: all the same, or by the value of one of their properties. */
export type Mapping = { all: Meaning } | { property: string; values: ReadonlyMap<string, Meaning> };
export type Head = Omit<ControlEntry, 'areas'>;

/** Names of the coordinate system that GeoJSON has anyway (RFC 7946, 4). */
const WGS84 = /CRS84|EPSG:{1,2}4326|WGS ?84/i;

/** The daily files of DeepState: one area without properties, the ground that Russia holds. */
export const DEEPSTATE: Mapping = { all: { side: 'russia', status: 'held' } };

/**
 * Reads a file whole.
 * @param text GeoJSON of any kind, or KML; longitude first
 * @throws Error that says what is wrong and where; nothing is half read
 */
export function readControlFile(kind: ControlKind, text: string, mapping: Mapping, head: Head): ControlEntry {
	const features = kind === 'kml' ? fromKml(text) : fromGeoJson(text);
	const areas = features.flatMap((feature, n) => toAreas(feature, n, mapping));
	if (areas.length === 0) throw new Error('there is no area in the file: an empty day is not imported');
	const parsed = v.safeParse(ControlEntrySchema, { ...head, areas });
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw new Error([v.getDotPath(issue), issue.message].filter(Boolean).join(': '));
}

/** "russia:held" in our words. @throws Error that lists them */
export function readMeaning(text: string): Meaning {
	const [side, status = 'held'] = text.split(':');
	const known = {
		side: SIDES.find((one) => one === side),
		status: CONTROL_STATUSES.find((one) => one === status)
	};
	if (known.side && known.status) return { side: known.side, status: known.status };
	throw new Error(
		`"${text}" is not SIDE:STATUS. Sides: ${SIDES.join(', ')}. Statuses: ${CONTROL_STATUSES.join(', ')}.`
	);
}

/** The day in a file's name ("…_20250901.geojson", "2025-09-01.kml"), or null. */
export function dayInName(name: string): string | null {
	const found = /(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)/.exec(name);
	return found ? `${found[1]}-${found[2]}-${found[3]}` : null;
}

function fromGeoJson(text: string): Feature[] {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new Error(`this is not JSON: ${(error as Error).message}`, { cause: error });
	}
	const { type, crs } = (json ?? {}) as { type?: string; crs?: { properties?: { name?: string } } };
	const system = crs?.properties?.name;
	if (crs && !WGS84.test(String(system)))
		throw new Error(`the coordinate system "${system}" is not known: WGS 84 in degrees is`);
	if (type === 'FeatureCollection') {
		const { features } = json as FeatureCollection;
		if (!Array.isArray(features)) throw new Error('the FeatureCollection has no list of features');
		return features;
	}
	if (type === 'Feature') return [json as Feature];
	if (type === 'Polygon' || type === 'MultiPolygon' || type === 'GeometryCollection')
		return [{ type: 'Feature', properties: {}, geometry: json as Geometry }];
	throw new Error(`this is not GeoJSON with areas: its type is ${JSON.stringify(type)}`);
}

function fromKml(text: string): Feature[] {
	const problems: string[] = [];
	// A parser that goes on after an error would import half a file.
	const onError = (_: string, message: string) => void problems.push(message);
	let found: FeatureCollection<Geometry | null>;
	try {
		found = kml(new DOMParser({ onError }).parseFromString(text, 'text/xml') as unknown as Document);
	} catch (error) {
		throw new Error(`this is not KML: ${(error as Error).message}`, { cause: error });
	}
	if (problems.length > 0) throw new Error(`this is not KML: ${problems[0]}`);
	return found.features.flatMap((feature) => (feature.geometry ? [feature as Feature] : []));
}

function toAreas(feature: Feature, n: number, mapping: Mapping): ControlEntry['areas'] {
	const polygons = polygonsOf(feature?.geometry);
	if (polygons.length === 0) return [];
	const meaning = meaningOf(feature, n, mapping);
	const coordinates = polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])));
	return [{ ...meaning, geometry: { type: 'MultiPolygon', coordinates: coordinates as never } }];
}

function meaningOf({ properties }: Feature, n: number, mapping: Mapping): Meaning {
	if ('all' in mapping) return mapping.all;
	const value = String(properties?.[mapping.property] ?? '');
	const meaning = mapping.values.get(value);
	if (meaning) return meaning;
	const known = [...mapping.values.keys()].join(', ');
	throw new Error(
		`feature ${n}: ${mapping.property} is "${value}", for which no side is named (named: ${known})`
	);
}

type Rings = number[][][];
/** Areas of a geometry; lines and points have none. */
function polygonsOf(geometry: Geometry | null | undefined): Rings[] {
	if (geometry?.type === 'Polygon') return [geometry.coordinates];
	if (geometry?.type === 'MultiPolygon') return geometry.coordinates;
	if (geometry?.type === 'GeometryCollection') return geometry.geometries.flatMap(polygonsOf);
	return [];
}
