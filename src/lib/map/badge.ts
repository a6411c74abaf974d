/** The pill behind a count: one small image that MapLibre stretches around the number. */
import type { StyleImageMetadata } from 'maplibre-gl';
import { drawImage } from './draw-image.ts';

/** CSS pixels. */
const SIDE = 18;
const EDGE = 1;

export function drawBadge(colours: { fill: string; edge: string }, ratio: number): ImageData {
	return drawImage(SIDE, ratio, (context) => {
		context.beginPath();
		context.roundRect(EDGE, EDGE, SIDE - 2 * EDGE, SIDE - 2 * EDGE, SIDE / 2 - EDGE);
		context.fillStyle = colours.fill;
		context.fill();
		context.strokeStyle = colours.edge;
		context.lineWidth = EDGE;
		context.stroke();
	});
}

/** Stretched in the middle only, so that the ends stay round; the number stands in the inner part. */
export function badgeOptions(ratio: number): Partial<StyleImageMetadata> {
	const side = Math.round(SIDE * ratio);
	const middle: [number, number] = [side / 2 - 1, side / 2 + 1];
	return {
		pixelRatio: ratio,
		stretchX: [middle],
		stretchY: [middle],
		content: [side * 0.28, side * 0.12, side * 0.72, side * 0.88]
	};
}
