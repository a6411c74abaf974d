/**
 * Points in the links of map services. Each service writes its own order and mixes the marked point with the
 * camera; a marked point is exact, a camera shows a neighbourhood at best.
 */
import type { GeoPrecision, LngLat } from '../domain/location.ts';

export type LinkedPoint = { point: LngLat; precision: GeoPrecision };

const PAIR = /^\s*(-?\d{1,3}\.\d+)\s*[,~ ]\s*(-?\d{1,3}\.\d+)/;

/** The point a map link marks, else the one it looks at; null for any other address. Never throws. */
export function pointOfMapLink(address: string): LinkedPoint | null {
	if (address.startsWith('geo:')) return latLon(address.slice(4), 'exact');
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	const host = url.hostname.replace(/^www\./, '');
	if (/^(?:maps\.)?google\.[a-z.]{2,6}$/.test(host)) return google(url);
	if (/(?:^|\.)yandex\.[a-z.]{2,6}$/.test(host)) return yandex(url);
	if (host === 'openstreetmap.org') return openStreetMap(url);
	if (host === 'bing.com') return bing(url);
	if (host === 'maps.apple.com') return apple(url);
	return null;
}

/** `sp=point.48.145_37.745_Title` is a pin, `where1=` a search for coordinates, `cp=` the camera. */
function bing({ searchParams }: URL): LinkedPoint | null {
	const pin = /(?:^|~)point\.(-?\d{1,3}\.\d+)_(-?\d{1,3}\.\d+)/.exec(searchParams.get('sp') ?? '');
	if (pin) return latLon(`${pin[1]},${pin[2]}`, 'exact');
	return (
		latLon(searchParams.get('where1'), 'exact') ??
		latLon(searchParams.get('cp'), cameraPrecision(searchParams.get('lvl')))
	);
}

/** `ll`, `coordinate` and coordinates as a search are marked; `sll` and `center` are where the map looked. */
function apple(url: URL): LinkedPoint | null {
	return (
		latLonIn(url, ['ll', 'coordinate', 'q', 'address', 'daddr']) ??
		latLon(
			url.searchParams.get('center') ?? url.searchParams.get('sll'),
			cameraPrecision(url.searchParams.get('z'))
		)
	);
}

function google(url: URL): LinkedPoint | null {
	// The pin of a place page; the camera before it ("@") may look elsewhere.
	const pin = /!3d(-?\d{1,3}\.\d+)!4d(-?\d{1,3}\.\d+)/.exec(url.href);
	if (pin) return latLon(`${pin[1]},${pin[2]}`, 'exact');
	const marked = latLonIn(url, ['q', 'query', 'll', 'destination']);
	if (marked) return marked;
	const camera = /@(-?\d{1,3}\.\d+),(-?\d{1,3}\.\d+)(?:,(\d{1,2}(?:\.\d+)?)z)?/.exec(url.pathname);
	return camera && latLon(`${camera[1]},${camera[2]}`, cameraPrecision(camera[3]));
}

/** Yandex is longitude first everywhere. */
function yandex(url: URL): LinkedPoint | null {
	for (const name of ['pt', 'whatshere[point]']) {
		const marked = lonLat(url.searchParams.get(name), 'exact');
		if (marked) return marked;
	}
	return lonLat(url.searchParams.get('ll'), cameraPrecision(url.searchParams.get('z')));
}

function openStreetMap(url: URL): LinkedPoint | null {
	const [lat, lon] = [url.searchParams.get('mlat'), url.searchParams.get('mlon')];
	if (lat && lon) return latLon(`${lat},${lon}`, 'exact');
	const camera = /#map=(\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}\.\d+)\/(-?\d{1,3}\.\d+)/.exec(url.hash);
	return camera && latLon(`${camera[2]},${camera[3]}`, cameraPrecision(camera[1]));
}

function latLonIn(url: URL, names: readonly string[]): LinkedPoint | null {
	for (const name of names) {
		const found = latLon(url.searchParams.get(name), 'exact');
		if (found) return found;
	}
	return null;
}

function latLon(text: string | null | undefined, precision: GeoPrecision): LinkedPoint | null {
	const pair = PAIR.exec(text?.replace(/^loc:/, '') ?? '');
	return pair && inRange(Number(pair[1]), Number(pair[2]), precision);
}

function lonLat(text: string | null | undefined, precision: GeoPrecision): LinkedPoint | null {
	const pair = PAIR.exec(text ?? '');
	return pair && inRange(Number(pair[2]), Number(pair[1]), precision);
}

function inRange(lat: number, lon: number, precision: GeoPrecision): LinkedPoint | null {
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { point: [lon, lat], precision } : null;
}

/** From zoom 15 a screen is about a kilometre wide; without a zoom the view may be of a whole town. */
function cameraPrecision(zoom: string | null | undefined): GeoPrecision {
	return Number(zoom ?? 0) >= 15 ? 'street' : 'settlement';
}
