import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS, isPin } from '#lib/domain/location.ts';
import { REPORT_STATES, type ReportId } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { compile, rowsPassing } from './filter.ts';
import { pixelRadius, unitsOfTile, type UnitBox } from './mercator.ts';
import { word, type ReportColumns } from './report-columns.ts';
import { CellGrid, gradeOfRank, type Cell } from './tile-cells.ts';
import { EXTENT, TileLayer } from './tile-layer.ts';

/** The name of the tiles' only layer. */
export const TILE_LAYER = 'reports';
/** The last zoom with aggregated cells; beyond it every report is a point of its own. */
export const LAST_CELL_ZOOM = 7;

const UNREVIEWED = REPORT_STATES.indexOf('unreviewed');
const PIN = GEO_PRECISIONS.map(isPin);
const COUNT_KEYS = RELIABILITIES.map((letter) => letter.toLowerCase());

/**
 * A Mapbox Vector Tile of the reports that match. Each report is in exactly one tile of a zoom: there is no buffer.
 * Up to zoom 7 pins are aggregated in 64×64 cells, while a report that is vaguer than a pin stays a feature of its own,
 * for no bubble may claim a place it does not have. A cell has `count`, how many of each type (`t0` to `t7`, places in
 * `EVENT_TYPES`, only those that occur) and `best`, the best grade one of its reports has. The same reports give the same bytes in whatever order they came.
 * @throws RangeError when there is no such tile
 */
export function tile(
	columns: ReportColumns,
	filter: Filter,
	z: number,
	x: number,
	y: number
): Uint8Array<ArrayBuffer> {
	const box = unitsOfTile(z, x, y);
	const rows = rowsPassing(columns, compile(columns, filter, box));
	const isCellPart = (row: number) => z <= LAST_CELL_ZOOM && PIN[columns.precision[row]!];
	const cells = new CellGrid(columns, box);
	const singles: ReportId[] = [];
	for (const row of rows) {
		if (isCellPart(row)) cells.add(row);
		else singles.push(columns.id[row]!);
	}
	const writer = new ReportTile(columns, box);
	for (const id of Uint32Array.from(singles).sort()) writer.addReport(columns.rowOf(id));
	for (const cell of cells.inOrder()) writer.addCell(cell);
	return writer.bytes();
}

class ReportTile {
	readonly #layer = new TileLayer(TILE_LAYER);
	readonly #columns: ReportColumns;
	readonly #box: UnitBox;

	constructor(columns: ReportColumns, box: UnitBox) {
		this.#columns = columns;
		this.#box = box;
	}

	addReport(row: number): void {
		this.#setReport(row);
		const { id, x, y } = this.#columns;
		this.#add(id[row]!, x[row]!, y[row]!);
	}

	addCell(cell: Cell): void {
		const { count, row } = cell;
		this.#layer.set('count', count);
		this.#layer.set('types', EVENT_TYPES[mostOf(cell.types)] as string);
		cell.types.forEach((reports, code) => {
			if (reports > 0) this.#layer.set(`t${code}`, reports);
		});
		this.#layer.set('best', gradeOfRank(cell.bestGrade));
		COUNT_KEYS.forEach((key, code) => this.#layer.set(key, cell.reliabilities[code]!));
		this.#layer.set('unreviewed', cell.states[UNREVIEWED]!);
		if (count === 1) {
			this.#setReport(row);
		} else {
			// F and 6 stand last in their scales and mean "not judged": the first one present is the best judged.
			this.#layer.set('reliability', RELIABILITIES[firstOf(cell.reliabilities)] as string);
			this.#layer.set('credibility', CREDIBILITIES[firstOf(cell.credibilities)] as number);
		}
		this.#add(count === 1 ? this.#columns.id[row]! : null, cell.sumX / count, cell.sumY / count);
	}

	bytes(): Uint8Array<ArrayBuffer> {
		return this.#layer.toTile();
	}

	#setReport(row: number): void {
		const columns = this.#columns;
		const layer = this.#layer;
		layer.set('id', columns.id[row]!);
		layer.set('type', word(EVENT_TYPES, columns.type, row));
		layer.set('theatre', word(THEATRES, columns.theatre, row));
		layer.set('reliability', word(RELIABILITIES, columns.reliability, row));
		layer.set('credibility', word(CREDIBILITIES, columns.credibility, row));
		layer.set('state', word(REPORT_STATES, columns.state, row));
		layer.set('precision', word(GEO_PRECISIONS, columns.precision, row));
		layer.set('area', !PIN[columns.precision[row]!]);
		layer.set('r0', shared(pixelRadius(columns.uncertainty[row]!, columns.y[row]!)));
		layer.set('t', columns.minute[row]!);
	}

	/** @param x,y units of the world; their middle is drawn */
	#add(id: number | null, x: number, y: number): void {
		const scale = EXTENT / (this.#box.east - this.#box.west + 1);
		const column = Math.floor((x + 0.5 - this.#box.west) * scale);
		const line = Math.floor((y + 0.5 - this.#box.north) * scale);
		this.#layer.addPoint(id, column, line);
	}
}

/** A radius to the nearest 128th of a doubling (0.3 %), so that the reports of a tile share few values. */
function shared(radius: number): number {
	return radius === 0 ? 0 : Math.fround(2 ** (Math.round(Math.log2(radius) * 128) / 128));
}

/** The first of the codes that occur most. */
const mostOf = (counts: Uint32Array) => counts.indexOf(Math.max(...counts));
/** The first code that occurs. */
const firstOf = (counts: Uint32Array) => counts.findIndex((count) => count > 0);
