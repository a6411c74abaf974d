/** Plus Codes (Open Location Code, Google 2014): `8GV6G9MM+2G`. A short one, `G9MM+2G`, needs a place near it. */
import { OpenLocationCode } from 'open-location-code';
import { fromLatLon } from '../domain/axis-order.ts';
import type { GeoPrecision, LngLat } from '../domain/location.ts';

/** The part of the library that is used; it has no types of its own. */
type Codes = {
	isValid(code: string): boolean;
	isFull(code: string): boolean;
	isShort(code: string): boolean;
	decode(code: string): { latitudeCenter: number; longitudeCenter: number; codeLength: number };
	recoverNearest(code: string, latitude: number, longitude: number): string;
};
const codes = new (OpenLocationCode as new () => Codes)();

/** Letters the codes are written with; whole words of them are rare, and a plus sign follows. */
const LETTERS = '23456789CFGHJMPQRVWX';
export const FULL_PLUS_CODE = new RegExp(
	`(?<![\\p{L}\\p{N}+])[${LETTERS}]{8}\\+[${LETTERS}]{2,3}(?![\\p{L}\\p{N}+])`,
	'giu'
);
const SHORT = new RegExp(`^[${LETTERS}]{4,6}\\+[${LETTERS}]{2,3}(?![\\p{L}\\p{N}+])`, 'iu');

/** The middle of the square a full code names; a code of ten characters is 14 m wide. Null for anything else. */
export function pointOfPlusCode(text: string): { point: LngLat; precision: GeoPrecision } | null {
	const code = text.trim().toUpperCase();
	if (!codes.isValid(code) || !codes.isFull(code)) return null;
	const { latitudeCenter, longitudeCenter, codeLength } = codes.decode(code);
	return {
		point: fromLatLon(latitudeCenter, longitudeCenter),
		precision: codeLength >= 10 ? 'exact' : 'settlement'
	};
}

/** `G9MM+2G` of "G9MM+2G Gaza": it means one place near every town of the world. Null where there is none. */
export function shortPlusCode(text: string): { code: string; near: string } | null {
	const trimmed = text.trim();
	const code = SHORT.exec(trimmed)?.[0].toUpperCase();
	if (!code || !codes.isShort(code)) return null;
	return { code, near: trimmed.slice(code.length).replace(/^[\s,،]+/, '') };
}

/** Where a short code is that was said near a point. */
export function pointNear(code: string, [lon, lat]: LngLat): LngLat | null {
	return pointOfPlusCode(codes.recoverNearest(code, lat, lon))?.point ?? null;
}
