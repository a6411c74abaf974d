import { newest } from '#lib/columns/listing.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { PUBLIC_STATES } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';

/** What a browser holds: about 160 kB on the wire. */
const MAX_ROWS = 20_000;

/** The newest public reports of some fronts (null: of all) as columns of their own. */
export function recentColumns(columns: ReportColumns, theatres: readonly Theatre[] | null): ReportColumns {
	const ids = newest(columns, { ...EVERYTHING, theatres, states: PUBLIC_STATES }, { limit: MAX_ROWS });
	const recent = new ReportColumns(ids.length);
	for (const id of ids) recent.upsert(columns.rowAt(columns.rowOf(id)));
	return recent;
}
