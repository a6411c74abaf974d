/**
 * The archive as it was known at an instant: what a frozen link shows. The present columns with every report that
 * changed since put back to what it was, so that everything made of columns is made of these as well.
 *
 * Anyone may ask for any instant. So that a flood of them cannot starve the server, instants between two changes share
 * one archive, few are kept, one is built at a time, and only a few may wait for that.
 */
import { ReportColumns } from '#lib/columns/report-columns.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import { GEO_PRECISIONS } from '#lib/domain/location.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Archive } from './archive.ts';
import type { Database } from './database.ts';
import { RecentlyMade } from './recently-made.ts';
import * as reports from './reports.ts';

/** What a view is answered from: the present archive or one of the past. Equal cursors, equal columns. */
export type Known = Pick<Archive, 'columns' | 'cursor' | 'isDemo'>;

export type Past = {
	/** From when on it can be restored; null where all of it can. */
	readonly begins: Instant | null;
	/** @throws TooManyInstants when too many others are waited for */
	at(asOf: Instant): Promise<Known>;
};

export class TooManyInstants extends Error {}

/** About 30 bytes a report each. */
const MOST_KEPT = 6;
const MOST_WAITING = 4;
const INSTANTS_KEPT = 512;
/** A transaction that began before an instant may still be running so long after it. Milliseconds. */
const SETTLING = 60_000;
/** Between two of these the server answers others. */
const ROWS_AT_ONCE = 5_000;

/** Nothing that is committed from now on can belong to the instant. @param now milliseconds since 1970 */
export const isSettled = (asOf: Instant, now: number): boolean => Date.parse(asOf) <= now - SETTLING;

/** @param db as a reader nobody knows */
export async function openPast(archive: Archive, db: Database): Promise<Past> {
	const begins = await reports.pastBegins(db);
	const kept = new RecentlyMade<ReportColumns>(MOST_KEPT);
	const changes = new RecentlyMade<number>(INSTANTS_KEPT);
	let last: Promise<unknown> = Promise.resolve();
	let waiting = 0;
	/** How often the kept archives were given up: what was made of them has another cursor from then on. */
	let givenUp = 0;

	let newest = archive.columns.id.subarray(0, archive.columns.size).reduce((a, b) => Math.max(a, b), 0);
	archive.onApplied((batch) => {
		// Taken back from the public, given back to it, or shown less exactly: in the past as well.
		if (
			batch.some(({ id, row, before }) => row === null || isCoarser(row, before) || (!before && id <= newest))
		) {
			kept.clear();
			givenUp++;
		}
		for (const { id } of batch) newest = Math.max(newest, id);
	});

	function queued(asOf: Instant): Promise<ReportColumns> {
		if (waiting > MOST_WAITING) return Promise.reject(new TooManyInstants());
		waiting++;
		const built = last.then(() => build(archive, db, asOf)).finally(() => waiting--);
		last = built.catch(() => undefined);
		return built;
	}

	return {
		begins,
		async at(asOf) {
			const ask = () => reports.lastChangeAt(db, asOf);
			const isOver = isSettled(asOf, Date.now());
			const change = await (isOver ? changes.get(asOf, ask) : ask());
			const cursor = isOver ? `past ${change} ${givenUp}` : `past ${asOf} ${archive.cursor}`;
			const columns = await kept.get(cursor, () => queued(asOf));
			return { columns, cursor, isDemo: archive.isDemo };
		}
	};
}

const isCoarser = (row: ReportRow, before: ReportRow | null): boolean =>
	before !== null && GEO_PRECISIONS.indexOf(row.precision) > GEO_PRECISIONS.indexOf(before.precision);

/** The rows stand in the order of their ids: the same instant gives the same bytes, whatever happened since. */
async function build(archive: Archive, db: Database, asOf: Instant): Promise<ReportColumns> {
	await archive.catchUp();
	// What changes while rows are read has changed since the instant, and is among them.
	const present = archive.columns.copy();
	const others = new Map<ReportId, ReportRow | null>();
	for await (const page of reports.otherRows(db, asOf)) for (const [id, row] of page) others.set(id, row);

	const ids = [...new Set([...present.id.subarray(0, present.size), ...others.keys()])].sort((a, b) => a - b);
	const columns = new ReportColumns(present.size);
	for (const [n, id] of ids.entries()) {
		if (n % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await new Promise(setImmediate);
		const row = others.has(id) ? others.get(id) : present.rowAt(present.rowOf(id));
		if (row) columns.upsert(row);
	}
	return columns;
}
