/**
 * How the columns compare with the plainest way to hold reports, an array of objects, and with GeoJSON on the wire.
 * `npm run bench`. Only the ratios are worth comparing: both sides are measured in the same run.
 */
import { gzipSync } from 'node:zlib';
import { decode, encode } from '#lib/columns/codec.ts';
import { days } from '#lib/columns/days.ts';
import { facets } from '#lib/columns/facets.ts';
import { matching } from '#lib/columns/filter.ts';
import { newest } from '#lib/columns/listing.ts';
import { ReportColumns } from '#lib/columns/report-columns.ts';
import { tile } from '#lib/columns/tile.ts';
import { DAY } from '#lib/domain/event-time.ts';
import { contains, isPin, type BoundingBox } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import type { Filter } from '#lib/domain/view.ts';
import { LAST_MINUTE, syntheticReports } from '../unit/columns/synthetic.ts';

const ROUNDS = 15;

for (const [count, years] of [
	[20_000, 1],
	[200_000, 4]
] as const) {
	const rows = syntheticReports(count, { days: years * 365 });
	const columns = new ReportColumns();
	for (const row of rows) columns.upsert(row);
	console.log(`\n${count.toLocaleString('en')} reports of ${years} year(s)`);
	compareQueries(rows, columns);
	compareBytes(rows, columns);
}

function compareQueries(rows: ReportRow[], columns: ReportColumns): void {
	const filter: Filter = {
		theatres: ['ukraine'],
		from: LAST_MINUTE - 180 * DAY,
		to: LAST_MINUTE,
		types: ['battles', 'shelling', 'air_strikes'],
		sources: null,
		reliabilities: ['A', 'B', 'C'],
		credibilities: null,
		states: ['published', 'unreviewed'],
		bbox: null,
		asOf: null
	};
	const all: Filter = { ...filter, theatres: null, from: null, types: null, reliabilities: null };
	console.log(
		`  ${'question'.padEnd(26)}${'objects ms'.padStart(12)}${'columns ms'.padStart(12)}${'ratio'.padStart(9)}`
	);
	compare(
		'filter, 180 days',
		() => rows.filter((row) => passes(row, filter)),
		() => matching(columns, filter)
	);
	compare(
		'filter, everything',
		() => rows.filter((row) => passes(row, all)),
		() => matching(columns, all)
	);
	compare(
		'facets, 180 days',
		() => plainFacets(rows, filter),
		() => facets(columns, filter)
	);
	compare(
		'days, all years',
		() => plainDays(rows, all),
		() => days(columns, all)
	);
	compare(
		'newest 100',
		() => plainNewest(rows, all, 100),
		() => newest(columns, all, { limit: 100 })
	);
	for (const [z, x, y] of [
		[4, 9, 5],
		[6, 38, 21],
		[9, 305, 172]
	] as const) {
		compare(
			`tile z${z}, all years`,
			() => plainTile(rows, all, z, x, y),
			() => tile(columns, all, z, x, y)
		);
	}
}

function compareBytes(rows: ReportRow[], columns: ReportColumns): void {
	const json = JSON.stringify({ type: 'FeatureCollection', features: rows.map(featureOf) });
	const wire = encode(columns);
	const sizes = [json, wire].map((bytes) => [bytes.length, gzipSync(bytes).length] as const);
	console.log(
		`  ${'on the wire'.padEnd(26)}${'GeoJSON'.padStart(12)}${'columns'.padStart(12)}${'ratio'.padStart(9)}`
	);
	for (const [name, index] of [
		['bytes a report', 0],
		['bytes a report, gzip', 1]
	] as const) {
		const [plain, ours] = sizes.map((size) => size[index] / rows.length) as [number, number];
		print(name, plain, ours);
	}
	compare(
		'decode ms',
		() => JSON.parse(json),
		() => decode(wire)
	);
	const heap = Object.values(columns).reduce((sum, column) => sum + (column.byteLength ?? 0), 0);
	console.log(
		`  ${(heap / columns.size).toFixed(0)} bytes a report in the columns' memory, spare room included`
	);
}

