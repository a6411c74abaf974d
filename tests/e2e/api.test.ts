import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '#lib/columns/codec.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { NASTY } from '../support/nasty.ts';
import { readEvents } from '../support/sse-client.ts';

const PAGE = 'tests/fixtures/telegram/channel.html';

let app: AppServer;
const get = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);
const getJson = async (path: string) => (await get(path)).json();

beforeAll(async () => {
	app = await startApp();
});
afterAll(() => app?.stop());

describe('reports', () => {
	test('come newest first, in pages that lose and repeat nothing', async () => {
		const seen: number[] = [];
		let next: string | null = '/api/v1/reports?last=all&theatre=ukraine&limit=20';
		while (next) {
			const response = await get(next);
			const page = await response.json();
			seen.push(...page.features.map((feature: { id: number }) => feature.id));
			const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
			next = link ? link.replace(app.url, '') : null;
		}
		const whole = await getJson('/api/v1/reports?last=all&theatre=ukraine&limit=1000');
		expect(seen).toEqual(whole.features.map((feature: { id: number }) => feature.id));
		expect(new Set(seen).size).toBe(seen.length);
		const times = whole.features.map(
			(f: { properties: { occurred_at: string } }) => f.properties.occurred_at
		);
		expect(times).toEqual([...times].sort().reverse());
	});

	test('are GeoJSON with longitude first, a grade, and who says so', async () => {
		const { features } = await getJson('/api/v1/reports?theatre=gaza&last=all&limit=1000');
		expect(features.length).toBeGreaterThanOrEqual(40);
		for (const { geometry, properties } of features) {
			expect(geometry.coordinates[0]).toBeGreaterThan(33);
			expect(geometry.coordinates[0]).toBeLessThan(37);
			expect(geometry.coordinates[1]).toBeGreaterThan(29);
			expect(properties.grade).toMatch(/^[A-F][1-6]$/);
			expect(properties.citations.length).toBeGreaterThan(0);
			expect(properties.url).toBe(`${app.url}/reports/${properties.url.split('/').at(-1)}`);
		}
	});

	test('an unknown value is a 400 that names parameter, value and what is allowed', async () => {
		const response = await get('/api/v1/reports?type=battle&reliability=Z');
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		const { errors } = await response.json();
		expect(errors).toEqual([
			expect.objectContaining({
				parameter: 'type',
				value: 'battle',
				allowed: expect.stringContaining('battles')
			}),
			expect.objectContaining({ parameter: 'reliability', value: 'Z', allowed: 'A, B, C, D, E, F' })
		]);
	});

	test.each([
		'limit=0',
		'limit=1001',
		'limit=-1',
		'limit=ten',
		'ids=1,x',
		'after=yesterday',
		'bbox=1,2,3',
		'q=' + 'a'.repeat(300)
	])('%s is refused', async (query) => {
		const response = await get(`/api/v1/reports?${query}`);
		expect(response.status).toBe(400);
	});

	test('an id nobody has is a 404 in words', async () => {
		for (const id of ['99999999', '0', 'abc', '1e9', '%00', '9'.repeat(400)]) {
			const response = await get(`/api/v1/reports/${id}`);
			expect(response.status, id).toBe(404);
			expect((await response.json()).detail, id).toContain('No public report');
		}
	});

	test('words are found in title, summary and place', async () => {
		const { features } = await getJson('/api/v1/reports?q=Avdiivka&last=all&limit=1000');
		expect(features.length).toBeGreaterThan(2);
		for (const { properties } of features) {
			expect(`${properties.title} ${properties.summary} ${properties.place_name}`).toContain('Avdiivka');
		}
	});

	test('may be read from any page', async () => {
		const response = await get('/api/v1/reports');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('set-cookie')).toBeNull();
	});
});

test('when nothing is newer, the usual week is the last one with reports', async () => {
	const { days } = await getJson('/api/v1/histogram');
	expect(days.at(-1).day).toBe('2023-11-30');
	expect(days[0].day >= '2023-11-24').toBe(true);
});

