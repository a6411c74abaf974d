import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matching } from '#lib/columns/filter.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { ZONE_ROWS } from '#lib/columns/zones.ts';
import { DAY } from '#lib/domain/event-time.ts';
import { EVERYTHING } from '#lib/domain/filter.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import { aReport, columnsOf, passes, rowsOf } from './arbitrary.ts';

const ROWS = 2.5 * ZONE_ROWS;
/** A front a zone, a day every thousand reports. */
const archive = () =>
	columnsOf(
		Array.from({ length: ROWS }, (_, n) =>
			aReport({
				id: n + 1,
				theatre: THEATRES[Math.floor(n / ZONE_ROWS)]!,
				occurredAt: Math.floor(n / 1_000) * DAY,
				point: [n / 1_000, 0]
			})
		)
	);
const aDay = { ...EVERYTHING, from: DAY, to: 2 * DAY };

test('what changed in a stretch that was passed over is found, and what left it is not', () => {
	const columns = archive();
	const held = (filter: typeof EVERYTHING) =>
		rowsOf(columns).flatMap((report, row) => (passes(report, filter) ? [row] : []));
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: 1, max: ROWS + 50 }), fc.integer({ min: -1, max: 6 })), {
				minLength: 1,
				maxLength: 8
			}),
			fc.integer({ min: 0, max: 5 }),
			fc.constantFrom(null, ...THEATRES),
			(changes, day, theatre) => {
				for (const [id, on] of changes) {
					if (on < 0) columns.remove(id);
					else
						columns.upsert(aReport({ id, occurredAt: on * DAY, point: [on, 1], theatre: THEATRES[id % 3]! }));
				}
				const filter = {
					...EVERYTHING,
					from: day * DAY,
					to: (day + 1) * DAY,
					theatres: theatre && [theatre]
				};
				expect([...matching(columns, filter)]).toEqual(held(filter));
			}
		),
		{ numRuns: 30 }
	);
});

test('a copy does not follow, and forgets nothing of its own', () => {
	const columns = archive();
	const before = matching(columns, aDay).length;
	const twin = columns.copy();
	columns.upsert(aReport({ id: ROWS, occurredAt: DAY }));
	expect(matching(columns, aDay).length).toBe(before + 1);
	expect(matching(twin, aDay).length).toBe(before);
});

test('nothing is asked of an archive without reports', () => {
	expect(matching(new ReportColumns(), aDay).length).toBe(0);
});
