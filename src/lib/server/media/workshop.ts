/** Taking in a file: from bytes nobody trusts to what may be stored. Two at a time, so that the map does not wait. */
import { createHash } from 'node:crypto';
import PQueue from 'p-queue';
import type { MediaKind } from '#lib/domain/media-kind.ts';
import type { MediaFacts } from '#lib/domain/media.ts';
import { pictureFacts } from './facts.ts';
import { inspect } from './inspect.ts';
import { cleanPicture } from './picture.ts';
import { Refused } from './refusal.ts';
import { cleanVideo } from './video.ts';

export type Cleaned = {
	kind: MediaKind;
	mime: 'image/webp' | 'video/mp4';
	width: number;
	height: number;
	/** Seconds; null of a picture. */
	duration: number | null;
	bytes: Buffer;
	/** A small WebP; null of a video. */
	preview: Buffer | null;
	/** Hexadecimal, of the file as it came and as it is stored. */
	sha256Received: string;
	sha256: string;
	/** 16 hexadecimal digits; null of a video, or of a picture too even to be told from another. */
	phash: string | null;
	facts: MediaFacts;
};

const AT_ONCE = 2;
/** Files that wait; more are asked to come again. */
const MOST_WAITING = 12;

const queue = new PQueue({ concurrency: AT_ONCE });

/** @throws Refused with the reason */
export async function takeIn(bytes: Uint8Array): Promise<Cleaned> {
	if (queue.size >= MOST_WAITING) throw new Refused('busy');
	return queue.add(() => clean(bytes));
}

async function clean(received: Uint8Array): Promise<Cleaned> {
	const { type, kind } = await inspect(received);
	const sha256Received = sha256(received);
	if (kind === 'video') {
		const { bytes, width, height, duration, facts } = cleanVideo(received);
		const stored = { bytes, preview: null, phash: null, sha256: sha256(bytes), sha256Received };
		return { kind, mime: 'video/mp4', width, height, duration, facts, ...stored };
	}
	const { bytes, preview, width, height, phash } = await cleanPicture(received, type);
	const stored = { bytes, preview, phash, sha256: sha256(bytes), sha256Received };
	return {
		kind,
		mime: 'image/webp',
		width,
		height,
		duration: null,
		facts: pictureFacts(received),
		...stored
	};
}

/** 50 MB take about 100 ms. */
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
