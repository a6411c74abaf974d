/** Files as phones, cameras and ill-meaning people make them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** What the samples say of themselves, and nothing that is stored may. */
export const SECRETS = ['Canon', 'EOS', 'iPhone', 'Exif', 'SECRET', '+48.1375', '48.1375'];
export const PLACE = [37.741111, 48.1375];

/** A house before a sky: enough to tell it from another picture. */
function scene(width: number, height: number): Buffer {
	const pixels = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isHouse = x > width * 0.3 && x < width * 0.6 && y > height * 0.4;
			const isRoof = !isHouse && Math.abs(x - width * 0.45) < (y - height * 0.2) * 1.2 && y < height * 0.4;
			const grey = isHouse ? 90 : isRoof ? 150 : 255 - Math.round((y / height) * 90 + (x / width) * 60);
			pixels.fill(grey, (y * width + x) * 3, (y * width + x) * 3 + 3);
		}
	}
	return pixels;
}
export const picture = (width = 320, height = 240) =>
	sharp(scene(width, height), { raw: { width, height, channels: 3 } });

const EXIF = {
	IFD0: { Make: 'Canon', Model: 'EOS SECRET' },
	IFD2: { DateTimeOriginal: '2023:11:01 10:00:00', OffsetTimeOriginal: '+02:00' },
	IFD3: {
		...{ GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 15/1' },
		...{ GPSLongitudeRef: 'E', GPSLongitude: '37/1 44/1 28/1' }
	}
};
export const jpegOfCamera = (): Promise<Buffer> => picture().jpeg().withExif(EXIF).toBuffer();
/** Held upright: 240 × 320 as seen. */
export const jpegHeldUpright = (): Promise<Buffer> =>
	picture().jpeg().withExif(EXIF).withMetadata({ orientation: 6 }).toBuffer();
export const webpOfCamera = (): Promise<Buffer> => picture().webp().withExif(EXIF).toBuffer();

/** As heif-enc of libheif 1.15 made it of a JPEG with a place; nothing we ship writes HEIC. 96 × 64. */
export const heicOfPhone = (): Buffer =>
	readFileSync(join(import.meta.dirname, '../fixtures/media/phone.heic'));

function pngChunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex');

/** With a comment, before its pixels. */
export async function pngWithText(): Promise<Buffer> {
	const png = await picture().png().toBuffer();
	const text = pngChunk('tEXt', Buffer.from('Comment\0SECRET of the author', 'latin1'));
	return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
}

/** Grey without end in a few kilobytes. */
export function pngOf(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([1, 0, 0, 0, 0], 8);
	const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 30_000));
	const data = pngChunk('IDAT', deflateSync(rows, { level: 9 }));
	return Buffer.concat([PNG_HEAD, pngChunk('IHDR', header), data, pngChunk('IEND', Buffer.alloc(0))]);
}

/** The smallest ZIP: the end of an empty directory. */
const ZIP = Buffer.concat([
	Buffer.from('PK\x03\x04', 'latin1'),
	Buffer.alloc(26),
	Buffer.from('PK\x01\x02', 'latin1'),
	Buffer.alloc(42),
	Buffer.from('PK\x05\x06\0\0\0\0\x01\0\x01\0', 'latin1'),
	Buffer.from([46, 0, 0, 0, 30, 0, 0, 0, 0, 0])
]);

