/**
 * What a step of a filter or of the window of time costs before anything is drawn: who passes, the numbers beside the
 * choices, the newest hundred of the list and the map's tiles; the days only when a filter changes. Compared with the
 * plainest way, an array of objects that every question filters anew. Ratios are of one run.
 */
import { days } from '#lib/columns/days.ts';
import { facets } from '#lib/columns/facets.ts';
import { newest } from '#lib/columns/listing.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { tile } from '#lib/columns/tile.ts';
import { DAY } from '#lib/domain/event-time.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES } from '#lib/domain/grade.ts';
import { barPaths, binsOf, binUnitFor, axisOf, dayScale } from '#lib/domain/histogram-scale.ts';
import { shifted } from '#lib/domain/playback.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { EVERYTHING, type Filter } from '#lib/domain/view.ts';
import { LAST_MINUTE, syntheticReports } from '../unit/columns/synthetic.ts';

const STEPS = 25;
/** What a window of 1440 pixels shows of Ukraine: tiles of zoom 6. */
const TILES = [36, 37, 38, 39].flatMap((x) => [20, 21, 22].map((y) => [6, x, y] as const));
const WIDTH = 1000;

for (const count of [20_000, 200_000]) {
	const rows = syntheticReports(count, { days: 365 });
	const columns = new ReportColumns();
	for (const row of rows) columns.upsert(row);
	console.log(`\n${count.toLocaleString('en')} reports of a year, median of ${STEPS} steps`);
	const axis = axisOf(days(columns, EVERYTHING));
	const window = (step: number): Filter => {
		const { from, to } = shifted({ from: axis.from, to: axis.from + 30 }, step * 7, axis);
		return { ...EVERYTHING, from: from * DAY, to: to * DAY };
	};
	const types = (step: number): Filter => ({
		...EVERYTHING,
		to: LAST_MINUTE,
		types: [EVENT_TYPES[step % EVENT_TYPES.length]!]
	});
	compare(
		'window moves, numbers and list',
		(step) => plainShown(rows, window(step)),
		(step) => shown(columns, window(step))
	);
	compare(
		'filter changes, all of it',
		(step) => plainChange(rows, types(step)),
		(step) => change(columns, types(step))
	);
	const tiles = median((step) => TILES.map(([z, x, y]) => tile(columns, window(step), z, x, y)));
	console.log(`  ${'12 tiles of the window'.padEnd(34)}${''.padStart(12)}${tiles.toFixed(2).padStart(12)}`);
}

function shown(columns: ReportColumns, filter: Filter): unknown {
	return [facets(columns, filter), newest(columns, filter, { limit: 100 })];
}

function change(columns: ReportColumns, filter: Filter): unknown {
	const counts = days(columns, { ...filter, from: null, to: Infinity });
	const axis = axisOf(counts);
	const bins = binsOf(counts, binUnitFor(counts.length, WIDTH));
	return [shown(columns, filter), barPaths(bins, dayScale(axis, WIDTH), 56)];
}

function passes(row: ReportRow, filter: Filter): boolean {
	const isInTime = (filter.from === null || row.occurredAt >= filter.from) && row.occurredAt < filter.to;
	return isInTime && (!filter.types || filter.types.includes(row.eventType));
}

function plainShown(rows: readonly ReportRow[], filter: Filter): unknown {
	const count = (without: Partial<Filter>, matches: (row: ReportRow) => boolean) =>
		rows.filter((row) => passes(row, { ...filter, ...without }) && matches(row)).length;
	return [
		EVENT_TYPES.map((type) => count({ types: null }, (row) => row.eventType === type)),
		RELIABILITIES.map((letter) => count({}, (row) => row.reliability === letter)),
		CREDIBILITIES.map((number) => count({}, (row) => row.credibility === number)),
		rows
			.filter((row) => passes(row, filter))
			.sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id)
			.slice(0, 100)
	];
}

function plainChange(rows: readonly ReportRow[], filter: Filter): unknown {
	const perDay = new Map<string, number>();
	for (const row of rows) {
		if (!passes(row, { ...filter, from: null, to: Infinity })) continue;
		const key = `${new Date(row.occurredAt).toISOString().slice(0, 10)} ${row.eventType}`;
		perDay.set(key, (perDay.get(key) ?? 0) + 1);
	}
	return [plainShown(rows, filter), perDay];
}

function compare(name: string, plain: (step: number) => unknown, ours: (step: number) => unknown): void {
	const [slow, fast] = [median(plain), median(ours)];
	const cells = [
		slow.toFixed(2).padStart(12),
		fast.toFixed(2).padStart(12),
		`${(slow / fast).toFixed(1)}×`.padStart(9)
	];
	console.log(`  ${name.padEnd(34)}${cells.join('')}`);
}

/** Milliseconds. */
function median(work: (step: number) => unknown): number {
	const times = Array.from({ length: STEPS }, (_, step) => {
		const start = performance.now();
		work(step);
		return performance.now() - start;
	});
	return times.sort((a, b) => a - b)[STEPS >> 1]!;
}
