import type { CompiledFilter } from './filter.ts';
import type { ReportColumns } from './report-columns.ts';

/** Rows to a zone: few enough to read again after a change, many enough that passing over one saves something. */
export const ZONE_ROWS = 2_048;

/** What the rows of a zone span. Minutes since 1970; units of `mercator.ts`; bit n is front n. */
type Zone = {
	firstMinute: number;
	lastMinute: number;
	west: number;
	north: number;
	east: number;
	south: number;
	theatres: number;
};

/**
 * What lies where in columns, so that a filter passes over stretches that hold nothing for it: reports are stored
 * about as they came, and a week of one front touches a few stretches of an archive of years. A zone is read when it
 * is first asked about, and again after a change in it.
 */
export class Zones {
	readonly #columns: ReportColumns;
	readonly #zones: (Zone | undefined)[] = [];

	constructor(columns: ReportColumns) {
		this.#columns = columns;
	}

	/** A row was written, or is there no more. */
	forget(row: number): void {
		this.#zones[Math.floor(row / ZONE_ROWS)] = undefined;
	}

	/** Whether a row of the zone that begins here may pass; false only when none can. */
	mayPass(firstRow: number, filter: CompiledFilter): boolean {
		const index = firstRow / ZONE_ROWS;
		const zone = (this.#zones[index] ??= zoneOf(this.#columns, firstRow));
		const { box } = filter;
		return (
			zone.lastMinute >= filter.fromMinute &&
			zone.firstMinute < filter.toMinute &&
			zone.east >= box.west &&
			zone.west <= box.east &&
			zone.south >= box.north &&
			zone.north <= box.south &&
			(zone.theatres & filter.theatres) !== 0
		);
	}
}

function zoneOf({ minute, x, y, theatre, size }: ReportColumns, firstRow: number): Zone {
	const zone: Zone = {
		...{ firstMinute: Infinity, lastMinute: -Infinity },
		...{ west: Infinity, north: Infinity, east: -Infinity, south: -Infinity },
		theatres: 0
	};
	const end = Math.min(size, firstRow + ZONE_ROWS);
	for (let row = firstRow; row < end; row++) {
		zone.firstMinute = Math.min(zone.firstMinute, minute[row]!);
		zone.lastMinute = Math.max(zone.lastMinute, minute[row]!);
		zone.west = Math.min(zone.west, x[row]!);
		zone.east = Math.max(zone.east, x[row]!);
		zone.north = Math.min(zone.north, y[row]!);
		zone.south = Math.max(zone.south, y[row]!);
		zone.theatres |= 1 << theatre[row]!;
	}
	return zone;
}
