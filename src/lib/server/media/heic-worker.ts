/** Decodes one HEIC picture and ends. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { MEDIA_LIMITS } from '../../domain/limits.ts';
import type { HeicAnswer } from './heic.ts';

type HeifImage = {
	get_width(): number;
	get_height(): number;
	display(
		into: { data: Uint8ClampedArray; width: number; height: number },
		done: (shown: { data: Uint8ClampedArray } | null) => void
	): void;
};
type Heif = { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };

const answer = (said: HeicAnswer, transfer: ArrayBuffer[] = []) => parentPort!.postMessage(said, transfer);

const { HeifDecoder } = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Heif;
const [image] = new HeifDecoder().decode(workerData as Uint8Array);
if (!image) answer({ refused: 'damaged', detail: 'no picture in it' });
else {
	const [width, height] = [image.get_width(), image.get_height()];
	if (width * height > MEDIA_LIMITS.pixels)
		answer({ refused: 'too_many_pixels', detail: `${width} × ${height}` });
	else {
		const data = new Uint8ClampedArray(width * height * 4);
		image.display({ data, width, height }, (shown) => {
			if (!shown) answer({ refused: 'damaged', detail: 'it cannot be decoded' });
			else answer({ width, height, pixels: new Uint8Array(data.buffer) }, [data.buffer as ArrayBuffer]);
		});
	}
}
