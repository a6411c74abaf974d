import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facets } from '#lib/columns/facets.ts';
import { matching } from '#lib/columns/filter.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { REPORT_STATES } from '#lib/domain/report.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import type { Filter } from '#lib/domain/view.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { anyFilter, anyReports, aReport, columnsOf, passes, rowsOf } from './arbitrary.ts';
import { syntheticReports } from './synthetic.ts';

describe('matching reports', () => {
	test('columns say what a plain filter over reports says', () => {
		fc.assert(
			fc.property(anyReports, anyFilter, (reports, filter) => {
				const columns = columnsOf(reports);
				const expected = rowsOf(columns).flatMap((report, row) => (passes(report, filter) ? [row] : []));
				expect([...matching(columns, filter)]).toEqual(expected);
			}),
			{ numRuns: 500 }
		);
	});

	test('more matches than there was room for at first are all found', () => {
		const columns = columnsOf(syntheticReports(5_000));
		expect(matching(columns, EVERYTHING)).toEqual(Uint32Array.from({ length: 5_000 }, (_, row) => row));
	});

	test('a period takes its first minute and leaves its last', () => {
		const at = (minute: number) => aReport({ id: minute, occurredAt: minute * 60_000 });
		const filter = { ...EVERYTHING, from: 2 * 60_000, to: 4 * 60_000 };
		expect([...matching(columnsOf([1, 2, 3, 4].map(at)), filter)]).toEqual([1, 2]);
	});

	test('a report of two sources is found by either, one of none by no source', () => {
		const columns = columnsOf([aReport({ sources: ['alpha', 'beta'] }), aReport({ id: 2, sources: [] })]);
		expect([...matching(columns, { ...EVERYTHING, sources: ['beta'] })]).toEqual([0]);
		expect([...matching(columns, { ...EVERYTHING, sources: ['nobody'] })]).toEqual([]);
	});

	test('a search that found nothing matches nothing', () => {
		expect(matching(columnsOf([aReport()]), { ...EVERYTHING, ids: new Set() }).length).toBe(0);
	});
});

describe('facets', () => {
	test('each choice is counted with the filters of all other dimensions', () => {
		fc.assert(
			fc.property(anyReports, anyFilter, (reports, filter) => {
				const columns = columnsOf(reports);
				const rows = rowsOf(columns);
				expect(facets(columns, filter)).toEqual({
					total: rows.filter((row) => passes(row, filter)).length,
					theatres: counted(rows, { ...filter, theatres: null }, THEATRES, (row) => [row.theatre]),
					types: counted(rows, { ...filter, types: null }, EVENT_TYPES, (row) => [row.eventType]),
					sources: countedSources(rows, { ...filter, sources: null }),
					reliabilities: counted(rows, { ...filter, reliabilities: null }, RELIABILITIES, (row) => [
						row.reliability
					]),
					credibilities: counted(rows, { ...filter, credibilities: null }, CREDIBILITIES, (row) => [
						row.credibility
					]),
					states: counted(rows, { ...filter, states: null }, REPORT_STATES, (row) => [row.state])
				});
			}),
			{ numRuns: 300 }
		);
	});

	test('beside a ticked type stands what ticking another would add', () => {
		const columns = columnsOf([
			aReport({ id: 1, eventType: 'shelling' }),
			aReport({ id: 2, eventType: 'battles' }),
			aReport({ id: 3, eventType: 'battles', theatre: 'ukraine' })
		]);
		const { total, types, theatres } = facets(columns, {
			...EVERYTHING,
			types: ['shelling'],
			theatres: ['gaza']
		});
		expect([total, types.shelling, types.battles, theatres.gaza, theatres.ukraine]).toEqual([1, 1, 1, 1, 0]);
	});
});

function counted<T extends string | number>(
	rows: ReportRow[],
	filter: Filter,
	vocabulary: readonly T[],
	valuesOf: (row: ReportRow) => readonly T[]
) {
	const shown = rows.filter((row) => passes(row, filter));
	return Object.fromEntries(
		vocabulary.map((value) => [value, shown.filter((row) => valuesOf(row).includes(value)).length])
	);
}

function countedSources(rows: ReportRow[], filter: Filter) {
	const slugs = [...new Set(rows.flatMap((row) => row.sources))];
	const counts = counted(rows, filter, slugs, (row) => row.sources);
	return new Map(Object.entries(counts).filter(([, count]) => count > 0));
}
