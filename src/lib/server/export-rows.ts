/** Reports in bulk. A page is asked for while the one before is written: memory holds two of them, however many there are. */
import type { ReportId } from '#lib/domain/report.ts';
import { toInstant } from '#lib/domain/event-time.ts';
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
	if (asOf === null) return (await call<RowTuple[]>(db, 'export_rows', { ids })).map(fromTuple);
	return (await reports.findMany(db, ids, asOf)).map(
		({ media: _media, proofs: _proofs, citations, ...facts }) => ({
			...facts,
			citations: citations.map(
				({ side: _side, note: _note, text: _text, reliability_reason: _reason, ...citation }) => citation
			)
		})
	);
}

/** As `export_rows` of the database has them. */
type RowTuple = [
	...[id: number, theatre: ExportRow['theatre'], title: string, summary: string],
	...[event_type: ExportRow['event_type'], event_subtype: string | null],
	...[occurred_at: string, occurred_until: string | null, time_precision: ExportRow['time_precision']],
	...[lon: number, lat: number, place_id: string | null, place_name: string],
	...[geo_precision: ExportRow['geo_precision'], uncertainty_m: number],
	...[credibility: ExportRow['credibility'], credibility_reason: string | null],
	...[reliability: ExportRow['reliability'], state: ExportRow['state'], state_reason: string | null],
	...[sensitivity: ExportRow['sensitivity'], fatalities: ExportRow['fatalities']],
	...[origins: number, revision: number, is_demo: boolean],
	...[published_at: string | null, updated_at: string, citations: CitationTuple[]]
];
type CitationTuple = [
	...[source: string | null, source_name: string | null, reliability: ExportCitation['reliability']],
	...[publisher: string | null, title: string | null, url: string | null, archived_url: string | null],
	...[
		published_at: string | null,
		original_text_lang: string | null,
		content_warnings: string[],
		origin: string
	]
];

const instantOrNull = (text: string | null) => (text === null ? null : toInstant(text));

function fromTuple(row: RowTuple): ExportRow {
	const [id, theatre, title, summary, event_type, event_subtype, occurred_at, occurred_until, ...rest] = row;
	const [time_precision, lon, lat, place_id, place_name, geo_precision, uncertainty_m, ...judged] = rest;
	const [credibility, credibility_reason, reliability, state, state_reason, sensitivity, ...last] = judged;
	const [fatalities, origins, revision, is_demo, published_at, updated_at, citations] = last;
	return {
		...{ id, theatre, title, summary, event_type, event_subtype },
		...{ occurred_at: toInstant(occurred_at), occurred_until: instantOrNull(occurred_until), time_precision },
		...{ point: [lon, lat], place_id, place_name, geo_precision, uncertainty_m },
		...{ credibility, credibility_reason, reliability, state, state_reason, sensitivity, fatalities },
		...{
			origins,
			revision,
			is_demo,
			published_at: instantOrNull(published_at),
			updated_at: toInstant(updated_at)
		},
		citations: citations.map(fromCitation)
	};
}

function fromCitation(citation: CitationTuple): ExportCitation {
	const [source, source_name, reliability, publisher, title, url, archived_url, published_at, ...rest] =
		citation;
	const [original_text_lang, content_warnings, origin] = rest;
	return {
		...{ source, source_name, reliability, publisher, title, url, archived_url },
		...{ published_at: instantOrNull(published_at), original_text_lang, content_warnings, origin }
	};
}
