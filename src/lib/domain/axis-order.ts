/**
 * The only place that knows which format puts latitude first.
 * GeoJSON, KML and Yandex links are lon, lat; GeoRSS, CAP, OpenStreetMap links and people are lat, lon.
 */
import type { LngLat } from './location.ts';

/** Degrees are written with at most this many decimals: 5 is about one metre. */
const DECIMALS = 5;
const round = (degrees: number) => String(Number(degrees.toFixed(DECIMALS)));

/** "31.50152, 34.46678", as a person reads it. */
export const toLatLonText = ([lon, lat]: LngLat): string => `${round(lat)}, ${round(lon)}`;
/** For whoever writes `<georss:point>` and `<geo:lat>`: by name, so that no order can be mistaken. */
export const toNamed = ([lon, lat]: LngLat): { lat: number; lng: number } => ({
	lat: Number(round(lat)),
	lng: Number(round(lon))
});
/** "34.46678,31.50152" for KML. */
export const toKml = ([lon, lat]: LngLat): string => `${round(lon)},${round(lat)}`;
export const fromLatLon = (lat: number, lon: number): LngLat => [lon, lat];
