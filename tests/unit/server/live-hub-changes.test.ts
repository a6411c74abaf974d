import { expect, test } from 'vitest';
import type { Filter } from '#lib/domain/filter.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Applied } from '#lib/server/archive.ts';
import { visibleChanges } from '#lib/server/live-hub.ts';

const SHELLING: Filter = {
	theatres: null,
	from: null,
	to: Infinity,
	types: ['shelling'],
	sources: null,
	reliabilities: null,
	credibilities: null,
	states: null,
	bbox: null,
	asOf: null
};
const row = (id: number, facts: Partial<ReportRow> = {}): ReportRow => ({
	id,
	theatre: 'ukraine',
	eventType: 'shelling',
	occurredAt: Date.parse('2023-11-10T08:00:00Z'),
	point: [37.745, 48.139],
	precision: 'settlement',
	uncertainty: 1_000,
	reliability: 'B',
	credibility: 3,
	state: 'published',
	sources: ['alpha'],
	deaths: 0,
	...facts
});
const battle = (id: number) => row(id, { eventType: 'battles' });
let seq = 0;
const change = (id: number, before: ReportRow | null, after: ReportRow | null): Applied => ({
	cursor: `900-${++seq}`,
	id,
	changedAt: '2023-11-10T09:00:00Z',
	before,
	row: after
});
/** Id and type of what a reader of shelling is told; null for "no longer". */
const told = (batch: Applied[], beforeUnknown?: boolean) =>
	visibleChanges(SHELLING, batch, beforeUnknown).map(({ id, report }) => [id, report?.event_type ?? null]);

test('a new report inside the view is told, one outside is not', () => {
	expect(told([change(1, null, row(1)), change(2, null, battle(2))])).toEqual([[1, 'shelling']]);
});

test('a change within the view is told with its new facts', () => {
	const [told] = visibleChanges(SHELLING, [change(1, row(1), row(1, { credibility: 1 }))]);
	expect(told).toEqual({
		id: 1,
		changed_at: '2023-11-10T09:00:00Z',
		report: expect.objectContaining({ id: 1, credibility: 1, occurred_at: '2023-11-10T08:00:00Z' })
	});
});

test('a report that leaves the view becomes null', () => {
	expect(told([change(1, row(1), battle(1))])).toEqual([[1, null]]);
});

test('a report that is no longer public becomes null', () => {
	expect(told([change(1, row(1), null)])).toEqual([[1, null]]);
});

test('what was never in the view is not told when it changes or goes', () => {
	expect(told([change(1, battle(1), battle(1)), change(2, battle(2), null)])).toEqual([]);
});

test('several changes of one report come once, as the last of them left it', () => {
	expect(told([change(1, null, row(1)), change(2, null, row(2)), change(1, row(1), row(1))])).toEqual([
		[2, 'shelling'],
		[1, 'shelling']
	]);
});

test('a report that enters and leaves within one batch becomes null: an earlier message may have shown it', () => {
	expect(told([change(1, null, row(1)), change(1, row(1), battle(1))])).toEqual([[1, null]]);
	expect(told([change(1, row(1), battle(1)), change(1, battle(1), row(1))])).toEqual([[1, 'shelling']]);
});

test('for a reader that comes back, everything outside its view is null: it may have been inside', () => {
	expect(
		told([change(1, battle(1), battle(1)), change(2, null, null), change(3, row(3), row(3))], true)
	).toEqual([
		[1, null],
		[2, null],
		[3, 'shelling']
	]);
});
