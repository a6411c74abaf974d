/**
 * CSV (RFC 4180) in UTF-8 with a byte-order mark: without one, spreadsheets take Arabic and Cyrillic for another
 * encoding and show nonsense; the libraries that read CSV drop it.
 */
import { toNamed } from '#lib/domain/axis-order.ts';
import { attributionOf, gradeOfRow, type Exporter, type ExportRow } from './export-row.ts';

type Cell = string | number | boolean | null;

/** Latitude and longitude have columns of their own names: their order cannot be mistaken. */
const COLUMNS: Record<string, (row: ExportRow, origin: string) => Cell> = {
	id: (row) => row.id,
	url: (row, origin) => `${origin}/reports/${row.id}`,
	theatre: (row) => row.theatre,
	title: (row) => row.title,
	summary: (row) => row.summary,
	event_type: (row) => row.event_type,
	event_subtype: (row) => row.event_subtype,
	occurred_at: (row) => row.occurred_at,
	occurred_until: (row) => row.occurred_until,
	time_precision: (row) => row.time_precision,
	latitude: (row) => toNamed(row.point).lat,
	longitude: (row) => toNamed(row.point).lng,
	place_name: (row) => row.place_name,
	geo_precision: (row) => row.geo_precision,
	uncertainty_m: (row) => row.uncertainty_m,
	grade: gradeOfRow,
	reliability: (row) => row.reliability,
	credibility: (row) => row.credibility,
	credibility_reason: (row) => row.credibility_reason,
	state: (row) => row.state,
	state_reason: (row) => row.state_reason,
	sensitivity: (row) => row.sensitivity.join(' '),
	fatalities_low: (row) => row.fatalities?.low ?? null,
	fatalities_best: (row) => row.fatalities?.best ?? null,
	fatalities_high: (row) => row.fatalities?.high ?? null,
	fatalities_claimed_by: (row) => row.fatalities?.claimed_by ?? null,
	origins: (row) => row.origins,
	sources: (row) => row.citations.map(({ source, publisher }) => source ?? publisher ?? '').join(' | '),
	source_reliabilities: (row) => row.citations.map(({ reliability }) => reliability).join(' | '),
	citation_urls: (row) => row.citations.map(({ url }) => url ?? '').join(' | '),
	archived_urls: (row) => row.citations.map(({ archived_url }) => archived_url ?? '').join(' | '),
	published_at: (row) => row.published_at,
	updated_at: (row) => row.updated_at,
	revision: (row) => row.revision,
	is_demo: (row) => row.is_demo,
	attribution: attributionOf
};
const NAMES = Object.keys(COLUMNS);
const READERS = Object.values(COLUMNS);

/** Spreadsheets run what begins like this, also in their full-width forms (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const QUOTED = /[",\r\n]/;

/** One cell. A number may begin with a minus; a text may not: an apostrophe makes it one for good. */
export function csvCell(value: Cell): string {
	if (value === null) return '';
	if (typeof value !== 'string') return String(value);
	const text = FORMULA.test(value) ? `'${value}` : value;
	return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvExport: Exporter = {
	type: 'text/csv; charset=utf-8; header=present',
	head: () => `\ufeff${NAMES.join(',')}\r\n`,
	row: (row, origin) => `${READERS.map((read) => csvCell(read(row, origin))).join(',')}\r\n`,
	tail: () => ''
};
