import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import type { Filter } from '#lib/domain/filter.ts';
import { CREDIBILITIES, RELIABILITIES, type Credibility, type Reliability } from '#lib/domain/grade.ts';
import { REPORT_STATES, type ReportState } from '#lib/domain/report.ts';
import { THEATRES, type Theatre } from '#lib/domain/theatre.ts';
import { ALL_CODES, compile, rowsPassing, type CompiledFilter } from './filter.ts';
import type { ReportColumns } from './report-columns.ts';

/**
 * How many reports each choice would show. A choice is counted with every filter applied but those on its own
 * dimension: beside "shelling" stands what ticking it would add, whatever types are ticked now.
 */
export type Facets = {
	/** Reports that pass the whole filter. */
	total: number;
	theatres: Record<Theatre, number>;
	types: Record<EventType, number>;
	/** By registry slug; a report counts once for each source it cites. Slugs without a report are left out. */
	sources: ReadonlyMap<string, number>;
	reliabilities: Record<Reliability, number>;
	credibilities: Record<Credibility, number>;
	states: Record<ReportState, number>;
};

/** Bits of the dimensions a row fails in. */
const THEATRE = 1;
const TYPE = 2;
const SOURCE = 4;
const RELIABILITY = 8;
const CREDIBILITY = 16;
const STATE = 32;

export function facets(columns: ReportColumns, filter: Filter): Facets {
	const compiled = compile(columns, filter);
	const counts = {
		theatres: new Uint32Array(THEATRES.length),
		types: new Uint32Array(EVENT_TYPES.length),
		sourceSets: new Uint32Array(columns.sourceSets.size),
		reliabilities: new Uint32Array(RELIABILITIES.length),
		credibilities: new Uint32Array(CREDIBILITIES.length),
		states: new Uint32Array(REPORT_STATES.length)
	};
	let total = 0;
	for (const row of rowsPassing(columns, withoutChoices(compiled))) {
		const failed = failedIn(columns, compiled, row);
		if (failed === 0) total++;
		// Each dimension counts the rows that fail in no other one.
		if ((failed & ~THEATRE) === 0) add(counts.theatres, columns.theatre, row);
		if ((failed & ~TYPE) === 0) add(counts.types, columns.type, row);
		if ((failed & ~SOURCE) === 0) add(counts.sourceSets, columns.sourceSet, row);
		if ((failed & ~RELIABILITY) === 0) add(counts.reliabilities, columns.reliability, row);
		if ((failed & ~CREDIBILITY) === 0) add(counts.credibilities, columns.credibility, row);
		if ((failed & ~STATE) === 0) add(counts.states, columns.state, row);
	}
	return {
		total,
		theatres: named(THEATRES, counts.theatres),
		types: named(EVENT_TYPES, counts.types),
		sources: countsOfSlugs(columns, counts.sourceSets),
		reliabilities: named(RELIABILITIES, counts.reliabilities),
		credibilities: named(CREDIBILITIES, counts.credibilities),
		states: named(REPORT_STATES, counts.states)
	};
}

/** Time, place and searched words only: what no facet can undo. */
const withoutChoices = (compiled: CompiledFilter): CompiledFilter => ({
	...compiled,
	theatres: ALL_CODES,
	types: ALL_CODES,
	reliabilities: ALL_CODES,
	credibilities: ALL_CODES,
	states: ALL_CODES,
	sourceSets: null
});

function failedIn(columns: ReportColumns, compiled: CompiledFilter, row: number): number {
	const { theatres, types, sourceSets, reliabilities, credibilities, states } = compiled;
	return (
		((theatres >> columns.theatre[row]!) & 1 ? 0 : THEATRE) |
		((types >> columns.type[row]!) & 1 ? 0 : TYPE) |
		(sourceSets === null || sourceSets[columns.sourceSet[row]!] ? 0 : SOURCE) |
		((reliabilities >> columns.reliability[row]!) & 1 ? 0 : RELIABILITY) |
		((credibilities >> columns.credibility[row]!) & 1 ? 0 : CREDIBILITY) |
		((states >> columns.state[row]!) & 1 ? 0 : STATE)
	);
}

function add(counts: Uint32Array, codes: Uint8Array | Uint32Array, row: number): void {
	const code = codes[row]!;
	counts[code] = counts[code]! + 1;
}

function named<T extends string | number>(vocabulary: readonly T[], counts: Uint32Array): Record<T, number> {
	return Object.fromEntries(vocabulary.map((value, code) => [value, counts[code]!])) as Record<T, number>;
}

function countsOfSlugs(columns: ReportColumns, counts: Uint32Array): ReadonlyMap<string, number> {
	const bySlug = new Map<string, number>();
	counts.forEach((count, set) => {
		if (count === 0) return;
		for (const slug of columns.sourceSets.slugsOf(set)) {
			bySlug.set(slug, (bySlug.get(slug) ?? 0) + count);
		}
	});
	return bySlug;
}
