/** Reports in bulk. A page is asked for while the one before is written: memory holds two of them, however many there are. */
import type { ReportId } from '#lib/domain/report.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { bestReliability } from '#lib/domain/grade.ts';
import type { ExportCitation, ExportRow } from '#lib/publish/export-row.ts';
import { call, type Database } from './database.ts';
import * as reports from './reports.ts';
import type { AsOf } from './reports.ts';

/** Rows: the embedded database answers one question at a time, and others wait for so long. */
const PAGE = 1_000;
/** Each of them is put back to what it was. */
const PAGE_OF_THE_PAST = 200;

/** Pages of the public reports with these ids, in their order; one that is no longer public is left out. */
export async function* exportRows(
	db: Database,
	ids: Uint32Array,
	asOf: AsOf
): AsyncGenerator<readonly ExportRow[]> {
	const size = asOf === null ? PAGE : PAGE_OF_THE_PAST;
	let next = read(0);
	for (let start = size; next; start += size) {
		const page = await next;
		next = read(start);
		yield page;
	}

	function read(start: number): Promise<ExportRow[]> | null {
		if (start >= ids.length) return null;
		const page = exportPage(db, [...ids.subarray(start, start + size)], asOf);
		// What goes wrong is told to whoever waits for the page; by then, nobody may.
		page.catch(() => undefined);
		return page;
	}
}

/** Some of them at once, at most a few thousand. */
export async function exportPage(db: Database, ids: readonly ReportId[], asOf: AsOf): Promise<ExportRow[]> {
	if (asOf === null) return fromColumns(JSON.parse(await call<string>(db, 'export_rows', { ids })));
	return (await reports.findMany(db, ids, asOf)).map(
		({ media: _media, proofs: _proofs, citations, ...facts }) => ({
			...facts,
			citations: citations.map(
				({ side: _side, note: _note, text: _text, reliability_reason: _reason, ...citation }) => citation
			)
		})
	);
}

/** A list for each field, of one length; null where there is nothing. */
type Columns<T> = { [Field in keyof T]: T[Field][] | null };
type OwnFields = Omit<ExportRow, 'point' | 'reliability' | 'origins' | 'citations'> & {
	lon: number;
	lat: number;
};
/** As `export_rows` of the database has it. */
type Bulk = {
	reports: Columns<OwnFields>;
	citations: Columns<ExportCitation & { report_id: ReportId }>;
};

const instantOrNull = (text: string | null) => (text === null ? null : toInstant(text));

function* rowsOf<T>(columns: Columns<T>): Generator<T> {
	const lists = Object.entries(columns) as [keyof T, T[keyof T][] | null][];
	const length = lists[0]?.[1]?.length ?? 0;
	for (let n = 0; n < length; n++) {
		const row = {} as T;
		for (const [field, values] of lists) row[field] = values![n]!;
		yield row;
	}
}

function fromColumns({ reports, citations }: Bulk): ExportRow[] {
	const cited = new Map<ReportId, ExportCitation[]>();
	for (const { report_id, published_at, ...citation } of rowsOf(citations)) {
		const known = cited.get(report_id) ?? [];
		if (known.push({ ...citation, published_at: instantOrNull(published_at) }) === 1)
			cited.set(report_id, known);
	}
	return Array.from(rowsOf(reports), ({ lon, lat, ...facts }) => {
		const own = cited.get(facts.id) ?? [];
		return {
			...facts,
			occurred_at: toInstant(facts.occurred_at),
			occurred_until: instantOrNull(facts.occurred_until),
			published_at: instantOrNull(facts.published_at),
			updated_at: toInstant(facts.updated_at),
			point: [lon, lat],
			// Citations of one origin count once.
			origins: new Set(own.map(({ origin }) => origin)).size,
			reliability: bestReliability(own.map((citation) => citation.reliability)),
			citations: own
		};
	});
}
