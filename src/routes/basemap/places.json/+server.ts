import { readFile } from 'node:fs/promises';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import { basemapPlaces } from '#lib/map/basemap/basemap-places.ts';
import { placeLabels } from '#lib/map/basemap/place-labels.ts';

export const prerender = true;

/** Names of the gazetteer that the basemap lacks: camps, neighbourhoods, villages. Made once, at build. */
export async function GET() {
	const places = await readPlaces(GAZETTEER_DIRECTORY, (problem) => {
		throw new Error(problem);
	});
	const drawn = await basemapPlaces(await readFile('static/basemap/fronts.pmtiles'));
	return Response.json(placeLabels(places, drawn), { headers: { 'content-type': 'application/geo+json' } });
}
