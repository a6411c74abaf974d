/** Which reports a feed tells of. */
import { newest } from '#lib/columns/listing.ts';
import type { Filter } from '#lib/domain/filter.ts';
import type { Report, ReportId } from '#lib/domain/report.ts';
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { View } from '#lib/domain/view.ts';
import type { LastChanges } from './last-changes.ts';
import type { Known } from './past.ts';
import { matchesRow } from './row-filter.ts';

/**
 * The reports of a view that changed last, the latest change first; of one moment, the latest event. Where fewer changed
 * than are wanted, the newest events fill it up.
 */
export function lastChanged(
	{ columns }: Known,
	filter: Filter,
	changes: LastChanges,
	limit: number
): ReportId[] {
	const changed: { id: ReportId; at: number; occurredAt: number }[] = [];
	for (const [id, at] of changes) {
		const place = columns.rowOf(id);
		if (place < 0) continue;
		const row = columns.rowAt(place);
		if (matchesRow(filter, row)) changed.push({ id, at, occurredAt: row.occurredAt });
	}
	changed.sort((a, b) => b.at - a.at || b.occurredAt - a.occurredAt || b.id - a.id);
	const ids = changed.slice(0, limit).map(({ id }) => id);
	if (ids.length === limit) return ids;
	const known = new Set(ids);
	const others = newest(columns, filter, { limit }).filter((id) => !known.has(id));
	return [...ids, ...others].slice(0, limit);
}

/** A feed that did not tell of retractions would leave what it told before standing. */
export const withRetracted = (view: View): View => ({
	...view,
	states: [...new Set([...view.states, 'retracted' as const])]
});

/** The later of what the report says of itself, and of the last change to anything it shows: a source's letter, a citation. */
export function updatedAt(report: Pick<Report, 'id' | 'updated_at'>, changes: LastChanges): Instant {
	const changed = changes.get(report.id) ?? 0;
	return toInstant(new Date(Math.max(Date.parse(report.updated_at), changed)).toISOString());
}
