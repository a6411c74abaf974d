/**
 * Coordinates in free text. Anchored recognisers find candidates first, then range and theatre decide: general
 * coordinate parsers read the date 22.11.2026 as 22.11° N 20.43° E and `48,145278; 37,745` as 2469° (both measured).
 * Latitude comes first, as people write it. A pair that fits a front only the other way round is reported as
 * ambiguous and never turned round.
 */
import { fromLatLon } from '../domain/axis-order.ts';
import type { GeoPrecision, LngLat } from '../domain/location.ts';
import { mgrs } from '../domain/mgrs.ts';
import { theatreAt, type Theatre } from '../domain/theatre.ts';
import { pointOfMapLink } from './map-links.ts';
import { FULL_PLUS_CODE, pointOfPlusCode } from './plus-code.ts';
import { pointsOfUtm, UTM } from './utm.ts';

export type CoordinateReading = {
	/** Longitude first, degrees. */
	point: LngLat;
	precision: GeoPrecision;
	/** Null: outside every front as written. */
	theatre: Theatre | null;
	/** It would lie in a front with the two numbers exchanged. */
	ambiguous: boolean;
	matched: string;
	/** Offsets in the text, end exclusive. */
	start: number;
	end: number;
};

type Angle = { degrees: number; precision: GeoPrecision };
type Found = { lat: number; lon: number; precision: GeoPrecision; sure: boolean };
type Recogniser = { pattern: RegExp; read: (match: RegExpExecArray, text: string) => Found | null };

