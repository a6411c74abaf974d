/** An operator's GeoNames files on their way into the gazetteer: whole, once, and resumed where they stopped. */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Place } from '#lib/domain/place.ts';
import { importGeoNames, type ImportStore } from '#lib/ingest/gazetteer-import.ts';
import { call } from '#lib/server/database.ts';
import { gazetteerImports } from '#lib/server/gazetteer-imports.ts';
import { countryLine } from '../support/geonames-lines.ts';
import { onEachLane, openLane, temporaryFolder, type Lane } from '../support/lanes.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CORE: Place[] = [
	{
		id: 'ua-by-hand',
		kind: 'town',
		country: 'UA',
		point: [37.745, 48.1394],
		names: { en: ['By Hand', 'Rukopysne'], uk: ['Рукописне'] },
		former: { ru: ['Старое'] }
	}
];
const many = (name: string, count: number, from = 1): string => {
	const path = join(folder, name);
	const lines = Array.from({ length: count }, (_, n) =>
		countryLine({ id: from + n, name: `Selo ${from + n}`, lat: (46 + (n % 400) / 100).toFixed(2) })
	);
	writeFileSync(path, `${lines.join('\n')}\n`);
	return path;
};

onEachLane((name) => {
	let lane: Lane;
	/** Asked for each time: looking in as the owner opens the embedded database anew. */
	const store = (): ImportStore => gazetteerImports(lane.backend.service);
	beforeAll(async () => {
		lane = await openLane(name);
		await call(lane.backend.service, 'import_places', { places: CORE });
	});
	afterAll(() => lane.close());
	const count = async (sql: string) => Number(Object.values((await lane.owner(sql))[0]!)[0]);
	const imported = () => count(`select count(*) from public.places where id like 'ua-gn%'`);

	test('readers see the names, and nobody but the server adds any', async () => {
		const { anonymous } = lane.backend;
		for (const [fn, args] of [
			['begin_gazetteer_import', { key: '0'.repeat(64), label: 'x' }],
			['stage_gazetteer_part', { key: '0'.repeat(64), part: 0, places: [] }],
			['finish_gazetteer_import', { key: '0'.repeat(64), parts: 0 }]
		] as const) {
			expect((await anonymous.rpc(fn, args)).error, fn).not.toBeNull();
		}
		const { data } = await anonymous
			.from('place_names')
			.select('lang, name, kind')
			.eq('place_id', 'ua-by-hand');
		expect(data).toHaveLength(4);
		expect(data).toEqual(
			expect.arrayContaining([
				{ lang: 'en', name: 'By Hand', kind: 'preferred' },
				{ lang: 'en', name: 'Rukopysne', kind: 'other' },
				{ lang: 'uk', name: 'Рукописне', kind: 'preferred' },
				{ lang: 'ru', name: 'Старое', kind: 'former' }
			])
		);
	});

	test('a file with a fault in its last line leaves nothing behind', async () => {
		const file = many('fault.txt', 2_500);
		appendFileSync(file, 'not a line of GeoNames\n');
		await expect(importGeoNames({ file }, CORE, store())).rejects.toThrow('fault.txt:2501: 1 columns');
		expect(await imported()).toBe(0);
		expect(await count('select count(*) from private.gazetteer_import_parts')).toBe(0);
	});

	test('an import that was cut off is taken up where it stopped, and is not there before it is whole', async () => {
		const file = many('UA.txt', 2_500);
		appendFileSync(file, `${countryLine({ id: 9_001, name: 'By Hand', lat: '48.14' })}\n`);
		const sent: number[] = [];
		const failing: ImportStore = {
			...store(),
			async stage(key, part, places) {
				if (part === 2) throw new Error('cut off');
				sent.push(part);
				await store().stage(key, part, places);
			}
		};
		await expect(importGeoNames({ file }, CORE, failing)).rejects.toThrow('cut off');
		expect(await imported()).toBe(0);

		const resumed: ImportStore = {
			...store(),
			async stage(key, part, places) {
				sent.push(part);
				await store().stage(key, part, places);
			}
		};
		const outcome = await importGeoNames({ file }, CORE, resumed);
		expect(outcome).toMatchObject({ imported: 2_500, known: 1, alreadyDone: false });
		expect(sent).toEqual([0, 1, 2]);
		expect(await imported()).toBe(2_500);
		expect(await count(`select count(*) from public.place_names where place_id like 'ua-gn%'`)).toBe(2_500);
	});

	test('the same file again changes nothing; with other names the names change', async () => {
		const file = join(folder, 'UA.txt');
		expect(await importGeoNames({ file }, CORE, store())).toMatchObject({
			imported: 2_500,
			alreadyDone: true
		});
		const alternateNames = join(folder, 'alternateNamesV2.txt');
		writeFileSync(
			alternateNames,
			[
				'1\t1\tuk\tСело\t1\t\t\t\t\t',
				'2\t1\tru\tСтарое село\t\t\t\t1\t\t',
				'3\t777777\tuk\tЧуже\t\t\t\t\t\t'
			].join('\n')
		);
		expect(await importGeoNames({ file, alternateNames }, CORE, store())).toMatchObject({
			imported: 2_500,
			names: 2
		});
		expect(await imported()).toBe(2_500);
		expect(
			await lane.owner(
				`select lang, name, kind from public.place_names where place_id = 'ua-gn1' order by lang`
			)
		).toEqual([
			{ lang: 'en', name: 'Selo 1', kind: 'preferred' },
			{ lang: 'ru', name: 'Старое село', kind: 'former' },
			{ lang: 'uk', name: 'Село', kind: 'preferred' }
		]);
	});
});
