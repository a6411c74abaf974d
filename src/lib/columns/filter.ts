import { MINUTE } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { REPORT_STATES, type ReportId } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { intersection, unitsIn, WHOLE_WORLD, type UnitBox } from './mercator.ts';
import type { ReportColumns } from './report-columns.ts';
import { ZONE_ROWS } from './zones.ts';

/** A filter in the columns' own numbers. Sets of codes are bit masks: bit n is code n. */
export type CompiledFilter = {
	/** Half-open, in minutes since 1970. */
	fromMinute: number;
	toMinute: number;
	box: UnitBox;
	theatres: number;
	types: number;
	reliabilities: number;
	credibilities: number;
	states: number;
	/** A 1 for each source set that passes; `null` when all do. */
	sourceSets: Uint8Array | null;
	ids: ReadonlySet<ReportId> | null;
};

/** @param within only rows in this box, besides what the filter says */
export function compile(
	columns: ReportColumns,
	filter: Filter,
	within: UnitBox = WHOLE_WORLD
): CompiledFilter {
	return {
		fromMinute: filter.from === null ? -Infinity : Math.ceil(filter.from / MINUTE),
		toMinute: Math.ceil(filter.to / MINUTE),
		box: filter.bbox ? intersection(unitsIn(filter.bbox), within) : within,
		theatres: maskOf(THEATRES, filter.theatres),
		types: maskOf(EVENT_TYPES, filter.types),
		reliabilities: maskOf(RELIABILITIES, filter.reliabilities),
		credibilities: maskOf(CREDIBILITIES, filter.credibilities),
		states: maskOf(REPORT_STATES, filter.states),
		sourceSets: filter.sources && columns.sourceSets.naming(filter.sources),
		ids: filter.ids ?? null
	};
}

/** The rows that pass a filter, in ascending order. */
export function matching(columns: ReportColumns, filter: Filter): Uint32Array {
	return rowsPassing(columns, compile(columns, filter));
}

export function rowsPassing(columns: ReportColumns, compiled: CompiledFilter): Uint32Array {
	// The loop runs over every report at each step of a slider: locals instead of properties, and no helper that would
	// see columns of several types, which costs several times as much.
	const { size, minute, x, y, theatre, type, reliability, credibility, state, sourceSet, id } = columns;
	const { fromMinute, toMinute, theatres, types, reliabilities, credibilities, states } = compiled;
	const { sourceSets, ids } = compiled;
	const { west, north, east, south } = compiled.box;
	let rows = new Uint32Array(Math.min(size, 1024));
	let count = 0;
	for (let zone = 0; zone < size; zone += ZONE_ROWS) {
		if (!columns.zones.mayPass(zone, compiled)) continue;
		const end = Math.min(size, zone + ZONE_ROWS);
		for (let row = zone; row < end; row++) {
			const time = minute[row]!;
			if (time < fromMinute || time >= toMinute) continue;
			const column = x[row]!;
			if (column < west || column > east) continue;
			const line = y[row]!;
			if (line < north || line > south) continue;
			if (!((theatres >> theatre[row]!) & (types >> type[row]!) & 1)) continue;
			if (!((reliabilities >> reliability[row]!) & (credibilities >> credibility[row]!) & 1)) continue;
			if (!((states >> state[row]!) & 1)) continue;
			if (sourceSets !== null && !sourceSets[sourceSet[row]!]) continue;
			if (ids !== null && !ids.has(id[row]!)) continue;
			if (count === rows.length) rows = doubled(rows, size);
			rows[count++] = row;
		}
	}
	return rows.subarray(0, count);
}

/** Every code passes. */
export const ALL_CODES = ~0;

function maskOf<T>(vocabulary: readonly T[], list: readonly T[] | null): number {
	if (list === null) return ALL_CODES;
	return list.reduce((mask, value) => {
		const code = vocabulary.indexOf(value);
		return code < 0 ? mask : mask | (1 << code);
	}, 0);
}

function doubled(rows: Uint32Array<ArrayBuffer>, most: number): Uint32Array<ArrayBuffer> {
	const longer = new Uint32Array(Math.min(rows.length * 2, most));
	longer.set(rows);
	return longer;
}
