import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES, type Grade } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS, isPin } from '#lib/domain/location.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { WORLD_SIZE, type UnitBox } from './mercator.ts';
import type { ReportColumns } from './report-columns.ts';

/** The last zoom with aggregated cells; beyond it every report is a point of its own. */
export const LAST_CELL_ZOOM = 7;
/** Whether a report of the precision is a pin, by code. */
export const PIN = GEO_PRECISIONS.map(isPin);

/** Cells along each side of a tile: 8 CSS pixels wide on a 512-pixel tile. */
const GRID = 64;

/** What the reports of one cell have in common. Counts are by code. */
export type Cell = {
	count: number;
	/** Of the units; exact, so that the mean does not depend on the order. */
	sumX: number;
	sumY: number;
	types: Uint32Array;
	reliabilities: Uint32Array;
	credibilities: Uint32Array;
	states: Uint32Array;
	/** Of the most credible claim, and of several equally credible ones that of the best source: see `gradeRank`. */
	bestGrade: number;
	/** The most that anybody claims for one of them. */
	deaths: number;
	/** The row that came first, which is the only one where `count` is 1. */
	row: number;
};

/** The 64×64 cells of one tile. */
export class CellGrid {
	readonly #columns: ReportColumns;
	readonly #box: UnitBox;
	readonly #cellSize: number;
	readonly #cells = new Map<number, Cell>();

	constructor(columns: ReportColumns, box: UnitBox) {
		this.#columns = columns;
		this.#box = box;
		this.#cellSize = (box.east - box.west + 1) / GRID;
	}

	add(row: number): void {
		const { x, y } = this.#columns;
		addTo(this.#cellAt(x[row]!, y[row]!, row), this.#columns, row);
	}

	/** Cells with a report, row by row from the north-west. */
	inOrder(): Cell[] {
		return [...this.#cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
	}

	#cellAt(x: number, y: number, row: number): Cell {
		const column = Math.floor((x - this.#box.west) / this.#cellSize);
		const line = Math.floor((y - this.#box.north) / this.#cellSize);
		const place = line * GRID + column;
		let cell = this.#cells.get(place);
		if (!cell) this.#cells.set(place, (cell = emptyCell(row)));
		return cell;
	}
}

/** Several rows as one cell. */
export function cellOf(columns: ReportColumns, rows: readonly number[]): Cell {
	const cell = emptyCell(rows[0]!);
	for (const row of rows) addTo(cell, columns, row);
	return cell;
}

function addTo(cell: Cell, columns: ReportColumns, row: number): void {
	cell.count++;
	cell.sumX += columns.x[row]!;
	cell.sumY += columns.y[row]!;
	count(cell.types, columns.type[row]!);
	count(cell.reliabilities, columns.reliability[row]!);
	count(cell.credibilities, columns.credibility[row]!);
	count(cell.states, columns.state[row]!);
	cell.bestGrade = Math.min(cell.bestGrade, gradeRank(columns, row));
	cell.deaths = Math.max(cell.deaths, columns.deaths[row]!);
}

/**
 * Reports that are vaguer than a pin, by their circle: those placed by the name of a region share its centre and its
 * radius, and may be thousands. Within a circle the rows come as they were added.
 */
export class AreaGroups {
	readonly #columns: ReportColumns;
	readonly #rows = new Map<number, Map<number, number[]>>();

	constructor(columns: ReportColumns) {
		this.#columns = columns;
	}

	add(row: number): void {
		const { x, y, uncertainty } = this.#columns;
		// Both together stay below 2^53.
		const place = y[row]! * WORLD_SIZE + x[row]!;
		let circles = this.#rows.get(place);
		if (!circles) this.#rows.set(place, (circles = new Map()));
		const rows = circles.get(uncertainty[row]!);
		if (rows) rows.push(row);
		else circles.set(uncertainty[row]!, [row]);
	}

	/** The rows of each circle, from the north-west, of one centre the smallest first. */
	inOrder(): number[][] {
		const ascending = (a: readonly [number, unknown], b: readonly [number, unknown]) => a[0] - b[0];
		return [...this.#rows]
			.sort(ascending)
			.flatMap(([, circles]) => [...circles].sort(ascending).map(([, rows]) => rows));
	}
}

const emptyCell = (row: number): Cell => ({
	count: 0,
	sumX: 0,
	sumY: 0,
	types: new Uint32Array(EVENT_TYPES.length),
	reliabilities: new Uint32Array(RELIABILITIES.length),
	credibilities: new Uint32Array(CREDIBILITIES.length),
	states: new Uint32Array(REPORT_STATES.length),
	bestGrade: Infinity,
	deaths: 0,
	row
});

/**
 * Orders grades that reports really have, the best first. The best letter and the best number of a cell may belong to
 * different reports: side by side they would be a grade that nobody gave. F and 6 stand last, as not judged.
 */
const gradeRank = ({ credibility, reliability }: ReportColumns, row: number): number =>
	credibility[row]! * RELIABILITIES.length + reliability[row]!;

/** The grade of a rank. */
export const gradeOfRank = (rank: number): Grade =>
	`${RELIABILITIES[rank % RELIABILITIES.length]!}${CREDIBILITIES[Math.floor(rank / RELIABILITIES.length)]!}`;

function count(counts: Uint32Array, code: number): void {
	counts[code] = counts[code]! + 1;
}
