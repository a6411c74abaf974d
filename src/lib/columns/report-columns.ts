import { MINUTE } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { REPORT_STATES, type ReportId } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { pointOf, xOf, yOf } from './mercator.ts';
import { SourceSets } from './source-sets.ts';
import { Zones } from './zones.ts';

const FIRST_CAPACITY = 64;
export const INT32_MAX = 0x7fff_ffff;
export const UINT32_MAX = 0xffff_ffff;

/**
 * Reports as columns of numbers, about 36 bytes each: the same on the server, where it holds the archive, and in the
 * browser, where it holds what is looked at. A row's number is good until the next change; ids stay.
 * Places in vocabularies (`EVENT_TYPES` and so on) stand for the words.
 */
export class ReportColumns {
	id = new Uint32Array(0);
	/** Minutes since 1970, UTC. */
	minute = new Int32Array(0);
	/** Units of `mercator.ts`. */
	x = new Uint32Array(0);
	y = new Uint32Array(0);
	/** Metres. */
	uncertainty = new Uint32Array(0);
	/** The most that anybody claims. */
	deaths = new Uint32Array(0);
	/** Number in `sourceSets`. */
	sourceSet = new Uint32Array(0);
	theatre = new Uint8Array(0);
	type = new Uint8Array(0);
	reliability = new Uint8Array(0);
	credibility = new Uint8Array(0);
	state = new Uint8Array(0);
	precision = new Uint8Array(0);
	readonly sourceSets: SourceSets;
	readonly zones = new Zones(this);
	readonly #rows = new Map<ReportId, number>();

	/**
	 * @param capacity rows there is room for from the start
	 * @param sourceSets those of other columns; they only grow, so that both may number by them
	 */
	constructor(capacity = 0, sourceSets = new SourceSets()) {
		this.sourceSets = sourceSets;
		this.#resize(capacity);
	}

	/** How many reports there are; rows are 0 to `size` - 1. */
	get size(): number {
		return this.#rows.size;
	}

	has(id: ReportId): boolean {
		return this.#rows.has(id);
	}

	/** The row of a report, or -1. */
	rowOf(id: ReportId): number {
		return this.#rows.get(id) ?? -1;
	}

	/**
	 * Adds a report, or replaces the one with its id.
	 * @throws RangeError naming the value that is in no vocabulary, or an id beyond 32 bits
	 */
	upsert(report: ReportRow): void {
		const coded = encodeRow(report);
		const row = this.#rowFor(report.id);
		this.minute[row] = coded.minute;
		this.x[row] = xOf(report.point[0]);
		this.y[row] = yOf(report.point[1]);
		this.uncertainty[row] = coded.uncertainty;
		this.deaths[row] = coded.deaths;
		this.sourceSet[row] = this.sourceSets.numberOf(report.sources);
		this.theatre[row] = coded.theatre;
		this.type[row] = coded.type;
		this.reliability[row] = coded.reliability;
		this.credibility[row] = coded.credibility;
		this.state[row] = coded.state;
		this.precision[row] = coded.precision;
	}

	/** Takes a report out; the last row takes its place. False when there was none. */
	remove(id: ReportId): boolean {
		const row = this.#rows.get(id);
		if (row === undefined) return false;
		const last = this.size - 1;
		for (const column of this.#columns()) column[row] = column[last] ?? 0;
		this.#rows.set(this.id[row] ?? id, row);
		this.#rows.delete(id);
		this.zones.forget(row);
		this.zones.forget(last);
		return true;
	}

	/**
	 * A row in words. The point is the middle of its unit.
	 * @throws RangeError when there is no such row
	 */
	rowAt(row: number): ReportRow {
		if (!(row >= 0 && row < this.size)) {
			throw new RangeError(`there is no row ${row}: there are ${this.size}`);
		}
		return {
			id: at(this.id, row),
			theatre: word(THEATRES, this.theatre, row),
			eventType: word(EVENT_TYPES, this.type, row),
			occurredAt: at(this.minute, row) * MINUTE,
			point: pointOf(at(this.x, row), at(this.y, row)),
			precision: word(GEO_PRECISIONS, this.precision, row),
			uncertainty: at(this.uncertainty, row),
			reliability: word(RELIABILITIES, this.reliability, row),
			credibility: word(CREDIBILITIES, this.credibility, row),
			state: word(REPORT_STATES, this.state, row),
			sources: this.sourceSets.slugsOf(at(this.sourceSet, row)),
			deaths: at(this.deaths, row)
		};
	}

	/** The same rows, in columns that do not follow these. */
	copy(): ReportColumns {
		const twin = new ReportColumns(this.id.length, this.sourceSets);
		const into = twin.#columns();
		this.#columns().forEach((column, n) => into[n]!.set(column));
		for (const [id, row] of this.#rows) twin.#rows.set(id, row);
		return twin;
	}

	/** Adds a row for a new id; whoever calls this fills the other columns. */
	append(id: ReportId): void {
		this.#rowFor(id);
	}

	#rowFor(id: ReportId): number {
		const known = this.#rows.get(id);
		const row = known ?? this.size;
		this.zones.forget(row);
		if (known !== undefined) return row;
		if (row === this.id.length) this.#resize(Math.max(FIRST_CAPACITY, row * 2));
		this.id[row] = id;
		this.#rows.set(id, row);
		return row;
	}

	#columns() {
		return [
			this.id,
			this.minute,
			this.x,
			this.y,
			this.uncertainty,
			this.deaths,
			this.sourceSet,
			this.theatre,
			this.type,
			this.reliability,
			this.credibility,
			this.state,
			this.precision
		];
	}

