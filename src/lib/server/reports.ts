import * as v from 'valibot';
import { toInstant } from '#lib/domain/event-time.ts';
import { ReportSchema, type Report, type ReportId, type ReportRevision } from '#lib/domain/report.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { call, type Database } from './database.ts';

/** A report the reader may see, with its citations; null when there is none. */
export async function find(db: Database, id: ReportId): Promise<Report | null> {
	const json = await call<unknown>(db, 'report_json', { report_id: id });
	return json === null ? null : fromJson(json);
}

/** Several reports in the order asked for; those the reader may not see are left out. */
export async function findMany(db: Database, ids: readonly ReportId[]): Promise<Report[]> {
	if (ids.length === 0) return [];
	return (await call<unknown[]>(db, 'reports_json', { ids })).map(fromJson);
}

/** Corrections of a report, newest first. */
export async function history(db: Database, id: ReportId): Promise<ReportRevision[]> {
	const rows = await call<ReportRevision[]>(db, 'report_history', { report_id: id });
	return rows.map((row) => ({ ...row, changed_at: toInstant(row.changed_at) }));
}

/** Ids of public reports whose words match, newest first. */
export async function search(db: Database, words: string): Promise<Set<ReportId>> {
	return new Set(await call<ReportId[]>(db, 'search_reports', { words }));
}

export type Change = { cursor: string; id: ReportId; changedAt: string; row: ReportRow | null };
export type Changes = { cursor: string; more: boolean; changes: Change[] };

/** Public reports that changed after a cursor, in commit order; `row` is null where one is no longer public. */
export async function changesAfter(db: Database, cursor: string, limit = 500): Promise<Changes> {
	type Json = { cursor: string; id: number; changed_at: string; row: RowTuple | null };
	const page = await call<{ cursor: string; more: boolean; changes: Json[] }>(db, 'changes_after', {
		after_cursor: cursor,
		page: limit
	});
	return {
		...page,
		changes: page.changes.map((change) => ({
			cursor: change.cursor,
			id: change.id,
			changedAt: toInstant(change.changed_at),
			row: change.row && fromTuple(change.row)
		}))
	};
}

/** Where the change feed stands: everything up to here is settled. */
export const cursor = (db: Database): Promise<string> => call<string>(db, 'change_cursor');

/** All public reports as rows of the read model, in pages by id. */
export async function* allRows(db: Database, page = 20_000): AsyncGenerator<ReportRow[]> {
	for (let after = 0; ;) {
		const tuples = await call<RowTuple[]>(db, 'report_rows', { after_id: after, page });
		if (tuples.length === 0) return;
		yield tuples.map(fromTuple);
		after = tuples.at(-1)![0];
	}
}

const CURSOR = /^\d{1,19}-\d{1,18}$/;
export const isCursor = (text: string): boolean => CURSOR.test(text);

/** Orders cursors as the feed does. */
export function compareCursors(a: string, b: string): number {
	const [aXid, aSeq] = a.split('-').map(BigInt) as [bigint, bigint];
	const [bXid, bSeq] = b.split('-').map(BigInt) as [bigint, bigint];
	const order = aXid === bXid ? aSeq - bSeq : aXid - bXid;
	return order < 0n ? -1 : order > 0n ? 1 : 0;
}

type RowTuple = [
	id: number,
	theatre: ReportRow['theatre'],
	eventType: ReportRow['eventType'],
	occurredAt: number,
	lon: number,
	lat: number,
	precision: ReportRow['precision'],
	uncertainty: number,
	reliability: ReportRow['reliability'],
	credibility: ReportRow['credibility'],
	state: ReportRow['state'],
	sources: string[]
];

function fromTuple([id, theatre, eventType, occurredAt, lon, lat, ...rest]: RowTuple): ReportRow {
	const [precision, uncertainty, reliability, credibility, state, sources] = rest;
	return {
		id,
		theatre,
		eventType,
		occurredAt,
		point: [lon, lat],
		precision,
		uncertainty,
		reliability,
		credibility,
		state,
		sources
	};
}

const TIMES = ['occurred_at', 'occurred_until', 'published_at', 'updated_at'] as const;

function fromJson(json: unknown): Report {
	const report = v.parse(ReportSchema, json);
	for (const field of TIMES) if (report[field]) report[field] = toInstant(report[field]);
	for (const citation of report.citations) {
		if (citation.published_at) citation.published_at = toInstant(citation.published_at);
	}
	return report;
}
