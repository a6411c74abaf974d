/** Pictures, encoded anew: only what is seen of them is kept. */
import sharp, { type Sharp } from 'sharp';
import { MEDIA_LIMITS } from '#lib/domain/limits.ts';
import { differenceHash } from '#lib/domain/media.ts';
import { decodeHeic } from './heic.ts';
import type { TakenType } from './inspect.ts';
import { Refused } from './refusal.ts';

/** Pixels of the longer side. */
const LARGEST = 2_560;
const PREVIEW = 480;
/** Of one step of the library. Seconds. */
const PATIENCE = 20;

export type CleanPicture = {
	width: number;
	height: number;
	/** WebP, without metadata. */
	bytes: Buffer;
	preview: Buffer;
	phash: string | null;
};

/** @throws Refused when it cannot be read whole, or has too many pixels */
export async function cleanPicture(bytes: Uint8Array, type: TakenType): Promise<CleanPicture> {
	try {
		const upright = await open(bytes, type);
		const stored = await upright
			.resize({ width: LARGEST, height: LARGEST, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 82 })
			.timeout({ seconds: PATIENCE })
			.toBuffer({ resolveWithObject: true });
		await assertBare(stored.data);
		return {
			width: stored.info.width,
			height: stored.info.height,
			bytes: stored.data,
			preview: await sharp(stored.data)
				.resize({ width: PREVIEW, height: PREVIEW, fit: 'inside', withoutEnlargement: true })
				.webp({ quality: 72 })
				.toBuffer(),
			phash: await perceptualHash(stored.data)
		};
	} catch (error) {
		if (error instanceof Refused) throw error;
		const { message } = error as Error;
		if (/pixel limit/i.test(message)) throw new Refused('too_many_pixels', message);
		throw new Refused(/timeout/i.test(message) ? 'took_too_long' : 'damaged', message);
	}
}

/** Turned the way its metadata say it was held; those of a HEIC are applied when it is decoded. */
async function open(bytes: Uint8Array, type: TakenType): Promise<Sharp> {
	if (type === 'image/heic' || type === 'image/heif') {
		const { width, height, pixels } = await decodeHeic(bytes);
		return sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
	}
	return sharp(bytes, { failOn: 'warning', limitInputPixels: MEDIA_LIMITS.pixels }).autoOrient();
}

/** The encoder leaves metadata out by itself: that is checked, not believed. */
async function assertBare(bytes: Buffer): Promise<void> {
	const { exif, xmp, iptc, comments } = await sharp(bytes).metadata();
	if (exif || xmp || iptc || comments) throw new Error('the encoder kept metadata');
}

/** 16 hexadecimal digits; null of a picture too even to be told from another. */
export async function perceptualHash(picture: Buffer): Promise<string | null> {
	const grey = await sharp(picture)
		.flatten({ background: '#808080' })
		.greyscale()
		.resize(9, 8, { fit: 'fill' })
		.raw()
		.toBuffer();
	return differenceHash(grey);
}
