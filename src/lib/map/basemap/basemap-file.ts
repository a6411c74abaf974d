import { PMTiles, type Source } from 'pmtiles';

/** The basemap's whole file in memory: for a server, and for whoever prepares data at build. */
export const openBasemapFile = (file: Uint8Array): PMTiles => new PMTiles(inMemory(file));

function inMemory(file: Uint8Array): Source {
	return {
		getKey: () => 'basemap',
		// A copy: a Node buffer may be a view of a shared one.
		getBytes: async (offset, length) => ({
			data: new Uint8Array(file.subarray(offset, offset + length)).buffer
		})
	};
}
