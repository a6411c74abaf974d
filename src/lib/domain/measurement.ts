/** What a reader measures on the map: points set one after the other, and what they amount to. */
import { EARTH_RADIUS, areaOf, crossesItself, distanceBetween, lengthOf } from './geodesy.ts';
import type { LngLat } from './location.ts';

export const MEASURE_KINDS = ['distance', 'radius', 'area'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** `radius`: the centre, then a point on the edge. */
export type Measurement = { kind: MeasureKind; points: readonly LngLat[] };

/** Metres and square metres; null until there are points enough. */
export type Measured = {
	/** Along the line, to the edge, or around the area. */
	length: number | null;
	area: number | null;
	/** The outline crosses itself: it has no area. */
	isCrossed: boolean;
};

/** Adds a point; the third point of a radius begins another circle. */
export function withPoint({ kind, points }: Measurement, point: LngLat): Measurement {
	return { kind, points: kind === 'radius' && points.length === 2 ? [point] : [...points, point] };
}

export const withoutLast = ({ kind, points }: Measurement): Measurement => ({
	kind,
	points: points.slice(0, -1)
});

export function measure({ kind, points }: Measurement): Measured {
	const isCrossed = kind === 'area' && crossesItself(points);
	if (points.length < 2) return { length: null, area: null, isCrossed };
	if (kind === 'area') {
		const isRing = points.length > 2;
		return {
			length: isRing ? lengthOf([...points, points[0]!]) : lengthOf(points),
			area: isRing && !isCrossed ? areaOf(points) : null,
			isCrossed
		};
	}
	if (kind === 'distance') return { length: lengthOf(points), area: null, isCrossed };
	const radius = distanceBetween(points[0]!, points[1]!);
	return { length: radius, area: capArea(radius), isCrossed };
}

/** Square metres within a distance of a point: a cap of the sphere, not a flat disc. */
const capArea = (radius: number) => 2 * Math.PI * EARTH_RADIUS ** 2 * (1 - Math.cos(radius / EARTH_RADIUS));