test('the registry is public and complete, with letter, reason, date and feed state', async () => {
	const { sources } = await getJson('/api/v1/sources');
	expect(sources).toHaveLength(45);
	for (const source of sources) {
		expect(source.reliability).toMatch(/^[A-F]$/);
		expect(source.reliability_reason.length).toBeGreaterThan(10);
		expect(source.reliability_set_at).toMatch(/^\d{4}-\d\d-\d\dT/);
		expect(source.feed).toMatchObject({ consecutiveFailures: 0 });
	}
	const rybar = await getJson('/api/v1/sources/rybar');
	expect(rybar.history).toHaveLength(1);
	expect((await get('/api/v1/sources/nobody')).status).toBe(404);
});

test('tiles hold each report of the view once, at every zoom', async () => {
	const { features } = await getJson('/api/v1/reports?theatre=sahel&last=all&limit=1000');
	const bytes = new Uint8Array(await (await get('/tiles/0/0/0.mvt?theatre=sahel&last=all')).arrayBuffer());
	const layer = new VectorTile(new PbfReader(bytes)).layers.reports!;
	let count = 0;
	for (let i = 0; i < layer.length; i++) count += Number(layer.feature(i).properties.count ?? 1);
	expect(count).toBe(features.length);
	expect((await get('/tiles/1/5/0.mvt')).status).toBe(404);
	expect((await get('/tiles/23/0/0.mvt')).status).toBe(404);
	expect((await get('/tiles/x/0/0.mvt')).status).toBe(404);
});

test('the browser’s copy of the recent window is small and complete', async () => {
	const response = await get('/columns?theatre=gaza');
	const columns = decode(new Uint8Array(await response.arrayBuffer()));
	const { features } = await getJson('/api/v1/reports?theatre=gaza&last=all&limit=1000');
	expect(columns.size).toBe(features.length);
	expect(response.headers.get('x-fronts-cursor')).toMatch(/^\d+-\d+$/);
});

