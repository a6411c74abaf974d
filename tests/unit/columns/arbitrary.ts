import fc from 'fast-check';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { contains, GEO_PRECISIONS, type BoundingBox, type LngLat } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import type { Filter } from '#lib/domain/view.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';

const MINUTE = 60_000;
const SLUGS = ['alpha', 'beta_1', 'gamma-2', 'delta'];

/** The edges of the world and of time are as likely as the rest of them. */
const longitude = fc.oneof(
	fc.double({ min: -180, max: 180, noNaN: true }),
	fc.constantFrom(-180, 180, 0, 34.4)
);
const latitude = fc.oneof(
	fc.double({ min: -90, max: 90, noNaN: true }),
	fc.constantFrom(-85.0511, 85.0511, 0, 31.4)
);
const minutes = fc.oneof(
	fc.integer({ min: Date.UTC(2023, 0) / MINUTE, max: Date.UTC(2023, 1) / MINUTE }),
	fc.constantFrom(Date.UTC(1890, 5, 1, 3) / MINUTE, -1, 0, Date.UTC(2190, 5, 1, 3) / MINUTE)
);

export const anyReport: fc.Arbitrary<ReportRow> = fc.record({
	id: fc.oneof(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 9 })),
	theatre: fc.constantFrom(...THEATRES),
	eventType: fc.constantFrom(...EVENT_TYPES),
	occurredAt: minutes.map((minute) => minute * MINUTE),
	point: fc.tuple(longitude, latitude),
	precision: fc.constantFrom(...GEO_PRECISIONS),
	uncertainty: fc.oneof(fc.constantFrom(0, 50, 3_000), fc.integer({ min: 0, max: 0xffff_ffff })),
	reliability: fc.constantFrom(...RELIABILITIES),
	credibility: fc.constantFrom(...CREDIBILITIES),
	state: fc.constantFrom(...REPORT_STATES),
	sources: fc.subarray(SLUGS).map((slugs) => slugs.sort()),
	deaths: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff_ffff }))
});
export const anyReports = fc.uniqueArray(anyReport, { selector: (report) => report.id, maxLength: 60 });

const choice = <T>(vocabulary: readonly T[]) => fc.option(fc.subarray([...vocabulary], { minLength: 1 }));
export const anyFilter: fc.Arbitrary<Filter> = fc.record({
	theatres: choice(THEATRES),
	from: fc.option(minutes.map((minute) => minute * MINUTE + 1)),
	to: minutes.map((minute) => minute * MINUTE),
	types: choice(EVENT_TYPES),
	sources: choice(SLUGS),
	reliabilities: choice(RELIABILITIES),
	credibilities: choice(CREDIBILITIES),
	states: choice(REPORT_STATES),
	bbox: fc.option(
		fc
			.tuple(longitude, latitude, longitude, latitude)
			.map(([a, b, c, d]): BoundingBox => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)])
	),
	asOf: fc.constant(null),
	ids: fc.option(fc.constant(new Set([1, 2, 3, 4])), { nil: undefined })
});

export function columnsOf(reports: readonly ReportRow[]): ReportColumns {
	const columns = new ReportColumns();
	for (const report of reports) columns.upsert(report);
	return columns;
}

export const rowsOf = (columns: ReportColumns): ReportRow[] =>
	Array.from({ length: columns.size }, (_, row) => columns.rowAt(row));

/** What a filter means, said as plainly as possible. */
export function passes(report: ReportRow, filter: Filter): boolean {
	const allowed = <T>(list: readonly T[] | null, value: T) => list === null || list.includes(value);
	return (
		allowed(filter.theatres, report.theatre) &&
		(filter.from === null || report.occurredAt >= filter.from) &&
		report.occurredAt < filter.to &&
		allowed(filter.types, report.eventType) &&
		(filter.sources === null || report.sources.some((slug) => filter.sources?.includes(slug))) &&
		allowed(filter.reliabilities, report.reliability) &&
		allowed(filter.credibilities, report.credibility) &&
		allowed(filter.states, report.state) &&
		(filter.bbox === null || contains(filter.bbox, report.point)) &&
		(filter.ids === undefined || filter.ids.has(report.id))
	);
}

/** A report of Gaza City on 17 October 2023, 16:00. */
export const aReport = (changes: Partial<ReportRow> = {}): ReportRow => ({
	id: 1,
	theatre: 'gaza',
	eventType: 'explosions',
	occurredAt: Date.UTC(2023, 9, 17, 16),
	point: [34.4618, 31.5047] satisfies LngLat,
	precision: 'exact',
	uncertainty: 50,
	reliability: 'B',
	credibility: 2,
	state: 'published',
	sources: ['alpha'],
	deaths: 0,
	...changes
});
