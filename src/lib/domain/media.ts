/** Pictures and videos of a report. */
import * as v from 'valibot';
import type { Instant } from './event-time.ts';
import type { LngLat } from './location.ts';
import { MEDIA_KINDS, type MediaKind } from './media-kind.ts';

/** What a file says of itself: shown to who sends it, and never kept. */
export type MediaFacts = {
	/** With the zone the camera knew. */
	taken_at: Instant | null;
	/** "2023-11-01T10:00:00" by the camera's clock, where it does not say of which zone. */
	taken_local: string | null;
	point: LngLat | null;
	camera: string | null;
};
export const NO_FACTS: MediaFacts = { taken_at: null, taken_local: null, point: null, camera: null };

/** Why a file is not taken. */
export const MEDIA_REFUSALS = [
	'empty',
	'too_large',
	'wrong_type',
	'hides_another',
	'too_many_pixels',
	'damaged',
	'too_long',
	'video_not_understood',
	'took_too_long',
	'busy',
	'closed'
] as const;
export type MediaRefusal = (typeof MEDIA_REFUSALS)[number];

/** What a contributor is told of a file that was taken. `upload_key` is told once: whoever has it may send or remove it. */
export type UploadedMedia = {
	id: string;
	upload_key: string;
	kind: MediaKind;
	width: number;
	height: number;
	/** Seconds; null of a picture. */
	duration: number | null;
	facts: MediaFacts;
	/** `data:` address of a small picture; null of a video. */
	preview: string | null;
	/** Public reports that show the same or nearly the same file. */
	seen_in: number[];
};

/** A public picture or video of a report. */
export const PublicMediaSchema = v.object({
	id: v.pipe(v.string(), v.uuid()),
	kind: v.picklist(MEDIA_KINDS),
	width: v.number(),
	height: v.number(),
	/** Graphic: readers see it only when they ask to. */
	sensitive: v.boolean(),
	alt: v.nullable(v.string())
});
export type PublicMedia = v.InferOutput<typeof PublicMediaSchema>;

/** Bits in which two perceptual hashes may differ and still be of one picture. The database uses the same number. */
export const SAME_PICTURE_BITS = 6;

/** In how many bits two hashes of 16 hexadecimal digits differ, 0 to 64. */
export function hammingDistance(a: string, b: string): number {
	let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
	let bits = 0;
	for (; differing > 0n; differing &= differing - 1n) bits++;
	return bits;
}

/**
 * The hash of how each pixel of a picture compares with the one to its right (dHash): it stays when a picture is
 * scaled, compressed or recoloured a little.
 * @param grey 9 × 8 brightnesses, row by row
 * @returns 16 hexadecimal digits; null of a picture too even to be told from another
 */
export function differenceHash(grey: Uint8Array): string | null {
	let hash = 0n;
	let ones = 0;
	for (let y = 0; y < 8; y++) {
		for (let x = 0; x < 8; x++) {
			const falls = grey[y * 9 + x]! > grey[y * 9 + x + 1]!;
			hash = (hash << 1n) | (falls ? 1n : 0n);
			ones += Number(falls);
		}
	}
	return ones < EVEN_BITS ? null : hash.toString(16).padStart(16, '0');
}

/** A sky or a wall sets fewer. */
const EVEN_BITS = 4;
