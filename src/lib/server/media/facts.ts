/** What the metadata of a picture say: shown to who sends it, so that they know, and then dropped. */
import ExifReader from 'exifreader';
import { toInstant } from '#lib/domain/event-time.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { NO_FACTS, type MediaFacts } from '#lib/domain/media.ts';
import { plainLine } from '#lib/domain/plain-text.ts';

/** Characters of a camera's name that are shown. */
const CAMERA = 80;

/** Nothing where there is nothing, or nothing that can be read. */
export function pictureFacts(bytes: Uint8Array): MediaFacts {
	try {
		const { exif, gps } = ExifReader.load(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
			expanded: true,
			excludeTags: { xmp: true, icc: true, iptc: true }
		});
		const [make, model, taken, offset] = [
			exif?.Make,
			exif?.Model,
			exif?.DateTimeOriginal,
			exif?.OffsetTimeOriginal
		].map((tag) => tag?.description ?? '') as [string, string, string, string];
		return {
			...timeOf(taken, offset, `${exif?.GPSDateStamp?.description} ${exif?.GPSTimeStamp?.description}`),
			point: pointOf(gps?.Longitude, gps?.Latitude),
			camera: plainLine(model.startsWith(make) ? model : `${make} ${model}`).slice(0, CAMERA) || null
		};
	} catch {
		return NO_FACTS;
	}
}

const EXIF_TIME = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)/;

/** @param satellite "2023:11:01 08:00:00", which is UTC */
function timeOf(taken: string, offset: string, satellite: string) {
	const local = isoOf(taken);
	const utc = isoOf(satellite);
	const zoned = local && /^[+-]\d\d:\d\d$/.test(offset) ? local + offset : utc && `${utc}Z`;
	return { taken_at: zoned ? toInstant(zoned) : null, taken_local: zoned ? null : local };
}

function isoOf(text: string): string | null {
	const [, year, month, day, time] = EXIF_TIME.exec(text) ?? [];
	const iso = `${year}-${month}-${day}T${time}`;
	return Number.isNaN(Date.parse(`${iso}Z`)) ? null : iso;
}

/** Cameras without a fix write zeros. */
export function pointOf(lon: number | undefined, lat: number | undefined): LngLat | null {
	if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return null;
	return lon === 0 && lat === 0 ? null : [round(lon), round(lat)];
}

/** Six decimals are a decimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
