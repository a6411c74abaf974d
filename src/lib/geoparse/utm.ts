/** Universal Transverse Mercator, as maps and receivers write it: `37U 406646 5333209`, `36R 639416 mE 3485992 mN`. */
import { fromLatLon } from '../domain/axis-order.ts';
import type { LngLat } from '../domain/location.ts';

/** WGS 84: half the great axis in metres, and the first eccentricity squared. */
const AXIS = 6_378_137;
const E2 = 0.00669437999014;
const SCALE = 0.9996;
const FALSE_EASTING = 500_000;
const FALSE_NORTHING = 10_000_000;

const METRES = String.raw`(\d{6,7}(?:\.\d{1,3})?)\s?(?:m\s?)?`;
export const UTM = new RegExp(
	String.raw`(?<![\p{L}\p{N}.,])(?:UTM\s*|zone\s*)?([1-9]|[1-5]\d|60)\s?([C-HJ-NP-X])[\s,;]+(?:E\s?)?${METRES}(?:E\b)?[\s,;]+(?:N\s?)?${METRES}(?:N\b)?(?![\p{L}\p{N}])`,
	'giu'
);

/**
 * The points a match of `UTM` may mean. The letter is the band of latitude; many write the hemisphere in its place, and
 * S is both the band from 32° to 40° north and "south": both are given then.
 */
export function pointsOfUtm([
	,
	zone = '',
	letter = '',
	easting = '',
	northing = ''
]: RegExpMatchArray): LngLat[] {
	const band = letter.toUpperCase();
	const point = (isNorth: boolean) => toPoint(Number(zone), isNorth, Number(easting), Number(northing));
	const points = band === 'S' ? [point(true), point(false)] : [point(band >= 'N')];
	return points.filter((found) => found !== null);
}

/** Inverse of the projection (Snyder, Map Projections: A Working Manual, USGS 1395, equations 8-17 to 8-25). */
function toPoint(zone: number, isNorth: boolean, easting: number, northing: number): LngLat | null {
	if (easting < 100_000 || easting >= 1_000_000 || northing > FALSE_NORTHING) return null;
	const x = easting - FALSE_EASTING;
	const y = isNorth ? northing : northing - FALSE_NORTHING;
	const ePrime2 = E2 / (1 - E2);
	const mu = y / SCALE / (AXIS * (1 - E2 / 4 - (3 * E2 ** 2) / 64 - (5 * E2 ** 3) / 256));
	const e1 = (1 - Math.sqrt(1 - E2)) / (1 + Math.sqrt(1 - E2));
	const foot =
		mu +
		((3 * e1) / 2 - (27 * e1 ** 3) / 32) * Math.sin(2 * mu) +
		((21 * e1 ** 2) / 16 - (55 * e1 ** 4) / 32) * Math.sin(4 * mu) +
		((151 * e1 ** 3) / 96) * Math.sin(6 * mu) +
		((1097 * e1 ** 4) / 512) * Math.sin(8 * mu);
	const [sin, cos, tan] = [Math.sin(foot), Math.cos(foot), Math.tan(foot)];
	const c = ePrime2 * cos ** 2;
	const t = tan ** 2;
	const n = AXIS / Math.sqrt(1 - E2 * sin ** 2);
	const r = (AXIS * (1 - E2)) / (1 - E2 * sin ** 2) ** 1.5;
	const d = x / (n * SCALE);
	const lat =
		foot -
		((n * tan) / r) *
			(d ** 2 / 2 -
				((5 + 3 * t + 10 * c - 4 * c ** 2 - 9 * ePrime2) * d ** 4) / 24 +
				((61 + 90 * t + 298 * c + 45 * t ** 2 - 252 * ePrime2 - 3 * c ** 2) * d ** 6) / 720);
	const lon =
		(d -
			((1 + 2 * t + c) * d ** 3) / 6 +
			((5 - 2 * c + 28 * t - 3 * c ** 2 + 8 * ePrime2 + 24 * t ** 2) * d ** 5) / 120) /
		cos;
	const point = fromLatLon(degrees(lat), zone * 6 - 183 + degrees(lon));
	return Math.abs(point[1]) <= 84 && Math.abs(point[0]) <= 180 ? point : null;
}

const degrees = (radians: number) => (radians * 180) / Math.PI;
