import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matching } from '#lib/columns/filter.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { EVERYTHING, type Filter } from '#lib/domain/view.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { matchesRow } from '#lib/server/row-filter.ts';
import { anyFilter, anyReport } from '../columns/arbitrary.ts';

const ROW: ReportRow = {
	id: 7,
	theatre: 'ukraine',
	eventType: 'shelling',
	occurredAt: Date.parse('2023-11-10T08:00:00Z'),
	point: [37.745, 48.139],
	precision: 'settlement',
	uncertainty: 1_000,
	reliability: 'B',
	credibility: 3,
	state: 'published',
	sources: ['alpha', 'beta'],
	deaths: 0
};
test('a filter that asks for nothing lets everything through', () => {
	expect(matchesRow(EVERYTHING, ROW)).toBe(true);
});

test.each<[string, Partial<Filter>, boolean]>([
	['its front', { theatres: ['ukraine'] }, true],
	['another front', { theatres: ['gaza', 'sahel'] }, false],
	['no front at all', { theatres: [] }, false],
	['its type', { types: ['battles', 'shelling'] }, true],
	['another type', { types: ['battles'] }, false],
	['one of its sources', { sources: ['beta', 'gamma'] }, true],
	['other sources', { sources: ['gamma'] }, false],
	['its letter', { reliabilities: ['A', 'B'] }, true],
	['a better letter', { reliabilities: ['A'] }, false],
	['its credibility', { credibilities: [3] }, true],
	['another credibility', { credibilities: [1, 2] }, false],
	['its state', { states: ['published'] }, true],
	['another state', { states: ['unreviewed'] }, false],
	['a box around it', { bbox: [37, 48, 38, 49] }, true],
	['a box elsewhere', { bbox: [30, 48, 31, 49] }, false],
	['words that were found in it', { ids: new Set([7]) }, true],
	['words that were found in others', { ids: new Set([8]) }, false],
	['from its own instant', { from: ROW.occurredAt }, true],
	['from a minute later', { from: ROW.occurredAt + 60_000 }, false],
	['to its own instant, which is outside', { to: ROW.occurredAt }, false],
	['to a minute later', { to: ROW.occurredAt + 60_000 }, true]
])('%s', (_, asked, passes) => {
	expect(matchesRow({ ...EVERYTHING, ...asked }, ROW)).toBe(passes);
});

test('a single row is judged as the columns judge all', () => {
	fc.assert(
		fc.property(anyReport, anyFilter, (row, filter) => {
			const columns = new ReportColumns(1);
			columns.upsert(row);
			// The columns keep a point as exactly as a tile needs it, so at the edge of a box the two may differ.
			const kept = columns.rowAt(0);
			const inColumns = matching(columns, { ...filter, bbox: null }).length === 1;
			expect(matchesRow({ ...filter, bbox: null }, kept)).toBe(inColumns);
		}),
		{ numRuns: 500 }
	);
});
