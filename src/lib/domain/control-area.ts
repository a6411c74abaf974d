/** Who holds what, on which day, according to whom: areas as one source draws them, never merged with another's. */
import * as v from 'valibot';
import { DAY, type CalendarDay, type Instant } from './event-time.ts';
import { RELIABILITIES, type Reliability } from './grade.ts';
import { contains, LngLatSchema, type LngLat } from './location.ts';
import { THEATRE, TheatreSchema, type Theatre } from './theatre.ts';
import { CONTROL_STATUSES, SIDES, type ControlStatus, type Side } from './control-words.ts';

export * from './control-words.ts';

/** What one source draws of one front for one day, without its geometry. */
export type ControlSnapshot = {
	id: number;
	theatre: Theatre;
	/** Registry slug. */
	source: string;
	source_name: string;
	reliability: Reliability;
	/** The day it stands for. */
	on: CalendarDay;
	/** How far a line may lie from where it is drawn, metres. */
	uncertainty_m: number;
	/** What it rests on. */
	citation: string;
	url: string | null;
	note: string | null;
	/** Who owns the drawing, and under which licence. */
	rights: string;
	published_at: Instant;
	/** Square metres on the ellipsoid. */
	areas: readonly { side: Side; status: ControlStatus; area_m2: number }[];
};

/** Of each source, the newest snapshot that is not after the day, the newest first; among equals the better letter. */
export function snapshotsOn(
	snapshots: readonly ControlSnapshot[],
	theatre: Theatre,
	day: CalendarDay
): ControlSnapshot[] {
	const newest = new Map<string, ControlSnapshot>();
	for (const snapshot of snapshots) {
		if (snapshot.theatre !== theatre || snapshot.on > day) continue;
		const known = newest.get(snapshot.source);
		if (!known || known.on < snapshot.on) newest.set(snapshot.source, snapshot);
	}
	return [...newest.values()].sort(
		(a, b) =>
			b.on.localeCompare(a.on) ||
			RELIABILITIES.indexOf(a.reliability) - RELIABILITIES.indexOf(b.reliability) ||
			a.source.localeCompare(b.source)
	);
}

/** What a map shows of a front on a day: the newest, or null. */
export const shownOn = (
	snapshots: readonly ControlSnapshot[],
	theatre: Theatre,
	day: CalendarDay
): ControlSnapshot | null => snapshotsOn(snapshots, theatre, day)[0] ?? null;

/** The snapshot before another of the same source and front, or null. */
export function snapshotBefore(
	snapshots: readonly ControlSnapshot[],
	{ theatre, source, on }: ControlSnapshot
): ControlSnapshot | null {
	const earlier = snapshots.filter((one) => one.theatre === theatre && one.source === source && one.on < on);
	return earlier.reduce<ControlSnapshot | null>(
		(last, one) => (!last || one.on > last.on ? one : last),
		null
	);
}

/** Days from the day a snapshot stands for to another. */
export const ageInDays = ({ on }: Pick<ControlSnapshot, 'on'>, day: CalendarDay): number =>
	Math.round((Date.parse(day) - Date.parse(on)) / DAY);

const Ring = v.pipe(v.array(LngLatSchema), v.minLength(4, 'a ring has at least four points'));
const PolygonSchema = v.strictObject({ type: v.literal('Polygon'), coordinates: v.array(Ring) });
const MultiPolygonSchema = v.strictObject({
	type: v.literal('MultiPolygon'),
	coordinates: v.array(v.array(Ring))
});
const AreaSchema = v.strictObject({
	side: v.picklist(SIDES),
	status: v.picklist(CONTROL_STATUSES),
	/** GeoJSON, longitude first. */
	geometry: v.variant('type', [PolygonSchema, MultiPolygonSchema])
});
export type ControlArea = v.InferOutput<typeof AreaSchema>;

/** One snapshot as files and importers give it. */
export const ControlEntrySchema = v.pipe(
	v.strictObject({
		theatre: TheatreSchema,
		source: v.pipe(v.string(), v.minLength(1)),
		on: v.pipe(v.string(), v.isoDate()),
		uncertainty_m: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500_000)),
		citation: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
		url: v.optional(v.nullable(v.pipe(v.string(), v.url(), v.regex(/^https?:/)))),
		note: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
		rights: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
		areas: v.pipe(v.array(AreaSchema), v.minLength(1, 'at least one area is needed'))
	}),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const { theatre, areas } = dataset.value;
		areas.forEach(({ geometry }, n) => {
			const fault = placeFault(geometry, theatre);
			if (fault) addIssue({ message: `areas[${n}]: ${fault}` });
		});
	})
);
export type ControlEntry = v.InferOutput<typeof ControlEntrySchema>;

/** What is wrong with where an area lies, in words; null when it lies in its front. */
function placeFault(geometry: ControlArea['geometry'], theatre: Theatre): string | null {
	const points = pointsOf(geometry);
	const { bounds } = THEATRE[theatre];
	const outside = points.find((point) => !contains(bounds, point));
	if (!outside) return null;
	const isSwapped = points.every(([lon, lat]) => contains(bounds, [lat, lon]));
	if (isSwapped) return `longitude and latitude are swapped (GeoJSON has longitude first)`;
	return `${outside.join(', ')} lies outside the front "${theatre}" (${bounds.join(', ')})`;
}

const pointsOf = ({ type, coordinates }: ControlArea['geometry']): LngLat[] =>
	(type === 'Polygon' ? coordinates : coordinates.flat()).flat();
