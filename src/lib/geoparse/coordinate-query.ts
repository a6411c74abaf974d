/**
 * Coordinates someone types to go there. Unlike in a text of a source, nothing has to be told apart from prices and
 * hours: a pair of numbers is a pair of coordinates, however few decimals it has and wherever it lies.
 */
import { fromLatLon } from '../domain/axis-order.ts';
import type { LngLat } from '../domain/location.ts';
import { mgrs } from '../domain/mgrs.ts';
import { theatreAt } from '../domain/theatre.ts';
import { coordinatesIn } from './coordinates.ts';
import { pointNear, pointOfPlusCode, shortPlusCode } from './plus-code.ts';
import { pointsOfUtm, UTM } from './utm.ts';

/** `swapped`: read as longitude, latitude, against the usual order. */
export type AskedPoint = { point: LngLat; swapped: boolean };

const NUMBER = String.raw`([-−–+]?\d{1,3}(?:[.,]\d{1,15})?)\s?[°º]?`;
const PAIR = new RegExp(`^${NUMBER}(?:\\s*[,;/|،]\\s*|\\s+)${NUMBER}$`, 'u');
const GRID = /^(\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2})((?:\d\d){1,5})$/;

/** The points a query may mean, the likelier first; none when it holds no coordinates. Never throws. */
export function coordinatesAsked(query: string): AskedPoint[] {
	const text = withLatinDigits(query.trim());
	const pair = PAIR.exec(text);
	if (pair) return pointsOfPair(toNumber(pair[1]), toNumber(pair[2]));
	const square = pointOfGrid(text.toUpperCase().replace(/\s/g, ''));
	if (square) return [{ point: square, swapped: false }];
	const code = pointOfPlusCode(text);
	if (code) return [{ point: code.point, swapped: false }];
	const utm = [...text.matchAll(UTM)].find(([whole]) => whole.length === text.length);
	if (utm) return frontsFirst(pointsOfUtm(utm)).map((point) => ({ point, swapped: false }));
	return coordinatesIn(text)
		.slice(0, 1)
		.map(({ point, ambiguous }) => ({ point, swapped: ambiguous }));
}

/** The place beside which a short Plus Code has to be looked for, as it was typed; empty where none was. Null: it is none. */
export const placeOfShortCode = (query: string): string | null => shortPlusCode(query)?.near ?? null;

/** What a short Plus Code means near a place. */
export function shortCodeNear(query: string, place: LngLat): LngLat | null {
	const short = shortPlusCode(query);
	return short && pointNear(short.code, place);
}

const frontsFirst = (points: readonly LngLat[]): LngLat[] =>
	points.toSorted((a, b) => Number(theatreAt(a) === null) - Number(theatreAt(b) === null));

/** Latitude comes first, unless only the other order can be, or lies on a front; then both are offered. */
function pointsOfPair(first: number, second: number): AskedPoint[] {
	const asWritten = isOnEarth(first, second) ? fromLatLon(first, second) : null;
	const turned = isOnEarth(second, first) ? fromLatLon(second, first) : null;
	const points: AskedPoint[] = asWritten ? [{ point: asWritten, swapped: false }] : [];
	const isTurnedLikely = turned && !(asWritten && theatreAt(asWritten)) && (!asWritten || theatreAt(turned));
	return isTurnedLikely ? [...points, { point: turned, swapped: true }] : points;
}

const isOnEarth = (lat: number, lon: number) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
const toNumber = (text = '') => Number(text.replace(/[−–]/, '-').replace(',', '.'));

function pointOfGrid(text: string): LngLat | null {
	if (!GRID.test(text)) return null;
	try {
		const [lon, lat] = mgrs.toPoint(text);
		return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
	} catch {
		return null; // letters that form no square of the zone
	}
}

/** Digits and the decimal sign as Arabic and Persian keyboards write them. */
const withLatinDigits = (text: string): string =>
	text
		.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
		.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
		.replaceAll('٫', '.');
