import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { compile, rowsPassing } from './filter.ts';
import { pixelRadius, unitsOfTile, type UnitBox } from './mercator.ts';
import { word, type ReportColumns } from './report-columns.ts';
import { AreaGroups, cellOf, CellGrid, gradeOfRank, LAST_CELL_ZOOM, PIN, type Cell } from './tile-cells.ts';
import { EXTENT, TileLayer } from './tile-layer.ts';

/** The name of the tiles' only layer. */
export const TILE_LAYER = 'reports';

const UNREVIEWED = REPORT_STATES.indexOf('unreviewed');
const COUNT_KEYS = RELIABILITIES.map((letter) => letter.toLowerCase());

/**
 * A Mapbox Vector Tile of the reports that match. Each report is in exactly one tile of a zoom: there is no buffer.
 * Up to zoom 7 pins are aggregated in 64×64 cells, and reports vaguer than a pin with those of the same centre and
 * radius: no bubble may claim a place it does not have. What stands for several has `count`, how many of each type
 * (`t0` to `t7`, places in `EVENT_TYPES`, only those that occur) and `best`, the best grade one of its reports has, and `deaths`,
 * the most that anybody claims for one of them, where anybody does.
 * The same reports give the same bytes in whatever order they came.
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
	const writer = new ReportTile(columns, box);
	if (z > LAST_CELL_ZOOM) {
		const { id } = columns;
		for (const row of rows.sort((a, b) => id[a]! - id[b]!)) writer.addReport(row);
		return writer.bytes();
	}
	const cells = new CellGrid(columns, box);
	const areas = new AreaGroups(columns);
	for (const row of rows) (PIN[columns.precision[row]!] ? cells : areas).add(row);
	for (const area of areas.inOrder()) writer.addArea(area);
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

	/** @param rows of the same centre and radius */
	addArea(rows: readonly number[]): void {
		const [first] = rows as [number];
		if (rows.length === 1) return this.addReport(first);
		this.#setArea(first);
		this.addCell(cellOf(this.#columns, rows));
	}

	addCell(cell: Cell): void {
		const { count, row } = cell;
		this.#layer.set('count', count);
		this.#layer.set('types', EVENT_TYPES[mostOf(cell.types)] as string);
		cell.types.forEach((reports, code) => {
			if (reports > 0) this.#layer.set(`t${code}`, reports);
		});
		this.#layer.set('best', gradeOfRank(cell.bestGrade));
		if (cell.deaths > 0) this.#layer.set('deaths', cell.deaths);
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
		this.#setArea(row);
		layer.set('t', columns.minute[row]!);
	}

	#setArea(row: number): void {
		const { precision, uncertainty, y } = this.#columns;
		this.#layer.set('area', !PIN[precision[row]!]);
		this.#layer.set('r0', shared(pixelRadius(uncertainty[row]!, y[row]!)));
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
