/** What else happened near a report, on its day, and just before and after it: from the columns alone. */
import { matching } from '#lib/columns/filter.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import { DAY, MINUTE, dayOf } from '#lib/domain/event-time.ts';
import { EARTH_RADIUS, distanceBetween } from '#lib/domain/geodesy.ts';
import type { LngLat } from '#lib/domain/location.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { DEFAULT_STATES, EVERYTHING, type Filter } from '#lib/domain/view.ts';

/** Metres. Also the widest uncertainty: between the centres of two regions a distance says nothing. */
export const NEARBY = 50_000;
const METRES_PER_DEGREE = (EARTH_RADIUS * Math.PI) / 180;

export type Near = { id: ReportId; /** Metres. */ distance: number };
export type Neighbours = { previous: ReportId | null; next: ReportId | null };

/**
 * Reports of the same front within 50 km, the nearest first, at the same spot the nearest in time. Empty where the
 * report itself is vaguer than that.
 */
export function nearby(columns: ReportColumns, report: ReportRow, limit: number): Near[] {
	if (report.uncertainty > NEARBY) return [];
	const rows = others(columns, report, { bbox: boxAround(report.point) });
	return rows
		.filter(({ uncertainty }) => uncertainty <= NEARBY)
		.map((row) => ({ row, distance: distanceBetween(report.point, row.point) }))
		.filter(({ distance }) => distance <= NEARBY)
		.sort(
			(a, b) =>
				// Whole metres: points of one place are equal but for the grid they are kept on.
				Math.round(a.distance) - Math.round(b.distance) ||
				awayInTime(report, a.row) - awayInTime(report, b.row) ||
				b.row.id - a.row.id
		)
		.slice(0, limit)
		.map(({ row, distance }) => ({ id: row.id, distance }));
}

/** Reports of the same front on the same UTC day, in the order they happened. */
export function sameDay(columns: ReportColumns, report: ReportRow, limit: number): ReportId[] {
	const from = Date.parse(dayOf(report.occurredAt));
	return others(columns, report, { from, to: from + DAY })
		.sort(inTime)
		.slice(0, limit)
		.map(({ id }) => id);
}

/** The reports of the same front just before and after, as the list orders them. */
export function neighbours(columns: ReportColumns, report: ReportRow): Neighbours {
	const { minute, id } = columns;
	const isAfter = (minuteA: number, idA: number, minuteB: number, idB: number) =>
		minuteA > minuteB || (minuteA === minuteB && idA > idB);
	const own = Math.floor(report.occurredAt / MINUTE);
	let previous = -1;
	let next = -1;
	// Over every report of the front: numbers only, no objects.
	for (const row of matching(columns, ofFront(report))) {
		if (id[row] === report.id) continue;
		if (isAfter(minute[row]!, id[row]!, own, report.id)) {
			if (next < 0 || isAfter(minute[next]!, id[next]!, minute[row]!, id[row]!)) next = row;
		} else if (previous < 0 || isAfter(minute[row]!, id[row]!, minute[previous]!, id[previous]!)) {
			previous = row;
		}
	}
	const idOf = (row: number): ReportId | null => (row < 0 ? null : id[row]!);
	return { previous: idOf(previous), next: idOf(next) };
}

/** By minute, then by number: the list's order, backwards. */
const inTime = (a: ReportRow, b: ReportRow): number => a.occurredAt - b.occurredAt || a.id - b.id;
const awayInTime = (a: ReportRow, b: ReportRow): number => Math.abs(a.occurredAt - b.occurredAt);

/** What a reader sees of the same front without asking for retracted reports. */
const ofFront = ({ theatre }: ReportRow): Filter => ({
	...EVERYTHING,
	theatres: [theatre],
	states: DEFAULT_STATES
});

function others(columns: ReportColumns, report: ReportRow, within: Partial<Filter>): ReportRow[] {
	return Array.from(matching(columns, { ...ofFront(report), ...within }), (row) => columns.rowAt(row)).filter(
		({ id }) => id !== report.id
	);
}

function boxAround([lon, lat]: LngLat): Filter['bbox'] {
	const high = NEARBY / METRES_PER_DEGREE;
	const wide = high / Math.cos((lat * Math.PI) / 180);
	return [lon - wide, lat - high, lon + wide, lat + high];
}