	#resize(capacity: number): void {
		const ints = (old: Uint32Array) => copied(old, new Uint32Array(capacity));
		const bytes = (old: Uint8Array) => copied(old, new Uint8Array(capacity));
		this.id = ints(this.id);
		this.minute = copied(this.minute, new Int32Array(capacity));
		this.x = ints(this.x);
		this.y = ints(this.y);
		this.uncertainty = ints(this.uncertainty);
		this.deaths = ints(this.deaths);
		this.sourceSet = ints(this.sourceSet);
		this.theatre = bytes(this.theatre);
		this.type = bytes(this.type);
		this.reliability = bytes(this.reliability);
		this.credibility = bytes(this.credibility);
		this.state = bytes(this.state);
		this.precision = bytes(this.precision);
	}
}

/** Checks everything before anything is written: a refused report leaves the columns as they were. */
function encodeRow(report: ReportRow) {
	if (!Number.isInteger(report.id) || report.id < 0 || report.id > UINT32_MAX) {
		throw new RangeError(`report id ${report.id} is not a whole number from 0 to ${UINT32_MAX}`);
	}
	if (!Number.isFinite(report.occurredAt)) {
		throw new RangeError(`report ${report.id}: occurredAt ${report.occurredAt} is not a time`);
	}
	if (!report.point.every(Number.isFinite)) {
		throw new RangeError(`report ${report.id}: point ${report.point.join(', ')} is not a place`);
	}
	return {
		// 32 bits of minutes reach 4,000 years either way: whatever lies beyond is drawn at their edge.
		minute: clamp(Math.floor(report.occurredAt / MINUTE), -INT32_MAX, INT32_MAX),
		deaths: clamp(Math.round(report.deaths), 0, UINT32_MAX),
		uncertainty: clamp(Math.round(report.uncertainty), 0, UINT32_MAX),
		theatre: codeOf(THEATRES, report.theatre, 'theatre', report.id),
		type: codeOf(EVENT_TYPES, report.eventType, 'event_type', report.id),
		reliability: codeOf(RELIABILITIES, report.reliability, 'reliability', report.id),
		credibility: codeOf(CREDIBILITIES, report.credibility, 'credibility', report.id),
		state: codeOf(REPORT_STATES, report.state, 'state', report.id),
		precision: codeOf(GEO_PRECISIONS, report.precision, 'geo_precision', report.id)
	};
}

function codeOf<T>(vocabulary: readonly T[], value: T, field: string, id: ReportId): number {
	const code = vocabulary.indexOf(value);
	if (code < 0) {
		throw new RangeError(
			`report ${id}: ${field} ${JSON.stringify(value)} is not known; allowed: ${vocabulary.join(', ')}`
		);
	}
	return code;
}

export type NumberColumn = Uint8Array | Uint32Array | Int32Array;
/** A number of a column; rows inside `size` always have one. */
export const at = (column: NumberColumn | readonly number[], row: number): number => column[row] ?? 0;
/** The word of a row's code. */
export const word = <T>(vocabulary: readonly T[], column: Uint8Array, row: number): T =>
	vocabulary[at(column, row)] as T;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

function copied<T extends NumberColumn>(old: NumberColumn, into: T): T {
	into.set(old);
	return into;
}
