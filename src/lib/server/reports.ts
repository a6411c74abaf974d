import * as v from 'valibot';
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import {
	ReportSchema,
	type MergedAccount,
	type Report,
	type ReportId,
	type ReportRevision,
	type SinceThen
} from '#lib/domain/report.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { call, type Database } from './database.ts';

/** What is asked of the present (`null`), or of an instant as it was known then. */
export type AsOf = Instant | null;

/** A report the reader may see, with its citations; null when there is none. */
export async function find(db: Database, id: ReportId, asOf: AsOf = null): Promise<Report | null> {
	const json = await callAt<unknown>(db, 'report_json', { report_id: id }, asOf);
	return json === null ? null : fromJson(json);
}

/** Several reports in the order asked for; those the reader may not see are left out. */
export async function findMany(db: Database, ids: readonly ReportId[], asOf: AsOf = null): Promise<Report[]> {
	if (ids.length === 0) return [];
	return (await callAt<unknown[]>(db, 'reports_json', { ids }, asOf)).map(fromJson);
}

/** Corrections of a report, newest first. */
export async function history(db: Database, id: ReportId, asOf: AsOf = null): Promise<ReportRevision[]> {
	const rows = await callAt<ReportRevision[]>(db, 'report_history', { report_id: id }, asOf);
	return rows.map((row) => ({ ...row, changed_at: toInstant(row.changed_at) }));
}

/** The public report that took in one that is no longer public; null where there is none. */
export const successor = (db: Database, id: ReportId): Promise<ReportId | null> =>
	call<ReportId | null>(db, 'report_successor', { report_id: id });

/** What the public reports said that this one has taken in, in the order they were merged. */
export const mergedAccounts = (db: Database, id: ReportId): Promise<MergedAccount[]> =>
	call<MergedAccount[]>(db, 'merged_accounts', { report_id: id });

/** Ids of public reports whose words match, newest first. */
export async function search(db: Database, words: string, asOf: AsOf = null): Promise<Set<ReportId>> {
	return new Set(await callAt<ReportId[]>(db, 'search_reports', { words }, asOf));
}

/** What became of reports since an instant; one that says the same today is not in it. */
export type Since = Record<ReportId, SinceThen>;

/** Which of some reports say something else today than they did at an instant; of the present none does. */
export async function changedSince(db: Database, ids: readonly ReportId[], asOf: AsOf): Promise<Since> {
	return asOf === null || ids.length === 0 ? {} : call<Since>(db, 'changed_since', { ids, as_of: asOf });
}

/** The same question, put to a function of its own for the past: `report_json` and `report_json_at`. */
const callAt = <T>(db: Database, name: string, args: Record<string, unknown>, asOf: AsOf): Promise<T> =>
	asOf === null ? call<T>(db, name, args) : call<T>(db, `${name}_at`, { ...args, as_of: asOf });

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

/** The rows that were others at an instant, by id; null for a report that was not public. In pages by id. */
export async function* otherRows(
	db: Database,
	asOf: Instant,
	page = 1_000
): AsyncGenerator<[id: ReportId, row: ReportRow | null][]> {
	for (let after = 0; ;) {
		const pairs = await call<[id: ReportId, row: RowTuple | null][]>(db, 'report_rows_at', {
			...{ as_of: asOf, after_id: after, page }
		});
		if (pairs.length === 0) return;
		yield pairs.map(([id, row]) => [id, row && fromTuple(row)]);
		after = pairs.at(-1)![0];
	}
}

/** Two instants with the same number show the same reports. */
export const lastChangeAt = (db: Database, asOf: Instant): Promise<number> =>
	call<number>(db, 'last_change_at', { as_of: asOf });

/** From when on the past can be restored; null where all of it can. */
export async function pastBegins(db: Database): Promise<Instant | null> {
	const at = await call<string | null>(db, 'past_begins');
	return at === null ? null : toInstant(at);
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
	sources: string[],
	deaths: number
];

function fromTuple([id, theatre, eventType, occurredAt, lon, lat, ...rest]: RowTuple): ReportRow {
	const [precision, uncertainty, reliability, credibility, state, sources, deaths] = rest;
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
		sources,
		deaths
	};
}

const TIMES = ['occurred_at', 'occurred_until', 'published_at', 'updated_at'] as const;

/** A report as the database gives it. @throws ValiError when it is none */
export function fromJson(json: unknown): Report {
	const report = v.parse(ReportSchema, json);
	for (const field of TIMES) if (report[field]) report[field] = toInstant(report[field]);
	for (const citation of report.citations) {
		if (citation.published_at) citation.published_at = toInstant(citation.published_at);
	}
	return report;
}
