import { expect, test } from 'vitest';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { DEFAULT_VIEW } from '#lib/domain/view.ts';
import { lastChanged, updatedAt, withRetracted } from '#lib/server/feed-reports.ts';
import { syntheticReports } from '../columns/synthetic.ts';

const rows = syntheticReports(50);
const columns = new ReportColumns();
for (const row of rows) columns.upsert(row);
const known = { columns, cursor: '1-1', isDemo: false };
const newestFirst = rows.toSorted((a, b) => b.occurredAt - a.occurredAt || b.id - a.id).map(({ id }) => id);
const filter = { ...EVERYTHING };

test('a correction of the oldest report comes first', () => {
	const oldest = newestFirst.at(-1)!;
	const ids = lastChanged(known, filter, new Map([[oldest, 5_000]]), 10);
	expect(ids).toEqual([oldest, ...newestFirst.slice(0, 9)]);
});

test('of one moment the latest event comes first, and nothing comes twice', () => {
	const changes = new Map(rows.map(({ id }) => [id, 1_000]));
	expect(lastChanged(known, filter, changes, 20)).toEqual(newestFirst.slice(0, 20));
	expect(new Set(lastChanged(known, filter, changes, 500)).size).toBe(50);
});

test('what is no longer there, or not in the view, is not told', () => {
	const [first] = rows;
	const other = { ...filter, theatres: [first!.theatre === 'gaza' ? 'sahel' : 'gaza'] as const };
	expect(
		lastChanged(
			known,
			other,
			new Map([
				[first!.id, 9_000],
				[4_000_000_000, 9_999]
			]),
			50
		)
	).not.toContain(first!.id);
	expect(lastChanged(known, filter, new Map([[4_000_000_000, 9_999]]), 50)).not.toContain(4_000_000_000);
});

test('who follows a view hears of retractions, whatever it shows', () => {
	expect(withRetracted(DEFAULT_VIEW).states).toEqual(['unreviewed', 'published', 'retracted']);
	expect(withRetracted({ ...DEFAULT_VIEW, states: ['retracted'] }).states).toEqual(['retracted']);
});

test('a new letter of a source counts as a change of what cites it', () => {
	const report = { id: 7, updated_at: '2023-11-01T00:00:00Z' };
	expect(updatedAt(report, new Map())).toBe('2023-11-01T00:00:00Z');
	expect(updatedAt(report, new Map([[7, Date.parse('2023-12-01T00:00:00Z')]]))).toBe('2023-12-01T00:00:00Z');
});
