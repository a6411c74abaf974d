/**
 * When each of the reports that changed last did so: what a feed is in the order of. In memory, since feeds are asked for
 * far more often than reports change.
 */
import type { ReportId } from '#lib/domain/report.ts';
import type { Archive } from './archive.ts';
import { call, type Database } from './database.ts';
import type { Known } from './past.ts';
import { RecentlyMade } from './recently-made.ts';
import type { AsOf } from './reports.ts';

/** Milliseconds since 1970, by report. */
export type LastChanges = ReadonlyMap<ReportId, number>;

const MOST_CHANGES = 10_000;
const PASTS_KEPT = 4;

const ofThePresent = new WeakMap<Archive, Promise<Map<ReportId, number>>>();
const ofThePast = new RecentlyMade<Map<ReportId, number>>(PASTS_KEPT);

const read = async (db: Database, asOf: AsOf): Promise<Map<ReportId, number>> =>
	new Map(await call<[ReportId, number][]>(db, 'last_changes', { as_of: asOf, page: MOST_CHANGES }));

/** @param known what the view is answered from: equal cursors, equal changes */
export function lastChanges(archive: Archive, db: Database, known: Known, asOf: AsOf): Promise<LastChanges> {
	if (asOf !== null) return ofThePast.get(known.cursor, () => read(db, asOf));
	let changes = ofThePresent.get(archive);
	if (!changes) {
		changes = follow(archive, db);
		ofThePresent.set(archive, changes);
		changes.catch(() => ofThePresent.delete(archive));
	}
	return changes;
}

/** Listens before it reads: what changes meanwhile is known twice, never missed. */
async function follow(archive: Archive, db: Database): Promise<Map<ReportId, number>> {
	const heard = new Map<ReportId, number>();
	let changes = heard;
	const stop = archive.onApplied((batch) => {
		for (const { id, changedAt } of batch) note(changes, id, Date.parse(changedAt));
	});
	try {
		const known = await read(db, null);
		for (const [id, at] of heard) note(known, id, at);
		return (changes = known);
	} catch (problem) {
		stop();
		throw problem;
	}
}

/** The least recently noted makes room. */
function note(changes: Map<ReportId, number>, id: ReportId, at: number): void {
	changes.delete(id);
	changes.set(id, at);
	if (changes.size > MOST_CHANGES) changes.delete(changes.keys().next().value!);
}
