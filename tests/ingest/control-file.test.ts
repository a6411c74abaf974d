import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEEPSTATE, dayInName, readControlFile, readMeaning, type Head } from '#lib/ingest/control-file.ts';

const head: Head = {
	...{ theatre: 'ukraine', source: 'rybar', on: '2025-09-01', uncertainty_m: 500 },
	...{ citation: 'a map', rights: 'theirs', note: null, url: null }
};
const ring = [
	[37, 48],
	[38, 48],
	[38, 49],
	[37, 48]
];
const square = { type: 'Polygon', coordinates: [ring] };
const feature = (properties: object, geometry: object = square) => ({
	type: 'Feature',
	properties,
	geometry
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

test('a daily file of one area without properties is what one side holds', () => {
	const { areas, on } = readControlFile('deepstate', collection(feature({})), DEEPSTATE, head);
	expect(on).toBe('2025-09-01');
	expect(areas).toEqual([
		{ side: 'russia', status: 'held', geometry: { type: 'MultiPolygon', coordinates: [[ring]] } }
	]);
});

test('properties say what areas mean; lines and points are no areas; heights are left out', () => {
	const mapping = {
		property: 'kind',
		values: new Map([
			['occupied', readMeaning('russia:held')],
			['grey zone', readMeaning('several:grey')]
		])
	};
	const high = { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lon, lat, 120])] };
	const text = collection(
		feature({ kind: 'occupied' }, high),
		feature({ kind: 'arrow' }, { type: 'LineString', coordinates: ring }),
		feature({ kind: 'grey zone' })
	);
	const { areas } = readControlFile('geojson', text, mapping, head);
	expect(areas.map(({ side, status }) => `${side} ${status}`)).toEqual(['russia held', 'several grey']);
	expect(areas[0]!.geometry.coordinates).toEqual([[ring]]);
	expect(() => readControlFile('geojson', collection(feature({ kind: 'x' })), mapping, head)).toThrow(
		/feature 0: kind is "x", .*occupied, grey zone/
	);
});

test('KML is read with its names', () => {
	const text = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
		<Placemark><name>Held</name><Polygon><outerBoundaryIs><LinearRing>
		<coordinates>37,48,0 38,48,0 38,49,0 37,48,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
		<Placemark><name>A point</name><Point><coordinates>37,48</coordinates></Point></Placemark></Document></kml>`;
	const mapping = { property: 'name', values: new Map([['Held', readMeaning('ukraine')]]) };
	const { areas } = readControlFile('kml', text, mapping, head);
	expect(areas).toHaveLength(1);
	expect(areas[0]).toMatchObject({ side: 'ukraine', status: 'held' });
	expect(() => readControlFile('kml', text.slice(0, -40), mapping, head)).toThrow(/not KML/);
});

test('what is wrong is said, and nothing is half read', () => {
	const read = (text: string, changed: Partial<Head> = {}) =>
		readControlFile('geojson', text, { all: readMeaning('russia:held') }, { ...head, ...changed });
	for (const [text, message] of [
		['{"type":"FeatureCollection"', /not JSON/],
		['[]', /not GeoJSON/],
		['null', /not GeoJSON/],
		['{"type":"Topology"}', /"Topology"/],
		[collection(), /no area in the file/],
		[collection(feature({}, { type: 'Point', coordinates: [37, 48] })), /no area in the file/],
		[collection(feature({}, { type: 'Polygon', coordinates: [[[37, 48]]] })), /at least four points/],
		[collection(feature({}, { type: 'Polygon', coordinates: [ring.map(([a, b]) => [b, a])] })), /swapped/],
		[
			collection(feature({}, { type: 'Polygon', coordinates: [[...ring.slice(1), [500, 2]]] })),
			/coordinates/
		],
		[
			JSON.stringify({
				type: 'FeatureCollection',
				crs: { properties: { name: 'EPSG:3857' } },
				features: []
			}),
			/EPSG:3857/
		]
	] as const)
		expect(() => read(text), text.slice(0, 90)).toThrow(message);
	expect(() => read(collection(feature({})), { theatre: 'gaza' })).toThrow(/outside the front "gaza"/);
	expect(() => readMeaning('mars:held')).toThrow(/Sides: russia/);
});

test('any JSON is read or refused in words', () => {
	fc.assert(
		fc.property(fc.json(), fc.constantFrom('geojson' as const, 'kml' as const), (text, kind) => {
			expect(() => readControlFile(kind, text, DEEPSTATE, head)).toThrow(Error);
		}),
		{ numRuns: 300 }
	);
});

test('the day is in the name', () => {
	expect(dayInName('map_data_20250901.geojson')).toBe('2025-09-01');
	expect(dayInName('2025-09-01.kml')).toBe('2025-09-01');
	expect(dayInName('v12025090101.json')).toBeNull();
	expect(dayInName('map.json')).toBeNull();
});

/** Real files are looked for beside the project; their owner keeps all rights, so none is in it. */
const samples = join(import.meta.dirname, '../../../shared/data/ukraine/deepstate');
const hasSamples = existsSync(samples);
if (!hasSamples) console.log('skipped: no real daily files are beside the project');
test.skipIf(!hasSamples)('real daily files are read whole', () => {
	for (const day of ['20240708', '20260801']) {
		const text = readFileSync(join(samples, `deepstatemap_data_${day}.geojson`), 'utf8');
		const { areas } = readControlFile('deepstate', text, DEEPSTATE, head);
		expect(areas[0]!.geometry.coordinates.flat(2).length).toBeGreaterThan(2_000);
	}
});
