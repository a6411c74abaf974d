import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { SAME_PICTURE_BITS, hammingDistance } from '#lib/domain/media.ts';
import { perceptualHash } from '#lib/server/media/picture.ts';
import { Refused } from '#lib/server/media/refusal.ts';
import { cleanVideo } from '#lib/server/media/video.ts';
import { takeIn } from '#lib/server/media/workshop.ts';
import * as samples from '../../../support/media-samples.ts';

// Pictures are really decoded, one kind in a thread that first loads its decoder.
vi.setConfig({ testTimeout: 60_000 });

const text = (bytes: Buffer) => bytes.toString('latin1');
const expectNoSecret = (bytes: Buffer) => {
	for (const secret of samples.SECRETS) expect(text(bytes)).not.toContain(secret);
};

describe('a picture is shown its own facts and stored without them', () => {
	test.each([
		['JPEG', samples.jpegOfCamera, 320, 240, 'Canon EOS SECRET'],
		['JPEG held upright', samples.jpegHeldUpright, 240, 320, 'Canon EOS SECRET'],
		['WebP', samples.webpOfCamera, 320, 240, 'Canon EOS SECRET'],
		['HEIC', async () => samples.heicOfPhone(), 96, 64, 'Apple iPhone 15']
	])('%s', async (_, make, width, height, camera) => {
		const received = await make();
		expect(text(received)).toContain('2023:11:01');
		const { facts, bytes, preview, sha256, sha256Received, ...rest } = await takeIn(received);
		expect(facts).toEqual({
			taken_at: '2023-11-01T08:00:00Z',
			taken_local: null,
			point: samples.PLACE,
			camera
		});
		expect(rest).toMatchObject({ kind: 'image', mime: 'image/webp', width, height, duration: null });
		for (const stored of [bytes, preview!]) {
			expectNoSecret(stored);
			const { format, exif, xmp, orientation } = await sharp(stored).metadata();
			expect({ format, exif, xmp, orientation }).toEqual({ format: 'webp' });
		}
		expect(sha256).not.toBe(sha256Received);
	});

	test('PNG with a comment', async () => {
		const received = await samples.pngWithText();
		expect(text(received)).toContain('SECRET');
		const { bytes, facts } = await takeIn(received);
		expectNoSecret(bytes);
		expect(facts).toEqual({ taken_at: null, taken_local: null, point: null, camera: null });
	});

	test('a clock without a zone is not taken for UTC', async () => {
		const received = await samples
			.picture()
			.jpeg()
			.withExif({ IFD2: { DateTimeOriginal: '2023:11:01 10:00:00' } })
			.toBuffer();
		const { facts } = await takeIn(received);
		expect(facts).toMatchObject({ taken_at: null, taken_local: '2023-11-01T10:00:00' });
	});

	test('a large one is made smaller, its preview more so', async () => {
		const { width, height, preview } = await takeIn(
			await samples.picture().resize(4_000, 3_000).jpeg().toBuffer()
		);
		expect([width, height]).toEqual([2_560, 1_920]);
		expect(await sharp(preview!).metadata()).toMatchObject({ width: 480, height: 360 });
	});
});

describe('a film', () => {
	const received = samples.film();

	test('keeps what is played, byte for byte and place for place, and nothing that says where or by whom', async () => {
		const { bytes, facts, ...rest } = await takeIn(received);
		expect(facts).toMatchObject({ taken_at: '2023-11-01T08:00:00Z', point: [37.7411, 48.1375] });
		expect(rest).toMatchObject({ mime: 'video/mp4', width: 640, height: 360, duration: 5, preview: null });
		expect(bytes.length).toBe(received.length);
		expect(bytes.indexOf(samples.PLAYED)).toBe(received.indexOf(samples.PLAYED));
		expectNoSecret(bytes);
		for (const type of ['udta', 'meta', 'uuid', 'tref', '\u00a9xyz']) expect(text(bytes)).not.toContain(type);
		// The moment it was taken, in any header.
		const moment = Buffer.alloc(4);
		received.copy(moment, 0, received.indexOf('mvhd') + 8);
		expect(received.includes(moment)).toBe(true);
		expect(bytes.includes(moment)).toBe(false);
	});

	test('cleaned once is cleaned: again changes nothing', () => {
		const { bytes } = cleanVideo(received);
		expect(cleanVideo(bytes).bytes.equals(bytes)).toBe(true);
	});

	test('with any byte changed or cut off is cleaned or refused, never a crash', () => {
		const check = () =>
			fc.assert(
				fc.property(fc.nat(received.length - 1), fc.nat(255), fc.boolean(), (at, value, isCut) => {
					const broken = Buffer.from(isCut ? received.subarray(0, at) : received);
					if (!isCut) broken[at] = value;
					try {
						const { bytes } = cleanVideo(broken);
						return bytes.length === broken.length;
					} catch (error) {
						return error instanceof Refused;
					}
				}),
				{ numRuns: 2_000 }
			);
		expect(check).not.toThrow();
	});
});

test('what is hostile, damaged or of another kind is refused with the reason', async () => {
	for (const [name, bytes, reason] of await samples.hostileFiles()) {
		const refusal = await takeIn(bytes).then(
			() => 'taken',
			(error: unknown) => (error instanceof Refused ? error.reason : error)
		);
		expect([name, refusal]).toEqual([name, reason]);
	}
});

describe('a perceptual hash', () => {
	test('is nearly the same of a copy: smaller, worse, brighter', async () => {
		const original = await samples.picture().png().toBuffer();
		const hash = (await perceptualHash(original))!;
		const copies = await Promise.all([
			sharp(original).resize(100).jpeg({ quality: 40 }).toBuffer(),
			sharp(original).modulate({ brightness: 1.1 }).webp().toBuffer()
		]);
		for (const copy of copies)
			expect(hammingDistance(hash, (await perceptualHash(copy))!)).toBeLessThanOrEqual(SAME_PICTURE_BITS);
	});

	test('is another of another picture, and none of an even one', async () => {
		const hash = (await perceptualHash(await samples.picture().png().toBuffer()))!;
		const other = await samples.picture().flop().flip().png().toBuffer();
		expect(hammingDistance(hash, (await perceptualHash(other))!)).toBeGreaterThan(SAME_PICTURE_BITS * 2);
		const even = { create: { width: 64, height: 64, channels: 3 as const, background: '#777' } };
		expect(await perceptualHash(await sharp(even).png().toBuffer())).toBeNull();
	});

	test('differs in as many bits as it does', () => {
		expect(hammingDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
		expect(hammingDistance('f0f0a5a50f0f1234', 'f0f0a5a50f0f1235')).toBe(1);
		expect(hammingDistance('8000000000000000', '8000000000000000')).toBe(0);
	});
});
