/**
 * How a report is drawn, as geometry without a canvas or a page. Two readings that never mix: the shape and colour
 * in the middle say what happened, the ring around it is the grade.
 *
 * - Ring length is the credibility of the claim: 1 goes all the way round, 5 a fifth; 6 is dotted all the way.
 * - Ring weight is the reliability of the source: A heaviest, E thinnest; F is dotted in neutral grey.
 * - "Cannot be judged" (F, 6) is neutral, never the bottom of the scale and never red: see `grade.ts`.
 *
 * The same scene is painted by the SVG component of the lists and by the canvas images of the map.
 */
import type { EventType } from './event-type.ts';
import type { Credibility, Reliability } from './grade.ts';
import type { ReportState } from './report.ts';

/** Side of the square a symbol is drawn in, its centre at 0, 0. One unit is one CSS pixel at the usual size. */
export const SYMBOL_SIZE = 28;
const RING_RADIUS = 10.5;
const BADGE_RADIUS = 12.5;

/** What a mark is painted with; `SYMBOL_COLOURS` says the colour in each theme. */
export type Tone = 'paper' | 'edge' | 'event' | 'ink' | 'medium' | 'neutral' | 'track';
/** One stroke or fill of a symbol: an SVG path, which a canvas' `Path2D` reads too. */
export type Mark = { path: string; fill?: Tone; stroke?: Tone; width?: number };
/** A piece of the ring, in turns clockwise from twelve o'clock. */
export type RingSegment = { from: number; to: number };
export type Ring = { segments: readonly RingSegment[]; width: number; tone: Tone };

/** Silhouettes that stay apart without colour and at 12 pixels. No emblem protected by the Geneva Conventions. */
const PATHS: Record<EventType, string> = {
	// Crossed strokes.
	battles: 'M-6 -3.4 -3.4 -6 0 -2.6 3.4 -6 6 -3.4 2.6 0 6 3.4 3.4 6 0 2.6 -3.4 6 -6 3.4 -2.6 0Z',
	// A dart pointing down.
	air_strikes: 'M-6 -6 0 -2.8 6 -6 0 6.6Z',
	// A ball.
	shelling: 'M-5.2 0A5.2 5.2 0 1 1 5.2 0A5.2 5.2 0 1 1 -5.2 0Z',
	// A burst of eight rays.
	explosions: burst(8, 7.2, 3.5),
	// A lozenge.
	violence_against_civilians: 'M0 -7 5.6 0 0 7 -5.6 0Z',
	// A square placard.
	protests_riots: 'M-4.9 -4.9H4.9V4.9H-4.9Z',
	// A flag on its pole.
	strategic_developments: 'M-4.8 -6.6H5.8L3.4 -3 5.8 0.6H-2.6V6.8H-4.8Z',
	// A house.
	humanitarian: 'M0 -6.6 6.4 -0.6H4.6V5.8H-4.6V-0.6H-6.4Z'
};

function burst(rays: number, outer: number, inner: number): string {
	const corners = Array.from({ length: rays * 2 }, (_, i) => {
		const [x, y] = onCircle(i / (rays * 2), i % 2 ? inner : outer);
		return `${x} ${y}`;
	});
	return `M${corners.join(' ')}Z`;
}

/** The silhouette of an event type as an SVG path around 0, 0. */
export const symbolPath = (type: EventType): string => PATHS[type];

/** Ring weight in units, and tone, by reliability. */
const WEIGHT: Record<Reliability, { width: number; tone: Tone }> = {
	A: { width: 3.2, tone: 'ink' },
	B: { width: 2.6, tone: 'ink' },
	C: { width: 2, tone: 'medium' },
	D: { width: 1.5, tone: 'medium' },
	E: { width: 1, tone: 'medium' },
	F: { width: 1.6, tone: 'neutral' }
};
const DOTS = 15;

/** The ring of a grade: length is credibility, weight is reliability, dots mean "cannot be judged". */
export function gradeRing(reliability: Reliability, credibility: Credibility): Ring {
	const length = credibility === 6 ? 1 : (6 - credibility) / 5;
	const isDotted = credibility === 6 || reliability === 'F';
	return { segments: isDotted ? dotted(length) : [{ from: 0, to: length }], ...WEIGHT[reliability] };
}

function dotted(length: number): RingSegment[] {
	const count = Math.round(length * DOTS);
	return Array.from({ length: count }, (_, i) => ({ from: i / DOTS, to: (i + 0.42) / DOTS }));
}

/** The marks of a report's symbol, from the bottom up. */
export function symbolScene(
	type: EventType,
	reliability: Reliability,
	credibility: Credibility,
	state: ReportState
): Mark[] {
	const ring = gradeRing(reliability, credibility);
	return [
		{ path: circlePath(BADGE_RADIUS), fill: 'paper', stroke: 'edge', width: 0.5 },
		{ path: circlePath(RING_RADIUS), stroke: 'track', width: 1 },
		{ path: ring.segments.map((segment) => arcPath(segment)).join(''), stroke: ring.tone, width: ring.width },
		glyph(type, state),
		...(state === 'retracted' ? [STRIKE] : [])
	];
}

/** The glyph of an area, without badge or ring: an area is not a pin. Drawn inside a dashed circle. */
export function areaScene(type: EventType, state: ReportState): Mark[] {
	return [
		{ path: circlePath(BADGE_RADIUS - 1), fill: 'paper' },
		{ path: dashes(BADGE_RADIUS - 1, 12), stroke: 'medium', width: 1.2 },
		glyph(type, state),
		...(state === 'retracted' ? [STRIKE] : [])
	];
}

const STRIKE: Mark = { path: 'M-11 0H11', stroke: 'ink', width: 2 };

/** Filled once published; an outline while unreviewed; grey when retracted. */
function glyph(type: EventType, state: ReportState): Mark {
	const tone = state === 'retracted' ? 'neutral' : 'event';
	if (state === 'published') return { path: PATHS[type], fill: tone, stroke: tone, width: 0.4 };
	return { path: PATHS[type], fill: 'paper', stroke: tone, width: 1.5 };
}

/** A broken circle: `count` dashes as long as the gaps between them. */
export function dashes(radius: number, count: number): string {
	return Array.from({ length: count }, (_, i) =>
		arcPath({ from: i / count, to: (i + 0.5) / count }, radius)
	).join('');
}

export function circlePath(radius: number): string {
	return `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
}

function arcPath({ from, to }: RingSegment, radius: number = RING_RADIUS): string {
	if (to - from >= 1) return circlePath(RING_RADIUS);
	const [x1, y1] = onCircle(from, radius);
	const [x2, y2] = onCircle(to, radius);
	return `M${x1} ${y1}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2}`;
}

/** A point so many turns clockwise from twelve o'clock, y down. */
function onCircle(turns: number, radius: number): [x: number, y: number] {
	const angle = turns * 2 * Math.PI;
	return [round(Math.sin(angle) * radius), round(-Math.cos(angle) * radius)];
}

function round(n: number): number {
	return Number(n.toFixed(2)) + 0;
}
