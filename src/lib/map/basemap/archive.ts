/** The basemap's file, read whole: for what runs on the server. */
import { PMTiles, type Source } from 'pmtiles';

/** @param file the whole PMTiles archive */
export const openBasemap = (file: Uint8Array): PMTiles => new PMTiles(inMemory(file));

function inMemory(file: Uint8Array): Source {
	return {
		getKey: () => 'basemap',
		// A copy: a Node buffer may be a view of a shared one.
		getBytes: async (offset, length) => ({
			data: new Uint8Array(file.subarray(offset, offset + length)).buffer
		})
	};
}