describe('changes', () => {
	test('a report ingested by a command reaches an open stream within two seconds and is on the map', async () => {
		const stream = await readEvents(`${app.url}/api/v1/live?last=all`);
		expect(stream.headers.get('content-type')).toContain('text/event-stream');
		expect(stream.headers.get('cache-control')).toContain('no-transform');
		const before = (await getJson('/api/v1/changes')).cursor;

		const { code, out } = await app.command('ingest', ['--source', 'slavyangrad', '--file', PAGE]);
		const ended = Date.now();
		expect(code).toBe(0);
		const placed = Number(/placed +(\d+)/.exec(out)![1]);
		expect(placed).toBeGreaterThan(0);

		const got = new Map<number, { state: string; credibility: number; sources: string[] }>();
		while (got.size < placed) {
			const { changes } = JSON.parse((await stream.next(2_000)).data);
			for (const { id, report } of changes) got.set(id, report);
		}
		expect(Date.now() - ended).toBeLessThan(2_000);
		stream.close();
		for (const report of got.values()) {
			expect(report).toMatchObject({ state: 'unreviewed', credibility: 6, sources: ['slavyangrad'] });
		}

		const { changes } = await getJson(`/api/v1/changes?last=all&after=${before}`);
		expect(new Set(changes.map((change: { id: number }) => change.id))).toEqual(new Set(got.keys()));
		const [id] = got.keys();
		const { properties } = await getJson(`/api/v1/reports/${id}`);
		expect(properties.citations[0].url).toMatch(/^https:\/\/t\.me\//);
		expect(properties.citations[0].text.length).toBeGreaterThan(0);
	});

	test('reading the same page again changes nothing', async () => {
		const { cursor } = await getJson('/api/v1/changes');
		const { out } = await app.command('ingest', ['--source', 'slavyangrad', '--file', PAGE]);
		expect(out).toMatch(/new +0/);
		expect((await getJson(`/api/v1/changes?last=all&after=${cursor}`)).changes).toEqual([]);
	});

	test('a stream that was cut resumes from its last id and misses nothing', async () => {
		const first = await readEvents(`${app.url}/api/v1/live?last=all`);
		const { cursor } = await getJson('/api/v1/changes');
		first.close();
		await app.command('ingest', ['--source', 'levigodman', '--file', PAGE]);
		const resumed = await readEvents(`${app.url}/api/v1/live?last=all`, { 'Last-Event-ID': cursor });
		const { id, data } = await resumed.next();
		resumed.close();
		const { changes } = JSON.parse(data);
		expect(changes.length).toBeGreaterThan(0);
		expect(
			changes.every((change: { report: { sources: string[] } }) =>
				change.report.sources.includes('levigodman')
			)
		).toBe(true);
		expect(id).toMatch(/^\d+-\d+$/);
	});

	test('only what the view asks for is streamed', async () => {
		const gaza = await readEvents(`${app.url}/api/v1/live?last=all&theatre=gaza`);
		const ukraine = await readEvents(`${app.url}/api/v1/live?last=all&theatre=ukraine`);
		await app.command('ingest', ['--source', 'gonzowarr', '--file', PAGE]);
		const { changes } = JSON.parse((await ukraine.next(5_000)).data);
		expect(changes.length).toBeGreaterThan(0);
		const other = JSON.parse((await gaza.next(5_000)).data);
		expect(other.changes).toEqual([]);
		gaza.close();
		ukraine.close();
	});

	test('a cursor nobody gave is refused in words', async () => {
		for (const cursor of ['x', '1', '1-', '1-1;drop table', '9'.repeat(60)]) {
			expect((await get(`/api/v1/changes?after=${encodeURIComponent(cursor)}`)).status, cursor).toBe(400);
			expect((await get(`/api/v1/live?after=${encodeURIComponent(cursor)}`)).status, cursor).toBe(400);
		}
	});
});

test('Supabase and its keys are not to be had from outside', async () => {
	for (const path of [
		'/rest/v1/reports',
		'/auth/v1/settings',
		'/storage/v1/bucket',
		'/_system/health',
		'/rest/v1/'
	]) {
		expect((await get(path)).status, path).toBe(404);
	}
	const html = await (await get('/')).text();
	expect(html).not.toMatch(/sb_(publishable|secret)_|supabase/i);
});

describe('what no address is made for', () => {
	const VIEWS = ['/api/v1/reports', '/api/v1/histogram', '/columns', '/picture.svg', '/tiles/5/18/11.mvt'];
	const PARAMETERS = [
		'theatre',
		'last',
		'from',
		'to',
		'asof',
		'type',
		'source',
		'reliability',
		'credibility'
	];
	PARAMETERS.push('state', 'q', 'bbox', 'at', 'layers', 'report', 'lang', 'theme', 'after', 'limit', 'ids');
	const OTHERS = ['/places?q=', '/sources?q=', '/sources?theatre=', '/since?ids=', '/api/v1/changes?after='];
	const PATHS = ['/reports/', '/sources/', '/api/v1/reports/', '/api/v1/sources/', '/tiles/1/1/', '/'];

	/** Percent-encoded even where it is no well-formed text. */
	const encoded = (text: string) => (text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80');

	async function refusedOrAnswered(address: string): Promise<void> {
		const response = await get(address);
		const body = await response.text();
		expect(response.status, address).toBeLessThan(500);
		expect(response.headers.get('x-content-type-options'), address).toBe('nosniff');
		if (response.headers.get('content-type')?.includes('html')) {
			expect(body, address).not.toMatch(/<script>alert|<img src=x/);
		}
	}

	test.each(VIEWS)('breaks nothing as a parameter of %s', async (path) => {
		for (const parameter of PARAMETERS) {
			for (const text of NASTY) await refusedOrAnswered(`${path}?${parameter}=${encoded(text)}`);
		}
	});

	test('breaks nothing in all parameters of a page at once', async () => {
		// Node itself refuses addresses of more than 16 kB.
		for (const text of NASTY.filter(({ length }) => length < 500)) {
			await refusedOrAnswered(`/?${PARAMETERS.map((name) => `${name}=${encoded(text)}`).join('&')}`);
			await refusedOrAnswered(`/gaza?q=${encoded(text)}`);
		}
	});

	test('breaks nothing elsewhere in an address', async () => {
		for (const start of [...OTHERS, ...PATHS]) {
			for (const text of NASTY) await refusedOrAnswered(start + encoded(text));
		}
	});
});

test('health says that it lives and that the database answers', async () => {
	expect(await (await get('/healthz')).text()).toBe('ok\n');
	expect(await (await get('/readyz')).text()).toContain('ready');
});

test('what was stored is there after a restart', async () => {
	const before = await getJson('/api/v1/reports?last=all&limit=1000');
	await app.restart();
	const after = await getJson('/api/v1/reports?last=all&limit=1000');
	expect(after).toEqual(before);
});
