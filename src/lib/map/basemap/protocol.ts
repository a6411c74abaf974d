/** The basemap as MapLibre asks for it, `pmtiles://…`; a chunk of its own, because the reports come first. */
import type { AddProtocolAction } from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import { openArchive } from './remote-archive.ts';

/** @param url of the file */
export function basemapTiles(url: string): AddProtocolAction {
	const protocol = new Protocol();
	protocol.add(openArchive(url));
	return protocol.tile;
}
