import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { pointOf, xOf, yOf } from '#lib/columns/mercator.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { anyReport, aReport, columnsOf, rowsOf } from './arbitrary.ts';

/** A report as columns keep it: its point is the middle of its unit. */
export const kept = (report: ReportRow): ReportRow => ({
	...report,
	point: pointOf(xOf(report.point[0]), yOf(report.point[1]))
});

describe('report columns', () => {
	test('a report comes back as it went in, its point within five metres', () => {
		const [row] = rowsOf(columnsOf([aReport()]));
		expect(row).toEqual({ ...aReport(), point: [expect.closeTo(34.4618, 4), expect.closeTo(31.5047, 4)] });
	});

	test('a corrected report replaces itself', () => {
		const columns = columnsOf([aReport(), aReport({ id: 2 }), aReport({ credibility: 5 })]);
		expect(columns.size).toBe(2);
		expect(columns.rowAt(columns.rowOf(1)).credibility).toBe(5);
	});

	test('seconds are dropped, before 1970 too', () => {
		const [row] = rowsOf(columnsOf([aReport({ occurredAt: -30_000 })]));
		expect(row?.occurredAt).toBe(-60_000);
	});

	test.each([
		[{ id: -1 }, 'report id -1'],
		[{ id: 2 ** 32 }, 'report id 4294967296'],
		[{ id: 1.5 }, 'report id 1.5'],
		[{ eventType: 'shellling' as never }, 'event_type "shellling" is not known; allowed: battles'],
		[{ occurredAt: NaN }, 'occurredAt NaN is not a time'],
		[{ point: [NaN, 31] as [number, number] }, 'point NaN, 31 is not a place']
	])('%o is refused and leaves nothing behind', (changes, message) => {
		const columns = columnsOf([aReport({ id: 7 })]);
		expect(() => columns.upsert(aReport(changes))).toThrow(message);
		expect(rowsOf(columns)).toEqual([kept(aReport({ id: 7 }))]);
	});

	test('a time beyond all calendars is kept at the edge of the column', () => {
		const [row] = rowsOf(columnsOf([aReport({ occurredAt: 8.64e15 })]));
		expect(row?.occurredAt).toBe((2 ** 31 - 1) * 60_000);
	});

	test('a copy has the same rows, and neither follows the other', () => {
		fc.assert(
			fc.property(fc.array(anyReport, { maxLength: 30 }), anyReport, (reports, later) => {
				const columns = new ReportColumns();
				for (const report of reports) columns.upsert(report);
				const before = rowsOf(columns);
				const copy = columns.copy();
				columns.upsert(later);
				for (const { id } of reports) columns.remove(id);
				expect(rowsOf(copy)).toEqual(before);
				const after = rowsOf(columns);
				copy.upsert({ ...later, state: 'retracted', sources: ['a-source-of-its-own'] });
				expect(rowsOf(columns)).toEqual(after);
			})
		);
	});

	test('a row that does not exist is refused', () => {
		expect(() => new ReportColumns().rowAt(0)).toThrow('there is no row 0: there are 0');
	});

	test('any order of adding, correcting and removing leaves what a map would hold', () => {
		const step = fc.oneof(
			anyReport.map((report) => ({ report: { ...report, id: report.id % 20 } })),
			fc.record({ removed: fc.integer({ min: 0, max: 19 }) })
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
				const columns = new ReportColumns();
				const expected = new Map<number, ReportRow>();
				for (const one of steps) {
					if ('report' in one) {
						columns.upsert(one.report);
						expected.set(one.report.id, kept(one.report));
					} else {
						expect(columns.remove(one.removed)).toBe(expected.delete(one.removed));
						expect(columns.has(one.removed)).toBe(false);
					}
				}
				expect(columns.size).toBe(expected.size);
				expect(new Map(rowsOf(columns).map((row) => [row.id, row]))).toEqual(expected);
				for (const id of expected.keys()) expect(columns.rowAt(columns.rowOf(id)).id).toBe(id);
			})
		);
	});
});
