/** A finger that rests on the map asks what a right click asks: Safari on a phone has no event for it. */
import type { Map as MapLibreMap, MapTouchEvent } from 'maplibre-gl';
import type { LngLat } from '#lib/domain/location.ts';

/** Milliseconds; phones themselves wait about as long. */
const REST = 550;
/** The click that some browsers send when the finger is lifted comes within this. Milliseconds. */
const ECHO = 1_000;

/** Calls back with where a right click or a resting finger was. */
export function onSpotAsked(map: MapLibreMap, asked: (point: LngLat) => void): { isEcho(): boolean } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let restedAt = -Infinity;
	const give = () => clearTimeout(timer);
	map.on('contextmenu', ({ lngLat }) => {
		give();
		asked([lngLat.lng, lngLat.lat]);
	});
	map.on('touchstart', ({ lngLat, points }: MapTouchEvent) => {
		give();
		if (points.length > 1) return;
		timer = setTimeout(() => {
			restedAt = performance.now();
			asked([lngLat.lng, lngLat.lat]);
		}, REST);
	});
	for (const event of ['touchmove', 'touchend', 'touchcancel', 'movestart', 'remove'] as const)
		map.on(event, give);
	return { isEcho: () => performance.now() - restedAt < ECHO };
}
