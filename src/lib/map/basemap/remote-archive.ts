/** The basemap's tiles out of one file, over HTTP ranges. */
import { FetchSource, PMTiles, type RangeResponse, type Source } from 'pmtiles';

/**
 * Bytes from the start of the file that hold its header and its root directory. The library asks for 16 KiB, most of
 * which is tiles that nobody wanted; a test keeps this number true.
 */
export const HEAD_BYTES = 4096;

class ThriftySource implements Source {
	readonly #file: Source;

	constructor(url: string) {
		this.#file = new FetchSource(url);
	}

	getKey = (): string => this.#file.getKey();

	getBytes(offset: number, length: number, signal?: AbortSignal, etag?: string): Promise<RangeResponse> {
		return this.#file.getBytes(offset, offset === 0 ? Math.min(length, HEAD_BYTES) : length, signal, etag);
	}
}

export const openArchive = (url: string): PMTiles => new PMTiles(new ThriftySource(url));