/** What is refused, and why. */
export async function hostileFiles(): Promise<[name: string, bytes: Buffer, reason: string][]> {
	const jpeg = await jpegOfCamera();
	const html = Buffer.from('<!doctype html><script>alert(1)</script>');
	const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, html.length + 2]), html]);
	return [
		['an empty file', Buffer.alloc(0), 'empty'],
		['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'wrong_type'],
		['an SVG with its XML head', Buffer.from('<?xml version="1.0"?><svg/>'), 'wrong_type'],
		['HTML called a picture', html, 'wrong_type'],
		['a GIF', await picture().gif().toBuffer(), 'wrong_type'],
		['an AVIF', await picture(32, 32).avif().toBuffer(), 'wrong_type'],
		['a ZIP', ZIP, 'wrong_type'],
		['a PDF', Buffer.from('%PDF-1.7 ...'), 'wrong_type'],
		['a JPEG that is HTML as well', Buffer.concat([jpeg, html]), 'hides_another'],
		[
			'a JPEG with a script in its comment',
			Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
			'hides_another'
		],
		['a JPEG that is a ZIP as well', Buffer.concat([jpeg, ZIP]), 'hides_another'],
		['a bomb of 30,000 × 30,000 pixels', pngOf(30_000, 30_000), 'too_many_pixels'],
		['a picture of 0 × 0 pixels', pngOf(0, 0), 'damaged'],
		['half a JPEG', jpeg.subarray(0, jpeg.length / 2), 'damaged'],
		['half a PNG', (await pngWithText()).subarray(0, 500), 'damaged'],
		['half a HEIC', heicOfPhone().subarray(0, 600), 'damaged'],
		['a JPEG of 21 MB', Buffer.concat([jpeg, Buffer.alloc(21 * 1024 * 1024)]), 'too_large'],
		['a film of 3 minutes', film({ seconds: 180 }), 'too_long'],
		['a film in pieces', film({ more: box('moof', Buffer.alloc(8)) }), 'video_not_understood'],
		['half a film', film().subarray(0, film().length / 2), 'video_not_understood'],
		['a film without a picture', film({ handler: 'soun' }), 'video_not_understood'],
		['a film that plays its own index', film({ playsFrom: 0 }), 'video_not_understood']
	];
}

export function box(type: string, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const head = Buffer.alloc(8);
	head.writeUInt32BE(body.length + 8);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, body]);
}
const numbers = (...values: number[]): Buffer => {
	const bytes = Buffer.alloc(values.length * 4);
	values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
	return bytes;
};

/** 2023-11-01T08:00:00Z in seconds since 1904. */
const TAKEN = 3_781_670_400;
export const PLAYED = Buffer.from('these bytes are the picture');
export const LOGGED = Buffer.from('SECRET log of positions +48.1375+037.7411/');

type FilmOptions = { seconds?: number; handler?: string; more?: Buffer; playsFrom?: number };

/** An MP4 as a phone makes it: a track of pictures, one of positions, a place and a maker. Nothing of it is decoded. */
export function film({
	seconds = 5,
	handler = 'vide',
	more = Buffer.alloc(0),
	playsFrom
}: FilmOptions = {}): Buffer {
	const ftyp = box('ftyp', Buffer.from('mp42\0\0\0\0isommp42', 'latin1'));
	const mdat = box('mdat', PLAYED, Buffer.from('SECRET in a gap'), LOGGED);
	const start = ftyp.length + 8;
	const name = Buffer.from('SECRET handler\0');
	const track = (id: number, kind: string, from: number, length: number) =>
		box(
			'trak',
			box(
				'tkhd',
				numbers(7, TAKEN, TAKEN, id, 0, seconds * 600, 0, 0, 0, 0),
				numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, 640 << 16, 360 << 16)
			),
			box('tref', box('cdsc', numbers(1))),
			box(
				'mdia',
				box('mdhd', numbers(0, TAKEN, TAKEN, 600, seconds * 600, 0)),
				box('hdlr', numbers(0, 0), Buffer.from(kind), numbers(0, 0, 0), name),
				box(
					'minf',
					box('vmhd', numbers(1, 0, 0)),
					box('dinf', box('dref', numbers(0, 1), box('url ', numbers(0), Buffer.from('/home/SECRET\0')))),
					box(
						'stbl',
						box('stsd', numbers(0, 0)),
						box('stts', numbers(0, 1, 1, seconds * 600)),
						box('stsc', numbers(0, 1, 1, 1, 1)),
						box('stsz', numbers(0, 0, 1, length)),
						box('stco', numbers(0, 1, from))
					)
				)
			)
		);
	const place = box('\u00a9xyz', Buffer.from('\0\x1a\x15\xc7+48.1375+037.7411/', 'latin1'));
	const moov = box(
		'moov',
		box('mvhd', numbers(0, TAKEN, TAKEN, 600, seconds * 600), Buffer.alloc(80)),
		track(1, handler, playsFrom ?? start, PLAYED.length),
		track(2, 'meta', start + PLAYED.length + 15, LOGGED.length),
		box('udta', place, box('\u00a9mod', Buffer.from('iPhone SECRET'))),
		box('meta', Buffer.from('SECRET'))
	);
	return Buffer.concat([ftyp, mdat, moov, box('uuid', Buffer.from('SECRET of a drone')), more]);
}
