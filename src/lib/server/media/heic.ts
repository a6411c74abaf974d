/**
 * Pictures of iPhones. The prebuilt sharp has no HEVC decoder (patents), so libheif compiled to WebAssembly reads them,
 * in a thread of its own for each picture: it computes for seconds, its memory is given back only with its thread, and
 * a picture that keeps it busy for ever is ended with it.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refused } from './refusal.ts';

/** Milliseconds: 48 megapixels take about five seconds. */
const PATIENCE = 30_000;

export type Pixels = { width: number; height: number; pixels: Uint8Array };
export type HeicAnswer = Pixels | { refused: 'damaged' | 'too_many_pixels'; detail: string };

/** Red, green, blue, alpha, row by row, turned as it was held. @throws Refused */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
	// Beside the bundle, like the database's thread: Node runs the source as it is.
	const worker = new Worker(join(process.cwd(), 'src/lib/server/media/heic-worker.ts'), {
		workerData: bytes,
		// It prints what it cannot read.
		stdout: true,
		stderr: true
	});
	let timer: NodeJS.Timeout | undefined;
	try {
		const answer = await new Promise<HeicAnswer>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', (error) => resolve({ refused: 'damaged', detail: error.message }));
			worker.once('exit', () => resolve({ refused: 'damaged', detail: 'the decoder ended' }));
			timer = setTimeout(() => reject(new Refused('took_too_long', 'HEIC')), PATIENCE);
		});
		if ('refused' in answer) throw new Refused(answer.refused, answer.detail);
		return answer;
	} finally {
		clearTimeout(timer);
		await worker.terminate();
	}
}
