/** The ring around a bubble, split by type in the colours of the symbols. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { EVENT_COLOURS, type Theme } from '#lib/domain/symbol-colours.ts';
import { drawImage } from './draw-image.ts';
import { REPORT_COLOURS } from './report-colours.ts';
import { MARKS_SOURCE } from './report-sources.ts';
import { RING_PARTS } from './split.ts';

/** CSS pixels at size 1: the image holds a ring whose middle lies so far from the centre. */
const RADIUS = 20;
const WIDTH = 5;
const SIDE = 2 * (RADIUS + WIDTH);
/** From the edge of a bubble to the middle of its ring, CSS pixels. */
const GAP = 3.4;

/** Area grows with the count: radius with its root. CSS pixels. */
const BUBBLE_STOPS = [
	[1.4, 8.5],
	[3, 11],
	[10, 17],
	[32, 28]
] as const;

const byRoot = <T extends number | ExpressionSpecification>(value: (radius: number) => T) =>
	[
		'interpolate',
		['linear'],
		['sqrt', ['get', 'count']],
		...BUBBLE_STOPS.flatMap(([root, radius]) => [root, value(radius)])
	] as unknown as ExpressionSpecification;

/** Radius of the disc, CSS pixels. */
export const BUBBLE_RADIUS: ExpressionSpecification = byRoot((radius) => radius);
/** The same in numbers, for pictures drawn without MapLibre. */
export function bubbleRadius(count: number): number {
	const root = Math.sqrt(count);
	const [first, last] = [BUBBLE_STOPS[0], BUBBLE_STOPS.at(-1)!];
	if (root <= first[0]) return first[1];
	const upper = BUBBLE_STOPS.findIndex(([stop]) => root <= stop);
	if (upper < 0) return last[1];
	const [root1, radius1] = BUBBLE_STOPS[upper - 1]!;
	const [root2, radius2] = BUBBLE_STOPS[upper]!;
	return radius1 + ((radius2 - radius1) * (root - root1)) / (root2 - root1);
}

/** Where a text of so many CSS pixels begins below a bubble's ring, in ems. */
export const belowBubble = (size: number): ExpressionSpecification =>
	byRoot((radius) => ['literal', [0, ((radius + GAP) * (1 + WIDTH / 2 / RADIUS)) / size]]);

export const ringLayer = (filter: ExpressionSpecification): LayerSpecification => ({
	id: 'report-bubble-rings',
	type: 'symbol',
	source: MARKS_SOURCE,
	filter,
	layout: {
		'icon-image': ['get', 'ring'],
		'icon-size': byRoot((radius) => (radius + GAP) / RADIUS),
		'icon-allow-overlap': true,
		'icon-ignore-placement': true,
		'symbol-sort-key': ['get', 'count']
	}
});

/** @param parts of each type, in the order of `EVENT_TYPES` */
export function drawRing(parts: readonly number[], theme: Theme, ratio: number): ImageData {
	return drawImage(SIDE, ratio, (context) => {
		context.translate(SIDE / 2, SIDE / 2);
		// A ground of its own: neighbours of nearly the same colour stay apart, and dark types show on a dark map.
		context.beginPath();
		context.arc(0, 0, RADIUS, 0, 2 * Math.PI);
		context.strokeStyle = REPORT_COLOURS[theme].ringGround;
		context.lineWidth = WIDTH;
		context.stroke();
		context.lineWidth = WIDTH - 1.4;
		for (const { from, to, type } of arcsOf(parts)) {
			context.beginPath();
			context.arc(0, 0, RADIUS, turn(from), turn(to));
			context.strokeStyle = EVENT_COLOURS[theme][type];
			context.stroke();
		}
	});
}

const turn = (parts: number): number => (parts / RING_PARTS - 0.25) * 2 * Math.PI;

/** Arcs in parts of the ring, clockwise from twelve o'clock, with a hairline between two types. */
export function arcsOf(parts: readonly number[]) {
	const gap = parts.filter((part) => part > 0).length > 1 ? 0.18 : 0;
	let from = 0;
	return parts.flatMap((part, code) => {
		if (part === 0) return [];
		const arc = { from: from + gap / 2, to: from + part - gap / 2, type: EVENT_TYPES[code]! };
		from += part;
		return [arc];
	});
}
