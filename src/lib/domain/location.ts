import * as v from 'valibot';

/** Longitude first, as in GeoJSON (RFC 7946), in WGS 84 degrees. */
export type LngLat = [lon: number, lat: number];
/** West, south, east, north in degrees. */
export type BoundingBox = [west: number, south: number, east: number, north: number];

export const LngLatSchema = v.pipe(
	v.strictTuple([
		v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
		v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
	])
);

/** From the most to the least exact. UCDP GED and ACLED have coarser scales: see `PRECISION_CROSSWALK`. */
export const GEO_PRECISIONS = [
	'exact',
	'street',
	'settlement',
	'near',
	'admin2',
	'admin1',
	'area',
	'country'
] as const;
export type GeoPrecision = (typeof GEO_PRECISIONS)[number];
export const GeoPrecisionSchema = v.picklist(GEO_PRECISIONS);

/** How far the true place may lie from the point, in metres, where the report does not say. */
export const PRECISION_RADIUS: Record<GeoPrecision, number> = {
	exact: 50,
	street: 500,
	settlement: 3_000,
	near: 25_000,
	admin2: 40_000,
	admin1: 100_000,
	area: 150_000,
	country: 500_000
};

/** UCDP GED where_prec (codebook 23.1) and ACLED geo_precision (codebook 2023) of each of ours. */
export const PRECISION_CROSSWALK: Record<GeoPrecision, { ucdp: number; acled: number }> = {
	exact: { ucdp: 1, acled: 1 },
	street: { ucdp: 1, acled: 1 },
	settlement: { ucdp: 1, acled: 1 },
	near: { ucdp: 2, acled: 2 },
	admin2: { ucdp: 3, acled: 2 },
	admin1: { ucdp: 4, acled: 3 },
	area: { ucdp: 5, acled: 3 },
	country: { ucdp: 6, acled: 3 }
};

/** Where a report happened, as published. */
export type Location = {
	point: LngLat;
	placeName: string;
	precision: GeoPrecision;
	/** Metres. */
	uncertainty: number;
};

/** A pin says "here". Anything vaguer than a settlement is drawn as an area instead. */
export function isPin(precision: GeoPrecision): boolean {
	return GEO_PRECISIONS.indexOf(precision) <= GEO_PRECISIONS.indexOf('settlement');
}

/** The stated uncertainty, or the usual one of the precision. Metres. */
export function uncertaintyOf(precision: GeoPrecision, stated?: number | null): number {
	return stated ?? PRECISION_RADIUS[precision];
}

export function contains([west, south, east, north]: BoundingBox, [lon, lat]: LngLat): boolean {
	return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Of a degree of latitude, and of longitude at the equator. */
const METRES_PER_DEGREE = 111_320;

/**
 * The point readers see of one that is stated more exactly: the middle of its cell in a grid as wide as the precision,
 * as `private.coarse_point` of the database has it.
 */
export function coarsePoint([lon, lat]: LngLat, precision: GeoPrecision): LngLat {
	const tall = PRECISION_RADIUS[precision] / METRES_PER_DEGREE;
	const middle = Math.min((Math.floor(lat / tall) + 0.5) * tall, 89);
	const wide = tall / Math.max(Math.cos((middle * Math.PI) / 180), 0.01);
	const across = Math.min((Math.floor(lon / wide) + 0.5) * wide, 180);
	return [Number(across.toFixed(5)), Number(middle.toFixed(5))];
}