function compare(name: string, plain: () => unknown, ours: () => unknown): void {
	print(name, median(plain), median(ours));
}

function print(name: string, plain: number, ours: number): void {
	const cells = [
		plain.toFixed(2).padStart(12),
		ours.toFixed(2).padStart(12),
		`${(plain / ours).toFixed(1)}×`.padStart(9)
	];
	console.log(`  ${name.padEnd(26)}${cells.join('')}`);
}

function median(work: () => unknown): number {
	const times = Array.from({ length: ROUNDS }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return times.sort((a, b) => a - b)[ROUNDS >> 1] as number;
}

function passes(row: ReportRow, filter: Filter): boolean {
	return (
		(!filter.theatres || filter.theatres.includes(row.theatre)) &&
		(filter.from === null || row.occurredAt >= filter.from) &&
		row.occurredAt < filter.to &&
		(!filter.types || filter.types.includes(row.eventType)) &&
		(!filter.reliabilities || filter.reliabilities.includes(row.reliability)) &&
		(!filter.states || filter.states.includes(row.state)) &&
		(!filter.bbox || contains(filter.bbox, row.point))
	);
}

function plainFacets(rows: ReportRow[], filter: Filter): Record<string, Map<unknown, number>> {
	const counted = (without: Partial<Filter>, valuesOf: (row: ReportRow) => readonly unknown[]) => {
		const counts = new Map<unknown, number>();
		for (const row of rows) {
			if (!passes(row, { ...filter, ...without })) continue;
			for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
		}
		return counts;
	};
	return {
		theatres: counted({ theatres: null }, (row) => [row.theatre]),
		types: counted({ types: null }, (row) => [row.eventType]),
		sources: counted({ sources: null }, (row) => row.sources),
		reliabilities: counted({ reliabilities: null }, (row) => [row.reliability]),
		credibilities: counted({ credibilities: null }, (row) => [row.credibility]),
		states: counted({ states: null }, (row) => [row.state])
	};
}

function plainDays(rows: ReportRow[], filter: Filter): Map<string, number> {
	const counts = new Map<string, number>();
	for (const row of rows) {
		if (!passes(row, filter)) continue;
		const key = `${Math.floor(row.occurredAt / DAY)} ${row.eventType}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

function plainNewest(rows: ReportRow[], filter: Filter, limit: number): number[] {
	return rows
		.filter((row) => passes(row, filter))
		.sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id)
		.slice(0, limit)
		.map((row) => row.id);
}

/** The same answer as a tile gives, as GeoJSON text: cells up to zoom 7, points beyond. */
function plainTile(rows: ReportRow[], filter: Filter, z: number, x: number, y: number): string {
	const bbox = boundsOf(z, x, y);
	const shown = rows.filter((row) => passes(row, { ...filter, bbox }));
	if (z > 7) return JSON.stringify(shown.map(featureOf));
	const cells = new Map<string, Record<string, number>>();
	for (const row of shown.filter((one) => isPin(one.precision))) {
		const key = [0, 1]
			.map((axis) =>
				Math.floor(
					((row.point[axis] as number) - (bbox[axis] as number)) * (64 / (bbox[axis + 2]! - bbox[axis]!))
				)
			)
			.join();
		const cell = cells.get(key) ?? { count: 0 };
		cell.count = Number(cell.count) + 1;
		cell[row.reliability] = (cell[row.reliability] ?? 0) + 1;
		cell[row.eventType] = (cell[row.eventType] ?? 0) + 1;
		cells.set(key, cell);
	}
	return JSON.stringify([[...cells], shown.filter((one) => !isPin(one.precision)).map(featureOf)]);
}

function boundsOf(z: number, x: number, y: number): BoundingBox {
	const lon = (column: number) => (column / 2 ** z) * 360 - 180;
	const lat = (line: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * line) / 2 ** z))) * 180) / Math.PI;
	return [lon(x), lat(y + 1), lon(x + 1), lat(y)];
}

function featureOf({ id, point, ...row }: ReportRow) {
	const coordinates = point.map((degrees) => Number(degrees.toFixed(5)));
	return { type: 'Feature', id, geometry: { type: 'Point', coordinates }, properties: row };
}
