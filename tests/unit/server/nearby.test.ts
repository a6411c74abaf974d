import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceBetween } from '#lib/domain/geodesy.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { NEARBY, nearby, neighbours, sameDay } from '#lib/server/nearby.ts';
import { anyReports, aReport, columnsOf, rowsOf } from '../columns/arbitrary.ts';

const AT = Date.UTC(2023, 9, 17, 16);
const HOUR = 3_600_000;
const GAZA: [number, number] = [34.46, 31.5];
const report = (id: number, facts: Partial<ReportRow> = {}): ReportRow =>
	aReport({ id, point: GAZA, occurredAt: AT, uncertainty: 3_000, ...facts });

describe('nearby', () => {
	test('the nearest first, at one spot the nearest in time', () => {
		const columns = columnsOf([
			report(1),
			report(2, { point: [34.6, 31.6] }),
			report(3, { occurredAt: AT - 9 * HOUR }),
			report(4, { occurredAt: AT + 2 * HOUR })
		]);
		expect(nearby(columns, report(1), 9).map(({ id }) => id)).toEqual([4, 3, 2]);
		expect(nearby(columns, report(1), 2)).toHaveLength(2);
	});

	test('nothing of another front, nothing retracted, nothing beyond 50 km', () => {
		const columns = columnsOf([
			report(2, { theatre: 'sahel' }),
			report(3, { state: 'retracted' }),
			report(4, { point: [34.46, 32.1] })
		]);
		expect(nearby(columns, report(1), 9)).toEqual([]);
	});

	test('a region has no distance: neither from it nor to it', () => {
		const vague = report(2, { precision: 'admin1', uncertainty: 100_000 });
		expect(nearby(columnsOf([report(1), vague]), report(1), 9)).toEqual([]);
		expect(nearby(columnsOf([report(1), vague]), vague, 9)).toEqual([]);
	});

	test('finds just what a search of all would', () => {
		fc.assert(
			fc.property(anyReports, report100, (reports, own) => {
				const columns = columnsOf(reports);
				const expected = rowsOf(columns).filter(
					(row) =>
						row.id !== own.id &&
						row.theatre === own.theatre &&
						row.state !== 'retracted' &&
						['unreviewed', 'published'].includes(row.state) &&
						row.uncertainty <= NEARBY &&
						distanceBetween(row.point, own.point) <= NEARBY - 20
				);
				const found = new Set(nearby(columns, own, 1_000).map(({ id }) => id));
				expect(expected.filter(({ id }) => !found.has(id))).toEqual([]);
			})
		);
	});
});

const report100 = fc.constantFrom(report(100_000_000), report(100_000_001, { theatre: 'ukraine' }));

test('the same day is the UTC day, in the order things happened', () => {
	const columns = columnsOf([
		report(1),
		report(2, { occurredAt: AT - 15 * HOUR }),
		report(3, { occurredAt: AT - 17 * HOUR }),
		report(4, { occurredAt: AT + 7 * HOUR }),
		report(5, { occurredAt: AT + 8 * HOUR })
	]);
	expect(sameDay(columns, report(1), 9)).toEqual([2, 4]);
});

describe('before and after', () => {
	test('of one minute the lower number comes first, as in the list', () => {
		const columns = columnsOf([report(1), report(2), report(3), report(9, { occurredAt: AT - HOUR })]);
		expect(neighbours(columns, report(2))).toEqual({ previous: 1, next: 3 });
		expect(neighbours(columns, report(1))).toEqual({ previous: 9, next: 2 });
		expect(neighbours(columns, report(3))).toEqual({ previous: 2, next: null });
	});

	test('who goes on to the next comes past every report of the front once', () => {
		fc.assert(
			fc.property(anyReports, (reports) => {
				const columns = columnsOf(reports);
				const shown = rowsOf(columns).filter(
					({ theatre, state }) => theatre === 'gaza' && ['unreviewed', 'published'].includes(state)
				);
				const first = shown.find((row) => neighbours(columns, row).previous === null);
				const seen: number[] = [];
				for (let row = first; row;) {
					seen.push(row.id);
					const { next } = neighbours(columns, row);
					row = next === null ? undefined : shown.find(({ id }) => id === next);
				}
				expect(seen.toSorted()).toEqual(shown.map(({ id }) => id).toSorted());
			})
		);
	});
});
