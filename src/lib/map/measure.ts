/** What is drawn of a measurement: its points, the way between them, and what they enclose. */
import type { Feature, FeatureCollection, Position } from 'geojson';
import { distanceBetween, greatCircle } from '#lib/domain/geodesy.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { withPoint, type Measurement } from '#lib/domain/measurement.ts';
import { uncertaintyCircle } from './areas.ts';

/** @param pointer where the next point would be set, drawn as a preview */
export function sketchFeatures(
	measurement: Measurement | null,
	pointer: LngLat | null = null
): FeatureCollection {
	if (!measurement) return collection([]);
	const { kind, points } = measurement;
	const isFull = kind === 'radius' && points.length === 2;
	const drawn = pointer && points.length > 0 && !isFull ? withPoint(measurement, pointer) : measurement;
	const shape = shapeOf(drawn);
	const dots = points.map((point) => feature({ type: 'Point', coordinates: point }));
	return collection([...shape, ...dots]);
}

function shapeOf({ kind, points }: Measurement): Feature[] {
	const [first, second] = points;
	if (!first || !second) return [];
	if (kind === 'radius') {
		const radius = distanceBetween(first, second);
		return [...(radius > 0 ? [uncertaintyCircle(first, radius, {})] : []), line([first, second])];
	}
	if (kind === 'distance' || points.length < 3) return [line(points)];
	const outline = along([...points, first]);
	return [feature({ type: 'Polygon', coordinates: [outline] })];
}

const line = (points: readonly LngLat[]): Feature =>
	feature({ type: 'LineString', coordinates: along(points) });

/** Great circles from point to point; over short ways they are straight. */
const along = (points: readonly LngLat[]): Position[] =>
	points.flatMap((point, i) => (i === 0 ? [point] : greatCircle(points[i - 1]!, point).slice(1)));

const feature = (geometry: Feature['geometry']): Feature => ({ type: 'Feature', geometry, properties: {} });
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
