/** What a new database is filled with, and what is said when the files it comes from are wrong. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { THEATRES } from '#lib/domain/theatre.ts';
import { call, type Database } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { onEachLane, openLane, ROOT, temporaryFolder, type Lane } from '../support/lanes.ts';

type Entry = Record<string, unknown>;
const read = (file: string): Entry[] => JSON.parse(readFileSync(join(ROOT, 'supabase', file), 'utf8'));
const readAll = (folder: string) =>
	readdirSync(join(ROOT, 'supabase', folder)).flatMap((file) => read(join(folder, file)));
const ENTRIES = {
	places: readAll('gazetteer').length,
	demo: readAll('demo').length,
	control: readAll('control').length
};

onEachLane((name) => {
	let lane: Lane;
	let service: Database;
	beforeAll(async () => {
		lane = await openLane(name);
		({ service } = lane.backend);
	});
	afterAll(() => lane?.close());

	test('without the demo: the registry and the gazetteer, and no report', async () => {
		const counts = await prepareDatabase(service, ROOT, false);
		expect(counts).toEqual({ sources: 45, places: ENTRIES.places, demo: 0, control: ENTRIES.control });
		expect(await call(service, 'has_demo')).toBe(false);
	});

	test('the registry has 45 sources in the order of its file, each with its first letter and its reason', async () => {
		const registry = await call<Entry[]>(service, 'registry');
		expect(registry.map(({ slug }) => slug)).toEqual(read('registry/sources.json').map(({ slug }) => slug));
		expect(registry).toHaveLength(45);
		for (const { slug, reliability, reliability_set_by } of registry) {
			const history = await call<Entry[]>(service, 'source_history', { source: slug });
			expect([slug, history.map((grade) => grade.reliability)]).toEqual([slug, [reliability]]);
			expect(reliability_set_by).toBe('founding editors');
		}
	});

	test('the demo goes into an empty database, once', async () => {
		expect(await prepareDatabase(service, ROOT, true)).toEqual({
			sources: 0,
			places: ENTRIES.places,
			demo: ENTRIES.demo,
			control: 0
		});
		expect(await prepareDatabase(service, ROOT, true)).toEqual({
			sources: 0,
			places: ENTRIES.places,
			demo: 0,
			control: 0
		});
		expect(await call(service, 'has_demo')).toBe(true);
	});

	test('each front has at least forty events of October and November 2023, with citations, within its bounds', async () => {
		const rows = await call<[number, string, string, number, number, number][]>(service, 'report_rows');
		expect(rows).toHaveLength(ENTRIES.demo);
		const reports = await call<Entry[]>(service, 'reports_json', { ids: rows.map(([id]) => id) });
		for (const theatre of THEATRES) {
			const ofFront = reports.filter((report) => report.theatre === theatre);
			expect(ofFront.length).toBeGreaterThanOrEqual(40);
		}
		for (const report of reports) {
			expect((report.citations as Entry[]).length, String(report.title)).toBeGreaterThanOrEqual(1);
			const day = String(report.occurred_at).slice(0, 10);
			expect(day >= '2023-10-07' && day <= '2023-11-30', `${report.title}: ${day}`).toBe(true);
			expect(report.is_demo).toBe(true);
		}
	});

	test('what an operator changed since stays', async () => {
		await call(service, 'grade_source', { source: 'isw', reliability: 'D', reason: 'a test' });
		await prepareDatabase(service, ROOT, true);
		const [source] = (await call<Entry[]>(service, 'registry')).filter(({ slug }) => slug === 'isw');
		expect(source!.reliability).toBe('D');
		const history = await call<Entry[]>(service, 'source_history', { source: 'isw' });
		expect(history).toHaveLength(2);
	});
});

describe('files that are wrong', () => {
	let lane: Lane;
	const root = temporaryFolder();
	beforeAll(async () => {
		lane = await openLane('embedded');
	});
	afterAll(async () => {
		await lane?.close();
		rmSync(root, { recursive: true, force: true });
	});

	type Mutation = { file: string; entry: string; change: (entry: Entry) => void; says: string[] };
	const MUTATIONS: Record<string, Mutation> = {
		'a letter that is not on the scale': {
			file: 'registry/sources.json',
			entry: 'isw',
			change: (entry) => (entry.reliability = 'G'),
			says: ['registry/sources.json: isw: reliability']
		},
		'a feed that is not on the web': {
			file: 'registry/sources.json',
			entry: 'isw',
			change: (entry) => (entry.feed_url = 'file:///etc/passwd'),
			says: ['registry/sources.json: isw: feed_url', 'http(s)']
		},
		'a misspelt field of a source': {
			file: 'registry/sources.json',
			entry: 'isw',
			change: (entry) => (entry.reliabilty = 'A'),
			says: ['registry/sources.json: isw: reliabilty']
		},
		'a place beyond the poles': {
			file: 'gazetteer/gaza.json',
			entry: read('gazetteer/gaza.json')[3]!.id as string,
			change: (entry) => (entry.point = [34, 131]),
			says: [`gaza.json: "${read('gazetteer/gaza.json')[3]!.id}"`, 'point']
		},
		'an event type that is not known': {
			file: 'demo/ukraine.json',
			entry: read('demo/ukraine.json')[0]!.key as string,
			change: (entry) => (entry.event_type = 'shellling'),
			says: [
				`demo/ukraine.json: ${read('demo/ukraine.json')[0]!.key}: event_type`,
				'"shellling" is not known'
			]
		},
		'an event nobody is cited for': {
			file: 'demo/sahel.json',
			entry: read('demo/sahel.json')[0]!.key as string,
			change: (entry) => (entry.citations = []),
			says: [`demo/sahel.json: ${read('demo/sahel.json')[0]!.key}: citations needs a citation`]
		},
		'an event at a place that is in no gazetteer': {
			file: 'demo/gaza.json',
			entry: read('demo/gaza.json')[0]!.key as string,
			change: (entry) => (entry.place = 'ps-atlantis'),
			says: [`${read('demo/gaza.json')[0]!.key}`, '"ps-atlantis"']
		},
		'an event outside the fronts': {
			file: 'demo/gaza.json',
			entry: read('demo/gaza.json')[0]!.key as string,
			change: (entry) => (entry.point = [2.35, 48.85]),
			says: [`${read('demo/gaza.json')[0]!.key}`, 'none of the fronts']
		}
	};

	test.each(Object.entries(MUTATIONS))(
		'%s: the error names file, entry and field',
		async (_, { file, entry, change, says }) => {
			for (const folder of ['registry', 'gazetteer', 'demo', 'control']) {
				cpSync(join(ROOT, 'supabase', folder), join(root, 'supabase', folder), { recursive: true });
			}
			const entries = read(file);
			change(entries.find(({ slug, id, key }) => [slug, id, key].includes(entry))!);
			writeFileSync(join(root, 'supabase', file), JSON.stringify(entries));
			const preparing = prepareDatabase(lane.backend.service, root, true);
			for (const words of says) await expect(preparing).rejects.toThrow(words);
		}
	);

	test('nothing of them reached the map', async () => {
		expect(await call(lane.backend.service, 'report_rows')).toEqual([]);
	});
});
