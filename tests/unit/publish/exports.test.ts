import { check as checkGeojson } from '@placemarkio/check-geojson';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell } from '#lib/publish/export-csv.ts';
import type { ExportRow } from '#lib/publish/export-row.ts';
import { EXPORTER, EXPORT_FORMATS, type ExportFormat } from '#lib/publish/exports.ts';
import { aReport } from './a-report.ts';

const ORIGIN = 'https://fronts.example';
const write = (format: ExportFormat, rows: readonly ExportRow[]): string => {
	const exporter = EXPORTER[format];
	const head = exporter.head({ origin: ORIGIN, view: `${ORIGIN}/gaza?last=30d&q="a"`, count: rows.length });
	return head + rows.map((row, n) => exporter.row(row, ORIGIN, n === 0)).join('') + exporter.tail();
};
const xml = (text: string) =>
	new DOMParser({
		onError: (level, message) => {
			throw new Error(`${level}: ${message}`);
		}
	}).parseFromString(text, 'text/xml');

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('%j is no formula any more', (text) => {
	expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
});

test('no text at all becomes a formula or breaks out of its cell', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const cell = csvCell(text);
			const inside = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
			expect(inside).not.toMatch(/^[=+\-@\t\r]/);
			if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
			expect([text, `'${text}`]).toContain(inside);
		})
	);
});

test('a number stays a number, also below zero', () => {
	expect(csvCell(-6.5)).toBe('-6.5');
});

test('every format of nothing is whole', () => {
	expect(checkGeojson(write('geojson', [])).type).toBe('FeatureCollection');
	expect(write('csv', []).trim().split('\r\n')).toHaveLength(1);
	expect(xml(write('kml', [])).getElementsByTagName('Placemark')).toHaveLength(0);
});

test('whatever stands in a report, the file stays readable', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const row = aReport({ title: text, summary: text, state_reason: text, state: 'retracted' });
			expect(() => checkGeojson(write('geojson', [row, row]))).not.toThrow();
			expect(xml(write('kml', [row, row])).getElementsByTagName('Placemark')).toHaveLength(2);
		}),
		{ numRuns: 50 }
	);
});

test('longitude stands first in KML and GeoJSON; CSV names both', () => {
	const row = aReport();
	expect(write('kml', [row])).toContain('<coordinates>34.4833,31.5281</coordinates>');
	expect(JSON.parse(write('geojson', [row])).features[0].geometry.coordinates).toEqual([34.4833, 31.5281]);
	const [head, line] = write('csv', [row]).replace('\ufeff', '').split('\r\n') as [string, string];
	const names = head.split(',');
	expect(names.indexOf('longitude') - names.indexOf('latitude')).toBe(1);
	expect(line).toContain(',31.5281,34.4833,');
});

test.each(EXPORT_FORMATS)('%s carries the grade, its sources and whom to name', (format) => {
	const text = write(format, [aReport()]);
	for (const part of [
		'C2',
		'ISW',
		'A newspaper',
		'https://example.org/a',
		'Fronts (https://fronts.example/reports/12)'
	])
		expect(text).toContain(part);
});

test('what stands behind a warning is not shown at a click in a map program', () => {
	const text = write('kml', [aReport({ sensitivity: ['graphic_violence'] })]);
	expect(text).toContain('Content warning: graphic_violence');
	expect(text).not.toContain('Two accounts differ');
});

test('a time is no more exact in KML than it is known', () => {
	const when = (precision: 'hour' | 'day' | 'month') =>
		/<when>([^<]+)</.exec(write('kml', [aReport({ time_precision: precision })]))![1];
	expect([when('hour'), when('day'), when('month')]).toEqual([
		'2023-10-31T12:30:00Z',
		'2023-10-31',
		'2023-10'
	]);
});
