import { contains } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Filter } from '#lib/domain/view.ts';

/** The same question `matching` answers for all rows of the columns, for a single one. */
export function matchesRow(filter: Filter, row: ReportRow): boolean {
	return (
		(filter.from === null || row.occurredAt >= filter.from) &&
		row.occurredAt < filter.to &&
		allows(filter.theatres, row.theatre) &&
		allows(filter.types, row.eventType) &&
		allows(filter.reliabilities, row.reliability) &&
		allows(filter.credibilities, row.credibility) &&
		allows(filter.states, row.state) &&
		(filter.sources === null || filter.sources.some((slug) => row.sources.includes(slug))) &&
		(filter.bbox === null || contains(filter.bbox, row.point)) &&
		(filter.ids === undefined || filter.ids.has(row.id))
	);
}

const allows = <T>(list: readonly T[] | null, value: T) => list === null || list.includes(value);
