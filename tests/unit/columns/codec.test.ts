import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adler32 } from '#lib/columns/checksum.ts';
import { decode, encode } from '#lib/columns/codec.ts';
import { anyReports, aReport, columnsOf, rowsOf } from './arbitrary.ts';
import { syntheticReports } from './synthetic.ts';

const inTimeOrder = (reports: ReturnType<typeof rowsOf>) =>
	reports.toSorted((a, b) => a.occurredAt - b.occurredAt || a.id - b.id);

describe('columns on the wire', () => {
	test('every report comes back, in time order', () => {
		fc.assert(
			fc.property(anyReports, (reports) => {
				const columns = columnsOf(reports);
				expect(rowsOf(decode(encode(columns)))).toEqual(inTimeOrder(rowsOf(columns)));
			}),
			{ numRuns: 500 }
		);
	});

	test('the same reports give the same bytes in whatever order they came', () => {
		fc.assert(
			fc.property(anyReports, (reports) => {
				const detour = columnsOf([
					aReport({ id: 4_000_000_000, sources: ['gone'] }),
					...reports.toReversed()
				]);
				fc.pre(!reports.some((report) => report.id === 4_000_000_000));
				detour.remove(4_000_000_000);
				expect(encode(detour)).toEqual(encode(columnsOf(reports)));
			})
		);
	});

	test('what was decoded can be corrected and added to', () => {
		const columns = decode(encode(columnsOf([aReport(), aReport({ id: 2 })])));
		columns.upsert(aReport({ credibility: 5 }));
		columns.upsert(aReport({ id: 3, sources: ['new'] }));
		columns.remove(2);
		expect(rowsOf(columns).map(({ id, credibility, sources }) => [id, credibility, sources])).toEqual([
			[1, 5, ['alpha']],
			[3, 2, ['new']]
		]);
	});

	test('words of other scripts survive', () => {
		const sources = ['канал', 'قناة', 'چ', '\ufeffmark', 'a\u0000b'];
		expect(decode(encode(columnsOf([aReport({ sources })]))).rowAt(0).sources).toEqual(sources);
	});

	test('version 2 stays as browsers have learned it', () => {
		const bytes = encode(columnsOf([aReport(), aReport({ id: 3, sources: ['alpha', 'beta'] })]));
		expect(Buffer.from(bytes).toString('hex')).toMatchInlineSnapshot(
			`"46524302840855240205616c706861046265746102010200000101652026f1171a0002c0d8fd1a000204000101003300030300000202010105050000"`
		);
	});

	test('20,000 reports take at most 10 bytes each once compressed', () => {
		const count = 20_000;
		const bytes = encode(columnsOf(syntheticReports(count)));
		const compressed = gzipSync(bytes).length / count;
		console.log(`${(bytes.length / count).toFixed(2)} bytes a report, ${compressed.toFixed(2)} compressed`);
		expect(compressed).toBeLessThan(10);
	});
});

describe('bytes that are not what they should be', () => {
	const good = encode(columnsOf(syntheticReports(40)));

	test('another kind of file is named as such', () => {
		expect(() => decode(new Uint8Array(0))).toThrow('these are not report columns');
		expect(() => decode(new TextEncoder().encode('{"type":"FeatureCollection"}'))).toThrow('"FRC"');
	});

	test('another version is named', () => {
		const newer = good.slice();
		newer[3] = 3;
		expect(() => decode(newer)).toThrow('version 3 cannot be read: this program reads version 2');
	});

	test('cut short anywhere they are refused', () => {
		for (let length = 0; length < good.length; length++) {
			expect(() => decode(good.slice(0, length))).toThrow(/not report columns|cut short/);
		}
	});

	test('one wrong byte anywhere is noticed', () => {
		const place = fc.integer({ min: 0, max: good.length - 1 });
		fc.assert(
			fc.property(place, fc.integer({ min: 1, max: 255 }), (index, difference) => {
				const bad = good.slice();
				bad[index] = Number(bad[index]) ^ difference;
				expect(() => decode(bad)).toThrow(/report columns/);
			}),
			{ numRuns: 500 }
		);
	});

	test('wrong bytes under a right checksum are read as reports or refused in words, never wildly', () => {
		const change = fc.tuple(fc.integer({ min: 8, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }));
		const changed = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
			const bytes = good.slice();
			for (const [index, byte] of changes) bytes[index] = byte;
			return bytes;
		});
		const shortened = fc.integer({ min: 8, max: good.length - 1 }).map((length) => good.slice(0, length));
		const invented = fc
			.uint8Array({ maxLength: 300 })
			.map((bytes) => Uint8Array.from([...good.slice(0, 8), ...bytes]));
		fc.assert(
			fc.property(fc.oneof(changed, shortened, invented), (bytes) => {
				expect(readOrRefusal(resealed(bytes))).toMatch(
					/^read$|^report columns cannot be read: .+ \(byte \d+\)$/
				);
			}),
			{ numRuns: 3_000 }
		);
	});

	test('a count of billions in a few bytes is refused before anything is set aside for it', () => {
		const bytes = Uint8Array.from([...good.slice(0, 8), 0xff, 0xff, 0xff, 0xff, 0x0f]);
		expect(() => decode(resealed(bytes))).toThrow('4294967295 slugs cannot fit in 0 bytes');
	});

	test('bytes after the end are refused', () => {
		expect(() => decode(resealed(Uint8Array.from([...good, 0])))).toThrow('1 bytes are left over');
	});

	function resealed(bytes: Uint8Array): Uint8Array {
		new DataView(bytes.buffer).setUint32(4, adler32(bytes.subarray(8)), true);
		return bytes;
	}

	function readOrRefusal(bytes: Uint8Array): string {
		try {
			rowsOf(decode(bytes));
			return 'read';
		} catch (error) {
			return String((error as Error).message);
		}
	}
});
