/** What a tile holds, as the map draws it: the same reports as in `tile.ts`, without a format between. */
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { CREDIBILITIES, RELIABILITIES, type Credibility, type Grade } from '#lib/domain/grade.ts';
import type { Reliability } from '#lib/domain/grade.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { REPORT_STATES, type ReportId, type ReportState } from '#lib/domain/report.ts';
import { compile, rowsPassing } from './filter.ts';
import { pixelRadius, pointOf, unitsOfTile } from './mercator.ts';
import { at, word, type ReportColumns } from './report-columns.ts';
import { AreaGroups, CellGrid, gradeOfRank, LAST_CELL_ZOOM, PIN, type Cell } from './tile-cells.ts';

/** One report. */
export type ReportFeature = {
	id: ReportId;
	point: LngLat;
	type: EventType;
	reliability: Reliability;
	credibility: Credibility;
	state: ReportState;
	/** Minutes since 1970. */
	t: number;
	/** The most that anybody claims. */
	deaths: number;
};
/**
 * Reports that are somewhere in the same circle; all but `ids` is of the most prominent. `r0` is the circle's radius in
 * CSS pixels at zoom 0.
 */
export type AreaFeature = ReportFeature & { r0: number; ids: readonly ReportId[] };
/** Several reports that a tile has counted together. `types` counts them by place in `EVENT_TYPES`; `deaths` are the most of one. */
export type CellFeature = {
	point: LngLat;
	count: number;
	types: readonly number[];
	best: Grade;
	deaths: number;
};

export type TileFeatures = { pins: ReportFeature[]; areas: AreaFeature[]; cells: CellFeature[] };

/**
 * Cells up to zoom 7 and pins beyond; areas at every zoom.
 * @throws RangeError when there is no such tile
 */
export function tileFeatures(
	columns: ReportColumns,
	filter: Filter,
	z: number,
	x: number,
	y: number
): TileFeatures {
	const box = unitsOfTile(z, x, y);
	const grid = new CellGrid(columns, box);
	const circles = new AreaGroups(columns);
	const pins: ReportFeature[] = [];
	for (const row of rowsPassing(columns, compile(columns, filter, box))) {
		if (!PIN[columns.precision[row]!]) circles.add(row);
		else if (z <= LAST_CELL_ZOOM) grid.add(row);
		else pins.push(reportAt(columns, row));
	}
	const areas = circles.inOrder().map((rows) => areaOf(columns, rows));
	const cells: CellFeature[] = [];
	for (const cell of grid.inOrder()) {
		if (cell.count === 1) pins.push(reportAt(columns, cell.row));
		else cells.push(severalOf(cell));
	}
	return { pins, areas, cells };
}

function reportAt(columns: ReportColumns, row: number): ReportFeature {
	return {
		id: at(columns.id, row),
		point: pointOf(at(columns.x, row), at(columns.y, row)),
		type: word(EVENT_TYPES, columns.type, row),
		reliability: word(RELIABILITIES, columns.reliability, row),
		credibility: word(CREDIBILITIES, columns.credibility, row),
		state: word(REPORT_STATES, columns.state, row),
		t: at(columns.minute, row),
		deaths: at(columns.deaths, row)
	};
}

function areaOf(columns: ReportColumns, rows: readonly number[]): AreaFeature {
	const { id, minute, credibility, uncertainty, y } = columns;
	const rank = (row: number) => prominenceOf(minute[row]!, CREDIBILITIES[credibility[row]!]!);
	const first = rows.reduce((best, row) => {
		const lead = rank(row) - rank(best) || id[row]! - id[best]!;
		return lead > 0 ? row : best;
	});
	return {
		...reportAt(columns, first),
		r0: pixelRadius(uncertainty[first]!, y[first]!),
		ids: rows.map((row) => id[row]!)
	};
}

const severalOf = ({ count, sumX, sumY, types, bestGrade, deaths }: Cell): CellFeature => ({
	point: pointOf(sumX / count, sumY / count),
	count,
	types: [...types],
	best: gradeOfRank(bestGrade),
	deaths
});

const DAYS_PER_GRADE = 3;
/** What cannot be judged stands in the middle of the scale. */
const UNJUDGED = 3.5;

/** Which of several is drawn on top: the newer, a grade of credibility counting as three days. */
export const prominence = ({ t, credibility }: ReportFeature): number => prominenceOf(t, credibility);

const prominenceOf = (minute: number, credibility: Credibility): number =>
	minute - (credibility === 6 ? UNJUDGED : credibility) * DAYS_PER_GRADE * 24 * 60;
