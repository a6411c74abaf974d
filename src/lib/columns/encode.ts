import { PbfWriter } from 'pbf';
import { THEATRES } from '#lib/domain/theatre.ts';
import { adler32 } from './checksum.ts';
import { WORLD_SIZE } from './mercator.ts';
import { type NumberColumn, type ReportColumns } from './report-columns.ts';
import { CHECKSUM_AT, HEADER, MAGIC, VERSION } from './wire-format.ts';

/** The bytes of `wire-format.ts`. The same reports give the same bytes, in whatever order they came. */
export function encode(columns: ReportColumns): Uint8Array<ArrayBuffer> {
	const rows = inTimeOrder(columns);
	const sets = distinct(rows, (row) => columns.sourceSet[row]!);
	const places = distinct(rows, (row) => placeKey(columns, row));
	const wire = new PbfWriter();
	for (const byte of [...MAGIC, VERSION, 0, 0, 0, 0]) writeByte(wire, byte);
	writeSourceSets(
		wire,
		sets.firstRows.map((row) => columns.sourceSets.slugsOf(columns.sourceSet[row]!))
	);
	writePlaces(wire, columns, places.firstRows);
	writeReports(wire, columns, rows, places, sets);
	const bytes = wire.finish().slice();
	new DataView(bytes.buffer).setUint32(CHECKSUM_AT, adler32(bytes.subarray(HEADER)), true);
	return bytes;
}

function inTimeOrder({ size, minute, id }: ReportColumns): Uint32Array {
	const rows = Uint32Array.from({ length: size }, (_, row) => row);
	return rows.sort((a, b) => minute[a]! - minute[b]! || id[a]! - id[b]!);
}

/** Each row's place in the list of distinct values, which `firstRows` stand for in the order of first use. */
type Distinct = { numbers: Uint32Array; firstRows: number[] };

function distinct(rows: Uint32Array, keyOf: (row: number) => number): Distinct {
	const known = new Map<number, number>();
	const firstRows: number[] = [];
	const numbers = rows.map((row) => {
		const key = keyOf(row);
		let number = known.get(key);
		if (number === undefined) {
			number = firstRows.push(row) - 1;
			known.set(key, number);
		}
		return number;
	});
	return { numbers, firstRows };
}

/** Below 2^53 while there are fewer than 512 theatres. */
const placeKey = ({ x, y, theatre }: ReportColumns, row: number) =>
	(x[row]! * WORLD_SIZE + y[row]!) * THEATRES.length + theatre[row]!;

function writeSourceSets(wire: PbfWriter, sets: (readonly string[])[]): void {
	const slugs = [...new Set(sets.flat())];
	const numbers = new Map(slugs.map((slug, number) => [slug, number]));
	wire.writeVarint(slugs.length);
	for (const slug of slugs) wire.writeString(slug);
	wire.writeVarint(sets.length);
	for (const set of sets) wire.writeVarint(set.length);
	for (const slug of sets.flat()) wire.writeVarint(numbers.get(slug) ?? 0);
}

function writePlaces(wire: PbfWriter, { x, y, theatre }: ReportColumns, rows: number[]): void {
	wire.writeVarint(rows.length);
	for (const column of [x, y]) {
		// Bytes of one weight together: the highest ones repeat, which compresses better than differences.
		for (const shift of [0, 8, 16]) {
			for (const row of rows) writeByte(wire, (column[row]! >>> shift) & 0xff);
		}
	}
	for (const row of rows) wire.writeVarint(theatre[row]!);
}

function writeReports(
	wire: PbfWriter,
	columns: ReportColumns,
	rows: Uint32Array,
	places: Distinct,
	sets: Distinct
): void {
	const inOrder = (column: NumberColumn) => Float64Array.from(rows, (row) => column[row]!);
	const precision = inOrder(columns.precision);
	wire.writeVarint(rows.length);
	writeDifferences(wire, inOrder(columns.minute));
	writeDifferences(wire, inOrder(columns.id));
	writeReferences(wire, places.numbers);
	writeUnusual(wire, precision, places.numbers);
	writeUnusual(wire, inOrder(columns.uncertainty), precision);
	writePlain(wire, inOrder(columns.type));
	writeReferences(wire, sets.numbers);
	writeUnusual(wire, inOrder(columns.reliability), sets.numbers);
	writePlain(wire, inOrder(columns.credibility));
	writePlain(wire, inOrder(columns.state));
	writePlain(wire, inOrder(columns.deaths));
}

type Values = Float64Array | Uint32Array;

function writePlain(wire: PbfWriter, values: Values): void {
	for (const value of values) wire.writeVarint(value);
}

function writeDifferences(wire: PbfWriter, values: Values): void {
	let before = 0;
	for (const value of values) {
		wire.writeSVarint(value - before);
		before = value;
	}
}

function writeReferences(wire: PbfWriter, numbers: Uint32Array): void {
	let used = 0;
	for (const number of numbers) {
		const isNext = number === used;
		if (isNext) used++;
		wire.writeVarint(isNext ? 0 : number + 1);
	}
}

function writeUnusual(wire: PbfWriter, values: Values, keys: Values): void {
	const usual = new Map<number, number>();
	values.forEach((value, index) => {
		const key = keys[index] ?? 0;
		wire.writeVarint(usual.get(key) === value ? 0 : value + 1);
		usual.set(key, value);
	});
}

/** `pbf` writes no plain bytes. */
function writeByte(wire: PbfWriter, byte: number): void {
	wire.realloc(1);
	wire.buf[wire.pos++] = byte;
}
