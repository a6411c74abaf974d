/**
 * Reports that are somewhere in an area. Those placed by the name of a region share its centre: fifty of them would
 * paint an opaque disc, so each area is one disc with a count.
 */
import circle from '@turf/circle';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { prominence, type AreaFeature, type ReportFeature } from '#lib/columns/tile-features.ts';
import type { EventType } from '#lib/domain/event-type.ts';
import { PRECISION_RADIUS, type LngLat } from '#lib/domain/location.ts';
import type { ReportState } from '#lib/domain/report.ts';

/** Metres around the equator of the sphere Web Mercator is drawn on. */
const EQUATOR = 2 * Math.PI * 6_378_137;
/** Width of the world at zoom 0, CSS pixels: MapLibre's tiles are 512 wide. */
const WORLD = 512;
const CIRCLE_STEPS = 72;

/** `ids` is a comma list, the most prominent first: GeoJSON properties on the map hold no lists. */
export type AreaProperties = {
	kind: 'disc' | 'tag';
	count: number;
	ids: string;
	type: EventType;
	state: ReportState;
	r0: number;
};

export type Areas = {
	discs: Feature<Polygon, AreaProperties>[];
	/** Where a disc's symbol and count stand: on its northern rim, because the middle would say "here". */
	tags: Feature<Point, AreaProperties>[];
};

/** One disc for all reports of about the same centre and size, the widest first: the small ones lie on top. */
export function groupAreas(areas: readonly AreaFeature[]): Areas {
	const groups = Map.groupBy(
		areas,
		({ point: [lon, lat], r0 }) => `${lon.toFixed(3)},${lat.toFixed(3)},${r0.toPrecision(2)}`
	);
	const discs = [...groups.values()].map(toDisc).sort((a, b) => b.properties.r0 - a.properties.r0);
	return { discs, tags: discs.map(toTag) };
}

function toDisc(group: readonly AreaFeature[]): Feature<Polygon, AreaProperties> {
	const sorted = group.toSorted((a, b) => prominence(b) - prominence(a) || b.id - a.id);
	const [first] = sorted as [AreaFeature];
	const others = sorted.flatMap(({ ids }) => ids).filter((id) => id !== first.id);
	return uncertaintyCircle(first.point, metresOf(first.r0, first.point[1]), {
		kind: 'disc',
		count: others.length + 1,
		ids: [first.id, ...others].join(),
		type: first.type,
		state: first.state,
		r0: first.r0
	});
}

function toTag(disc: Feature<Polygon, AreaProperties>): Feature<Point, AreaProperties> {
	// The ring begins in the north.
	const geometry: Point = { type: 'Point', coordinates: disc.geometry.coordinates[0]![0]! };
	return { type: 'Feature', geometry, properties: { ...disc.properties, kind: 'tag' } };
}

/** Metres on the ground of a radius in CSS pixels at zoom 0. */
export function metresOf(r0: number, lat: number): number {
	return (r0 / WORLD) * EQUATOR * Math.cos((lat * Math.PI) / 180);
}

/** The circle a report may lie in. Radius in metres. */
export function uncertaintyCircle<P extends object>(
	point: LngLat,
	radius: number,
	properties: P
): Feature<Polygon, P> {
	return circle(point, radius, { units: 'meters', steps: CIRCLE_STEPS, properties }) as Feature<Polygon, P>;
}

/**
 * The selected report: the circle it may lie in, and its point where that is exact enough for a pin.
 * @param pin the report where the map has it by itself: it is drawn again, above what lies on it
 */
export function selectionFeatures(
	selected: { point: LngLat; uncertainty: number } | null,
	pin: ReportFeature | null = null
): FeatureCollection {
	const features: Feature[] = [];
	if (selected) features.push(uncertaintyCircle(selected.point, selected.uncertainty, {}));
	if (pin) {
		const { point, type, reliability, credibility, state } = pin;
		features.push(pointAt(point, { type, reliability, credibility, state }));
	} else if (selected && selected.uncertainty <= PRECISION_RADIUS.settlement) {
		features.push(pointAt(selected.point, {}));
	}
	return { type: 'FeatureCollection', features };
}

const pointAt = (coordinates: LngLat, properties: object): Feature => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates },
	properties: { ...properties }
});
