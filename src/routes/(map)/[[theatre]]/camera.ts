import type { BoundingBox, LngLat } from '#lib/domain/location.ts';
import { THEATRE, THEATRES } from '#lib/domain/theatre.ts';
import { roundDegrees, type View } from '#lib/domain/view.ts';
import type { Camera } from '#lib/map/camera.ts';

const METRES_PER_DEGREE = 111_320;
/** Closer than this a single report tells nothing of where it is. Metres from the middle to the edge. */
const NEAREST = 12_000;

/** Where a view looks when it is opened. */
export function cameraOf(view: View, opened: { point: LngLat; uncertainty_m: number } | null): Camera {
	if (view.at) return { center: [view.at.lon, view.at.lat], zoom: view.at.zoom };
	if (opened) return around(opened.point, opened.uncertainty_m, NO_COVER);
	if (view.bbox) return { bounds: onMercator(view.bbox) };
	const boxes = (view.theatres ?? THEATRES).map((theatre) => THEATRE[theatre].view);
	return {
		bounds: [
			Math.min(...boxes.map(([west]) => west)),
			Math.min(...boxes.map(([, south]) => south)),
			Math.max(...boxes.map(([, , east]) => east)),
			Math.max(...boxes.map(([, , , north]) => north))
		]
	};
}

/** The poles are nowhere on this map. */
const onMercator = ([west, south, east, north]: BoundingBox): BoundingBox => [
	west,
	Math.max(-85, Math.min(84.9, south)),
	east,
	Math.min(85, Math.max(-84.9, north))
];

/** What the map shows, as a view can ask for it: on one world, in the digits of an address. Null where nothing is left. */
export function visibleBox([west, south, east, north]: BoundingBox): BoundingBox | null {
	const box = [Math.max(west, -180), Math.max(south, -90), Math.min(east, 180), Math.min(north, 90)];
	const [left, bottom, right, top] = box.map(roundDegrees) as BoundingBox;
	return left < right && bottom < top ? [left, bottom, right, top] : null;
}

/** A place and what lies around it, as far as a reader wants to see. @param radius metres */
export function aroundPlace([lon, lat]: LngLat, radius: number): Camera {
	const high = radius / METRES_PER_DEGREE;
	const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
	return { bounds: [lon - wide, Math.max(-85, lat - high), lon + wide, Math.min(85, lat + high)] };
}

/** Parts of the map's width and height that a panel will cover, by side. */
export type Cover = { left: number; right: number; bottom: number };
export const NO_COVER: Cover = { left: 0, right: 0, bottom: 0 };

/** A box around a point in which its whole uncertainty can be seen beside what covers the map. */
export function around([lon, lat]: LngLat, uncertainty: number, cover: Cover): Camera {
	const metres = Math.max(uncertainty * 1.25, NEAREST);
	const high = metres / METRES_PER_DEGREE;
	const wide = high / Math.cos((lat * Math.PI) / 180);
	const across = (2 * wide) / (1 - cover.left - cover.right);
	const down = (2 * high) / (1 - cover.bottom);
	const bounds: BoundingBox = [
		lon - wide - across * cover.left,
		lat - high - down * cover.bottom,
		lon + wide + across * cover.right,
		lat + high
	];
	return { bounds };
}
