import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { adler32 } from './checksum.ts';
import { WORLD_SIZE } from './mercator.ts';
import { at, INT32_MAX, ReportColumns, UINT32_MAX, type NumberColumn } from './report-columns.ts';
import { CHECKSUM_AT, HEADER, MAGIC, PLACE_BYTES, REPORT_BYTES, VERSION } from './wire-format.ts';
import { WireReader } from './wire-reader.ts';

/**
 * The reports in bytes of `wire-format.ts`.
 * @throws Error saying what is wrong with bytes that are cut short, damaged, of another version or of another kind
 */
export function decode(bytes: Uint8Array): ReportColumns {
	checkHeader(bytes);
	const wire = new WireReader(bytes, HEADER);
	const sets = readSourceSets(wire);
	const places = readPlaces(wire);
	const columns = readReports(wire, places, sets);
	if (wire.left > 0) wire.fail(`${wire.left} bytes are left over`);
	return columns;
}

function checkHeader(bytes: Uint8Array): void {
	if (bytes.length < HEADER || MAGIC.some((byte, index) => bytes[index] !== byte)) {
		throw new Error('these are not report columns: the bytes do not begin with "FRC" and a header');
	}
	if (bytes[MAGIC.length] !== VERSION) {
		throw new Error(
			`report columns of version ${bytes[MAGIC.length]} cannot be read: this program reads version ${VERSION}`
		);
	}
	const written = new DataView(bytes.buffer, bytes.byteOffset).getUint32(CHECKSUM_AT, true);
	if (written !== adler32(bytes.subarray(HEADER))) {
		throw new Error('report columns are damaged or cut short: their checksum does not fit');
	}
}

function readSourceSets(wire: WireReader): string[][] {
	const slugs = list(wire.count(1, 'slugs'), () => wire.text());
	const lengths = list(wire.count(1, 'source sets'), () => wire.varint());
	return lengths.map((length) =>
		list(wire.fitting(length, 1, 'sources'), () => slugs[wire.below(slugs.length, 'source')] as string)
	);
}

type Places = Record<'x' | 'y' | 'theatre', Uint32Array>;

function readPlaces(wire: WireReader): Places {
	const count = wire.count(PLACE_BYTES, 'places');
	return {
		x: readUnits(wire, count, 'x'),
		y: readUnits(wire, count, 'y'),
		theatre: filled(new Uint32Array(count), count, () => wire.below(THEATRES.length, 'theatre'))
	};
}

function readUnits(wire: WireReader, count: number, what: string): Uint32Array {
	const units = new Uint32Array(count);
	for (const shift of [0, 8, 16]) {
		for (let place = 0; place < count; place++) units[place] = at(units, place) + (wire.byte() << shift);
	}
	for (const unit of units) wire.within(unit, 0, WORLD_SIZE - 1, what);
	return units;
}

function readReports(wire: WireReader, places: Places, sets: string[][]): ReportColumns {
	const count = wire.count(REPORT_BYTES, 'reports');
	const columns = new ReportColumns(count);
	filled(columns.minute, count, differences(wire, -INT32_MAX, INT32_MAX, 'minute'));
	readIds(wire, columns, count);
	const placeOfRow = filled(new Uint32Array(count), count, references(wire, places.x.length, 'place'));
	placeOfRow.forEach((place, row) => {
		columns.x[row] = at(places.x, place);
		columns.y[row] = at(places.y, place);
		columns.theatre[row] = at(places.theatre, place);
	});
	filled(columns.precision, count, unusual(wire, placeOfRow, GEO_PRECISIONS.length - 1, 'precision'));
	filled(columns.uncertainty, count, unusual(wire, columns.precision, UINT32_MAX, 'uncertainty'));
	filled(columns.type, count, () => wire.below(EVENT_TYPES.length, 'event type'));
	const numbers = sets.map((slugs) => columns.sourceSets.numberOf(slugs));
	const setOfRow = references(wire, sets.length, 'source set');
	filled(columns.sourceSet, count, (row) => at(numbers, setOfRow(row)));
	filled(
		columns.reliability,
		count,
		unusual(wire, columns.sourceSet, RELIABILITIES.length - 1, 'reliability')
	);
	filled(columns.credibility, count, () => wire.below(CREDIBILITIES.length, 'credibility'));
	filled(columns.state, count, () => wire.below(REPORT_STATES.length, 'state'));
	filled(columns.deaths, count, () => wire.within(wire.varint(), 0, UINT32_MAX, 'deaths'));
	return columns;
}

function readIds(wire: WireReader, columns: ReportColumns, count: number): void {
	const next = differences(wire, 0, UINT32_MAX, 'id');
	for (let row = 0; row < count; row++) {
		const id = next(row);
		if (columns.has(id)) wire.fail(`report ${id} is there twice`);
		columns.append(id);
	}
}

/** Reads the value of each row in turn. */
type Read = (row: number) => number;

/** The values whose differences are written. */
function differences(wire: WireReader, low: number, high: number, what: string): Read {
	let value = 0;
	return () => (value = wire.within(value + wire.signed(), low, high, what));
}

/** Places in a list that is used in its own order. */
function references(wire: WireReader, length: number, what: string): Read {
	let used = 0;
	return () => {
		const reference = wire.within(wire.varint(), 0, used, what);
		if (reference > 0) return reference - 1;
		if (used === length) wire.fail(`${what} ${used + 1} is not among the ${length}`);
		return used++;
	};
}

/** Values that mostly are what they last were beside the same key. */
function unusual(wire: WireReader, keys: NumberColumn, most: number, what: string): Read {
	const usual = new Map<number, number>();
	return (row) => {
		const written = wire.within(wire.varint(), 0, most + 1, what);
		const value = written > 0 ? written - 1 : usual.get(at(keys, row));
		if (value === undefined) wire.fail(`${what} follows from nothing`);
		usual.set(at(keys, row), value);
		return value;
	};
}

function filled<T extends NumberColumn>(column: T, count: number, read: Read): T {
	for (let row = 0; row < count; row++) column[row] = read(row);
	return column;
}

const list = <T>(length: number, read: () => T): T[] => Array.from({ length }, read);
