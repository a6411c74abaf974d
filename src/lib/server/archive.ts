/** All public reports in memory, as the database has them a moment later: the read model of this server. */
import { ReportColumns } from '#lib/columns/report-columns.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Database } from './database.ts';
import * as reports from './reports.ts';

/** A change with what the report was before, so that a filtered reader learns when it leaves the filter. */
export type Applied = reports.Change & { before: ReportRow | null };

export type Archive = {
	readonly columns: ReportColumns;
	/** Every change up to here is in the columns. */
	readonly cursor: string;
	/** Some of the reports come from the demo archive. */
	readonly isDemo: boolean;
	/** Reads what changed since; calls made meanwhile share the running one. */
	catchUp(): Promise<void>;
	/** Told of each batch after it has been applied. */
	onApplied(listener: (batch: readonly Applied[]) => void): () => void;
};

/**
 * Loads the archive. The cursor is taken first: what changes while rows are read is read once more, never missed.
 * @param db as a reader nobody knows, so that nothing else can ever get in
 */
export async function loadArchive(db: Database, isDemo: () => Promise<boolean>): Promise<Archive> {
	const columns = new ReportColumns();
	let cursor = await reports.cursor(db);
	for await (const rows of reports.allRows(db)) for (const row of rows) columns.upsert(row);
	let demo = await isDemo();
	const listeners = new Set<(batch: readonly Applied[]) => void>();
	let running: Promise<void> | null = null;

	async function read(): Promise<void> {
		for (let more = true; more;) {
			const page = await reports.changesAfter(db, cursor);
			const batch = page.changes.map((change) => apply(columns, change));
			cursor = page.cursor;
			more = page.more;
			if (batch.length === 0) continue;
			demo = await isDemo();
			for (const listener of listeners) listener(batch);
		}
	}

	return {
		columns,
		get cursor() {
			return cursor;
		},
		get isDemo() {
			return demo;
		},
		catchUp() {
			running ??= read().finally(() => (running = null));
			return running;
		},
		onApplied(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}

function apply(columns: ReportColumns, change: reports.Change): Applied {
	const row = columns.rowOf(change.id);
	const before = row < 0 ? null : columns.rowAt(row);
	if (change.row) columns.upsert(change.row);
	else columns.remove(change.id);
	return { ...change, before };
}