const NORTH_SOUTH = String.raw`(?:N(?:orth)?|S(?:outh)?|с\.? ?ш\.?|ю\.? ?ш\.?|пн\.? ?ш\.?|пд\.? ?ш\.?|شمالا?|جنوبا?)`;
const EAST_WEST = String.raw`(?:E(?:ast)?|W(?:est)?|O(?:uest)?|в\.? ?д\.?|з\.? ?д\.?|сх\.? ?д\.?|зх\.? ?д\.?|شرقا?|غربا?)`;
const SOUTH = /^(?:S|ю|пд|جنوب)/iu;
const WEST = /^(?:W|O|з|غرب)/iu;
const DEGREE_SIGN = String.raw`(?:[°º˚]| ?deg\.?)`;
const MINUTE_SIGN = String.raw`['′’ʹ‘]`;
const SECOND_SIGN = String.raw`(?:"|″|”|“|''|′′|’’)`;
const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,12})?`;
/** Three groups: degrees, minutes, seconds. */
const ANGLE = `(${NUMBER})\\s{0,2}${DEGREE_SIGN}?\\s{0,2}(?:(${NUMBER})\\s{0,2}${MINUTE_SIGN}\\s{0,2}(?:(${NUMBER})\\s{0,2}${SECOND_SIGN})?)?`;
const SIGNED_ANGLE = `(${NUMBER})\\s{0,2}${DEGREE_SIGN}\\s{0,2}(?:(${NUMBER})\\s{0,2}${MINUTE_SIGN}\\s{0,2}(?:(${NUMBER})\\s{0,2}${SECOND_SIGN})?)?`;
const BETWEEN = String.raw`[\s,;،/|]{0,4}`;
const NOT_IN_A_WORD = String.raw`(?<![\p{L}\p{N}.,])`;
const WORD_ENDS = String.raw`(?![\p{L}\p{N}])`;
const MINUS = /[-−–]/;

const RECOGNISERS: readonly Recogniser[] = [
	{
		// 36RXU 43218 76543, 37UDP0664633209: at least four digits an axis, that is 10 m.
		pattern:
			/(?<![\p{L}\p{N}])\d{1,2}[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?(?:\d{5} ?\d{5}|\d{4} ?\d{4})(?![\p{L}\p{N}])/gu,
		read: ([text]) => fromMgrs(text.replace(/ /g, ''))
	},
	{
		// 37U 406646 5333209: where the letter may mean two things, the one on a front counts.
		pattern: UTM,
		read: (match) => {
			const points = pointsOfUtm(match);
			const point = points.find((one) => theatreAt(one)) ?? points[0];
			return point ? { lat: point[1], lon: point[0], precision: 'exact', sure: false } : null;
		}
	},
	{
		// 8GV6G9MM+2G
		pattern: FULL_PLUS_CODE,
		read: ([text]) => {
			const found = pointOfPlusCode(text);
			return found && { lat: found.point[1], lon: found.point[0], precision: found.precision, sure: false };
		}
	},
	{
		// 48°08'43"N 37°44'42"E, 48.1452 N, 37.745 E, 48,14 с.ш. 37,74 в.д.
		pattern: new RegExp(
			`${NOT_IN_A_WORD}${ANGLE}\\s{0,2}(${NORTH_SOUTH})${BETWEEN}${ANGLE}\\s{0,2}(${EAST_WEST})${WORD_ENDS}`,
			'giu'
		),
		read: (m) => pair(angle(m[1], m[2], m[3]), m[4], angle(m[5], m[6], m[7]), m[8])
	},
	{
		// 37°44'42"E 48°08'43"N: the letters say which is which.
		pattern: new RegExp(
			`${NOT_IN_A_WORD}${ANGLE}\\s{0,2}(${EAST_WEST})${BETWEEN}${ANGLE}\\s{0,2}(${NORTH_SOUTH})${WORD_ENDS}`,
			'giu'
		),
		read: (m) => pair(angle(m[5], m[6], m[7]), m[8], angle(m[1], m[2], m[3]), m[4])
	},
	{
		// N 48°08.717' E 37°44.7'
		pattern: new RegExp(
			`(?<![\\p{L}\\p{N}])(${NORTH_SOUTH})\\s{0,2}${ANGLE}${BETWEEN}(${EAST_WEST})\\s{0,2}${ANGLE}(?![\\p{N}])`,
			'giu'
		),
		read: (m) => pair(angle(m[2], m[3], m[4]), m[1], angle(m[6], m[7], m[8]), m[5])
	},
	{
		// 48°08'43" 37°44'42" without letters: latitude first.
		pattern: new RegExp(`${NOT_IN_A_WORD}${SIGNED_ANGLE}${BETWEEN}${SIGNED_ANGLE}${WORD_ENDS}`, 'gu'),
		read: (m) => pair(angle(m[1], m[2], m[3]), 'N', angle(m[4], m[5], m[6]), 'E')
	},
	{
		// 48.14527, 37.745; three decimals at least: prices, hours and percentages have fewer.
		pattern:
			/(?<![\p{L}\p{N}.,$€£₽₴#№+])([-−–]?\d{1,2}\.\d{3,12})(?:\s?[,;/|،]\s?|\s{1,2})([-−–]?\d{1,3}\.\d{3,12})(?![\p{L}\p{N}%$€£₽₴°]|[.,]\p{N})/gu,
		read: ([, lat = '', lon = '']) => decimalPair(lat, lon)
	},
	{
		// 48,14527; 37,745. Three decimals look like thousands: then the pair must stand alone or be announced.
		pattern:
			/(?<![\p{L}\p{N}.,$€£₽₴#№+])([-−–]?\d{1,2},\d{3,12})(?:\s?;\s?|\s?\/\s?|\s{1,2})([-−–]?\d{1,3},\d{3,12})(?![\p{L}\p{N}%$€£₽₴°]|[.,]\p{N})/gu,
		read: (match, text) => {
			const [whole, lat = '', lon = ''] = match;
			if (mayBeThousands(lat, lon) && !standsAlone(text, match.index, match.index + whole.length))
				return null;
			return decimalPair(lat.replace(',', '.'), lon.replace(',', '.'));
		}
	}
];

/** Every coordinate pair and map link of the text, in its order. Never throws. */
export function coordinatesIn(text: string): CoordinateReading[] {
	const { readings, rest } = mapLinksIn(text);
	let left = rest;
	for (const { pattern, read } of RECOGNISERS) {
		for (const match of left.matchAll(pattern)) {
			const found = read(match, left);
			if (!found) continue;
			const reading = judge(found, match[0], match.index);
			if (reading) readings.push(reading);
			left = blank(left, match.index, match.index + match[0].length);
		}
	}
	return readings.sort((a, b) => a.start - b.start);
}

function mapLinksIn(text: string): { readings: CoordinateReading[]; rest: string } {
	const readings: CoordinateReading[] = [];
	let rest = text;
	for (const match of text.matchAll(/(?:https?:\/\/|(?<!\p{L})geo:)[^\s<>"»]{1,2000}/giu)) {
		const address = match[0].replace(/[.,;:!?)\]]+$/, '');
		// Any address is blanked: its numbers are no coordinates of the text.
		rest = blank(rest, match.index, match.index + match[0].length);
		const linked = pointOfMapLink(address);
		const reading =
			linked &&
			judge(
				{ lat: linked.point[1], lon: linked.point[0], precision: linked.precision, sure: true },
				address,
				match.index
			);
		if (reading) readings.push(reading);
	}
	return { readings, rest };
}

/** Null where the numbers were a guess and lie in no front: they are then no coordinates of ours at all. */
function judge(
	{ lat, lon, precision, sure }: Found,
	matched: string,
	start: number
): CoordinateReading | null {
	const end = start + matched.length;
	const theatre = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? theatreAt(fromLatLon(lat, lon)) : null;
	const swapped = !theatre && Math.abs(lon) <= 90 ? theatreAt(fromLatLon(lon, lat)) : null;
	if (!theatre && !swapped && !sure) return null;
	if (Math.abs(lat) > 90 && !swapped) return null;
	return {
		point: swapped ? fromLatLon(lon, lat) : fromLatLon(lat, lon),
		precision,
		theatre,
		ambiguous: swapped !== null,
		matched,
		start,
		end
	};
}

function angle(degrees = '', minutes?: string, seconds?: string): Angle | null {
	const parts = [degrees, minutes, seconds].map((part) => Number((part ?? '0').replace(',', '.')));
	const [d = 0, m = 0, s = 0] = parts;
	if (m >= 60 || s >= 60 || (minutes && !Number.isInteger(d))) return null;
	const decimals = (part?: string) => /[.,](\d+)/.exec(part ?? '')?.[1]?.length ?? 0;
	// Digits of a degree that the notation resolves: a minute is 1/60, a second 1/3600.
	const digits = seconds ? 4 : minutes ? 2 + decimals(minutes) : decimals(degrees);
	const precision = precisionOf(digits);
	return precision && { degrees: d + m / 60 + s / 3600, precision };
}

function pair(lat: Angle | null, latLetter = '', lon: Angle | null, lonLetter = ''): Found | null {
	if (!lat || !lon) return null;
	return {
		lat: SOUTH.test(latLetter) ? -lat.degrees : lat.degrees,
		lon: WEST.test(lonLetter) ? -lon.degrees : lon.degrees,
		precision: coarser(lat.precision, lon.precision),
		sure: true
	};
}

function decimalPair(latText: string, lonText: string): Found | null {
	const [lat, lon] = [latText, lonText].map((text) => Number(text.replace(MINUS, '-')));
	const decimals = Math.min(...[latText, lonText].map((text) => text.length - text.indexOf('.') - 1));
	const precision = precisionOf(decimals);
	if (lat === undefined || lon === undefined || !precision) return null;
	return { lat, lon, precision, sure: decimals >= 4 };
}

function fromMgrs(text: string): Found | null {
	try {
		const [lon, lat] = mgrs.toPoint(text);
		return Number.isFinite(lat) && Number.isFinite(lon)
			? { lat, lon, precision: 'exact', sure: false }
			: null;
	} catch {
		return null; // letters that form no square of the zone
	}
}

/** A fourth decimal is 11 m, a third 110 m, a second 1.1 km; anything coarser is not a place. */
function precisionOf(decimals: number): GeoPrecision | null {
	if (decimals >= 4) return 'exact';
	if (decimals === 3) return 'street';
	return decimals === 2 ? 'settlement' : null;
}

function coarser(a: GeoPrecision, b: GeoPrecision): GeoPrecision {
	const order: GeoPrecision[] = ['exact', 'street', 'settlement'];
	return order.indexOf(a) > order.indexOf(b) ? a : b;
}

const mayBeThousands = (lat: string, lon: string) => /,\d{3}$/.test(lat) && /,\d{3}$/.test(lon);

function standsAlone(text: string, start: number, end: number): boolean {
	const announced =
		/(?:coord\p{L}*|координат\p{L}*|gps|lat\p{L}*|geo\p{L}*|إحداثي\p{L}*)[^\p{L}\p{N}]{0,4}$/iu;
	if (announced.test(text.slice(Math.max(0, start - 24), start))) return true;
	return /(?:^|[\n(])\s*$/.test(text.slice(0, start)) && /^\s*(?:$|[\n)])/.test(text.slice(end));
}

const blank = (text: string, start: number, end: number) =>
	text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
