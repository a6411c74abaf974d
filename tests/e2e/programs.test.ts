/** Feeds, exports and the API's own description, read as strangers' programs read them. */
import { check as checkGeojson } from '@placemarkio/check-geojson';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parseFeed as parseStrictly } from '@rowanmanning/feed-parser';
import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { parseFeed } from 'feedsmith';
import Ajv from 'ajv/dist/2020.js';
import RssParser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, openBackend, type Backend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { changes, reports, type ApiProblem } from '../../static/api/client.ts';
import { ROOT } from '../support/lanes.ts';

const HUB = 'https://hub.example/';

type Feature = {
	id: number;
	geometry: { coordinates: [number, number] };
	properties: Record<string, unknown> & {
		title: string;
		grade: string;
		event_type: string;
		citations: object[];
	};
};

let app: AppServer;
let backend: Backend;
const get = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);
const features = async (query: string): Promise<Feature[]> =>
	(await (await get(`/api/v1/reports?last=all&limit=1000&${query}`)).json()).features;
const revise = (report_id: number, patch: Record<string, unknown>) =>
	call(backend.service, 'revise_report', { report_id, patch, reason: 'a test' });

beforeAll(async () => {
	app = await startApp({ WEBSUB_HUB: HUB });
	backend = await openBackend({ settings: readSettings({ DATA_DIR: app.dataDir }), root: ROOT });
});
afterAll(async () => {
	await backend?.close();
	await app?.stop();
});

describe('a feed', () => {
	test('of a view is read by three readers, with the same reports in the same order', async () => {
		const query = 'theatre=gaza&last=all&type=air_strikes,shelling&lang=en';
		const text = async (format: string) => (await get(`/feeds/reports.${format}?${query}`)).text();
		const [rss, atom, json] = await Promise.all(['rss', 'atom', 'json'].map(text));
		const strict = parseStrictly(atom!);
		const lenient = await new RssParser().parseString(rss!);
		const { feed } = parseFeed(json!);
		const items = (feed as { items: { id: string; title: string; tags: string[] }[] }).items;
		expect(items.length).toBeGreaterThan(5);
		expect(strict.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
		expect(lenient.items.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
		const asked = await features('theatre=gaza&type=air_strikes,shelling');
		const byUrl = new Map(asked.map((feature) => [`${app.url}/reports/${feature.id}`, feature]));
		for (const [n, { id, title, tags }] of items.entries()) {
			const { properties, geometry } = byUrl.get(id)!;
			expect(title).toBe(`${properties.title} · ${properties.grade}`);
			expect(tags).toEqual(expect.arrayContaining(['Gaza', properties.grade]));
			const { url, description } = strict.items[n]!;
			expect(url).toBe(id);
			expect(description).toContain('Who says so');
			const [lon, lat] = geometry.coordinates;
			expect(rss).toContain(`<georss:point>${lat} ${lon}</georss:point>`);
		}
		expect(strict.self).toBe(`${app.url}/feeds/reports.atom?${query}`);
		expect(strict.url).toContain('/gaza?');
	});

	test('is not sent again to who has it, and may be read from any page', async () => {
		const first = await get('/feeds/reports.atom?theatre=sahel&last=all');
		expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		expect(first.headers.get('access-control-allow-origin')).toBe('*');
		expect(first.headers.get('link')).toContain(`<${HUB}>; rel="hub"`);
		const etag = first.headers.get('etag')!;
		const modified = first.headers.get('last-modified')!;
		const again = (headers: Record<string, string>) =>
			get('/feeds/reports.atom?theatre=sahel&last=all', { headers });
		expect((await again({ 'if-none-match': etag })).status).toBe(304);
		expect((await again({ 'if-modified-since': modified })).status).toBe(304);
		expect((await again({ 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200);
		const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
		expect((await again({ 'if-modified-since': earlier })).status).toBe(200);
	});

	test('shows a correction as a change of the same item, and a retraction as such', async () => {
		const read = async () => {
			const answer = await get('/feeds/reports.atom?theatre=ukraine&last=all&limit=500&lang=en');
			return parseStrictly(await answer.text()).items;
		};
		const before = await read();
		const [corrected, retracted] = before.slice(-2).map(({ id }) => Number(id!.split('/').at(-1)));
		await revise(corrected!, { title: 'Corrected & told' });
		await revise(retracted!, { state: 'retracted', state_reason: 'an old film' });
		await expect.poll(async () => (await read())[0]!.title, { timeout: 20_000 }).toMatch(/^Retracted: /);
		const after = await read();
		expect(after.length).toBe(before.length);
		expect(after[0]!.id).toBe(`${app.url}/reports/${retracted}`);
		expect(after[0]!.description).toContain('an old film');
		expect(after[1]!.id).toBe(`${app.url}/reports/${corrected}`);
		expect(after[1]!.title).toMatch(/^Corrected & told · /);
		const was = before.find(({ id }) => id === after[1]!.id)!;
		expect(after[1]!.updated!.getTime()).toBeGreaterThan(was.updated!.getTime());
		expect(after[1]!.published).toEqual(was.published);
	});

	test('gives a warning instead of what it warns of', async () => {
		const warned = (await features('')).find(({ properties }) =>
			(properties.sensitivity as string[]).includes('graphic_violence')
		)!;
		const text = await (await get('/feeds/reports.json?last=all&limit=500&lang=en')).text();
		const { items } = JSON.parse(text) as { items: { url: string; content_html: string }[] };
		const { content_html } = items.find(({ url }) => url.endsWith(`/${warned.id}`))!;
		expect(content_html).toContain('Content warning: Graphic violence');
		expect(text).not.toContain(warned.properties.summary as string);
	});

	test('speaks the reader’s language', async () => {
		const { items } = JSON.parse(await (await get('/feeds/reports.json?last=all&lang=ar&limit=1')).text());
		expect(items[0].summary).toContain('من يقول ذلك');
	});
});

/** Rows of a CSV file as RFC 4180 has them. */
function csvRows(text: string): string[][] {
	const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
	const rows: string[][] = [[]];
	for (const [, cell, end] of cells) {
		rows.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
		if (end === '\r\n') rows.push([]);
	}
	return rows.slice(0, -1);
}

describe('an export', () => {
	const QUERY = 'theatre=ukraine&state=published,unreviewed,retracted';

	test('is the whole view in each format, with the same places', async () => {
		const asked = await features(QUERY);
		const file = async (format: string) => (await get(`/export/reports.${format}?last=all&${QUERY}`)).text();
		const collection = checkGeojson(await file('geojson')) as unknown as { features: Feature[] };
		expect(collection.features.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
		for (const [n, { geometry, properties }] of collection.features.entries()) {
			const {
				media: _media,
				proofs: _proofs,
				place_names: _names,
				citations,
				...facts
			} = asked[n]!.properties;
			const { citations: cited, attribution, ...others } = properties;
			expect(others).toEqual(facts);
			expect(geometry).toEqual(asked[n]!.geometry);
			expect(attribution).toContain(`/reports/${asked[n]!.id}`);
			expect(citations).toEqual(cited.map((citation) => expect.objectContaining(citation)));
		}

		const placemarks = kml(
			new DOMParser().parseFromString(await file('kml'), 'text/xml') as unknown as Document
		).features;
		expect(
			placemarks.map(({ geometry }) => (geometry as unknown as Feature['geometry']).coordinates)
		).toEqual(asked.map(({ geometry }) => geometry.coordinates.map((degrees) => Number(degrees.toFixed(5)))));
		expect(placemarks.map(({ properties }) => properties!.grade)).toEqual(
			asked.map(({ properties }) => properties.grade)
		);
		expect(placemarks[0]!.properties!['icon-color']).toMatch(/^#[0-9a-f]{6}$/);

		const bytes = await (await get(`/export/reports.csv?last=all&${QUERY}`)).arrayBuffer();
		expect([...new Uint8Array(bytes.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf]);
		const [head, ...rows] = csvRows(new TextDecoder().decode(bytes));
		const column = (name: string) => rows.map((row) => row[head!.indexOf(name)]);
		expect(column('title')).toEqual(asked.map(({ properties }) => properties.title));
		expect(column('longitude').map(Number)).toEqual(
			asked.map(({ geometry }) => Number(geometry.coordinates[0].toFixed(5)))
		);
		expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head!.length]));
	});

	test('has a name of its own, and is not made again for who has it', async () => {
		const path = '/export/reports.csv?theatre=gaza&from=2023-11-01&to=2023-11-30';
		const answer = await get(path);
		await answer.body?.cancel();
		expect(answer.headers.get('content-disposition')).toBe(
			'attachment; filename="fronts-gaza-2023-11-01-2023-11-30.csv"'
		);
		const etag = answer.headers.get('etag')!;
		expect((await get(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
		const head = await get(path, { method: 'HEAD' });
		expect([head.status, await head.text()]).toEqual([200, '']);
	});

	test('as of an instant says what was known then', async () => {
		const [report] = await features('theatre=sahel');
		await new Promise((resolve) => setTimeout(resolve, 30));
		const asOf = new Date().toISOString();
		await new Promise((resolve) => setTimeout(resolve, 30));
		await revise(report!.id, { title: '=Changed since' });
		const titles = async (query: string) => {
			const text = await (await get(`/export/reports.geojson?theatre=sahel&last=all${query}`)).text();
			return (JSON.parse(text) as { features: Feature[] }).features.map(({ properties }) => properties.title);
		};
		expect(await titles(`&asof=${asOf}`)).toContain(report!.properties.title);
		expect(await titles('')).toContain('=Changed since');
		expect(await (await get('/export/reports.csv?theatre=sahel&last=all')).text()).toContain(
			",'=Changed since,"
		);
	});

	test('that is given up leaves room for others', async () => {
		for (let n = 0; n < 12; n++) {
			const answer = await get('/export/reports.kml?last=all');
			expect(answer.status).toBe(200);
			await answer.body!.cancel();
		}
	});
});

describe('what is wrong with an address', () => {
	const ADDRESSES = ['/feeds/reports.rss', '/export/reports.csv', '/api/v1/reports', '/api/v1/histogram'];

	test.each(ADDRESSES)('is said by %s: parameter, value and what is allowed', async (path) => {
		for (const [query, parameter] of [
			['thaetre=gaza', 'thaetre'],
			['theatre=mars', 'theatre'],
			['source=nobody-of-this-name', 'source'],
			[`type=${'x,'.repeat(5_000)}`, 'type'],
			[`q=${'x'.repeat(10_000)}`, 'q'],
			['from=2023-02-30', 'from']
		]) {
			const answer = await get(`${path}?${query}`);
			expect([answer.status, answer.headers.get('content-type')], query).toEqual([
				400,
				'application/problem+json'
			]);
			const { errors } = await answer.json();
			expect(errors[0].parameter).toBe(parameter);
			expect(errors[0].allowed.length).toBeGreaterThan(0);
			expect(JSON.stringify(errors).length).toBeLessThan(20_000);
		}
	});

	test('holds for limits as well', async () => {
		for (const limit of ['0', '-1', '1e9', 'NaN', '501', '10'.repeat(30)]) {
			expect((await get(`/feeds/reports.rss?limit=${limit}`)).status, limit).toBe(400);
		}
		for (const path of ['/feeds/reports.xml', '/export/reports.xlsx', '/export/nothing']) {
			const answer = await get(path);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
		}
	});
});

describe('the API', () => {
	test('answers as its own description says', async () => {
		const document = await (await get('/api/v1/openapi.json')).json();
		expect((await new Validator().validate(structuredClone(document))).errors ?? []).toEqual([]);
		const ajv = new Ajv({ strict: false, validateFormats: false });
		ajv.addSchema({ $id: 'document', ...document });
		const [report] = await features('theatre=gaza');
		const { cursor } = await (await get('/api/v1/changes')).json();
		const ANSWERS: [path: string, operation: string, status?: number][] = [
			['/api/v1/reports?last=all&limit=1000', '/api/v1/reports'],
			[`/api/v1/reports/${report!.id}`, '/api/v1/reports/{id}'],
			['/api/v1/sources', '/api/v1/sources'],
			['/api/v1/sources/rybar', '/api/v1/sources/{slug}'],
			['/api/v1/histogram?last=all', '/api/v1/histogram'],
			['/api/v1/changes?last=all&after=0-0', '/api/v1/changes'],
			[`/api/v1/changes?after=${cursor}`, '/api/v1/changes'],
			['/api/v1/reports?limit=0', '/api/v1/reports', 400],
			['/api/v1/reports/4000000000', '/api/v1/reports/{id}', 404]
		];
		for (const [path, operation, status = 200] of ANSWERS) {
			const answer = await get(path);
			const type = answer.headers.get('content-type')!.split(';')[0]!;
			expect(answer.status, path).toBe(status);
			let described = document.paths[operation].get.responses[status];
			if (described.$ref) described = document.components.responses[described.$ref.split('/').at(-1)];
			const { $ref } = described.content[type].schema;
			const isValid = ajv.getSchema(`document${$ref}`)!;
			expect([isValid(await answer.json()), isValid.errors], path).toEqual([true, null]);
		}
	});

	test('is what the example client says it is', async () => {
		const view = { theatre: 'sahel', last: 'all', limit: '10' };
		const ids: number[] = [];
		for await (const { id, properties } of reports(app.url, view)) {
			ids.push(id);
			expect(properties.grade).toMatch(/^[A-F][1-6]$/);
		}
		expect(ids).toEqual((await features('theatre=sahel')).map(({ id }) => id));
		const { cursor } = await changes(app.url);
		expect(await changes(app.url, cursor)).toMatchObject({ changes: [], more: false });
		const refused = await reports(app.url, { theatre: 'mars' })
			.next()
			.catch((problem: ApiProblem) => problem);
		expect(refused).toMatchObject({ status: 400, errors: [{ parameter: 'theatre', value: 'mars' }] });
	});

	test('lets every page ask first, and says what is left', async () => {
		for (const path of ['/api/v1/reports', '/feeds/reports.rss', '/export/reports.csv', '/tiles/0/0/0.mvt']) {
			const preflight = await get(path, {
				method: 'OPTIONS',
				headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' }
			});
			expect([preflight.status, preflight.headers.get('access-control-allow-origin')], path).toEqual([
				204,
				'*'
			]);
			const answer = await get(path, { headers: { origin: 'https://elsewhere.example' } });
			await answer.body?.cancel();
			expect(answer.headers.get('access-control-allow-origin'), path).toBe('*');
		}
		const left = (answer: Response) => Number(/r=(\d+)/.exec(answer.headers.get('ratelimit')!)![1]);
		const sources = await get('/api/v1/sources');
		expect(sources.headers.get('ratelimit-policy')).toBe('"api";q=3000;w=60');
		expect(left(sources)).toBeLessThan(3000);
	});

	test('sends nothing twice', async () => {
		for (const path of [
			'/api/v1/reports?last=all',
			'/api/v1/sources',
			'/api/v1/histogram',
			'/tiles/0/0/0.mvt'
		]) {
			const etag = (await get(path)).headers.get('etag')!;
			const again = await get(path, { headers: { 'if-none-match': etag } });
			expect([again.status, await again.text()], path).toEqual([304, '']);
		}
	});

	test('takes a report from a page of strangers with a token, and never one with a cookie alone', async () => {
		const send = (headers: Record<string, string>) =>
			get('/api/v1/reports', {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example', ...headers },
				body: '{}'
			});
		const forged = await send({ cookie: 'fronts-session=x' });
		expect([forged.status, forged.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
		expect((await send({ authorization: 'Bearer nobody' })).status).toBe(401);
	});

	test('tells what goes wrong in one form, also where there is nothing', async () => {
		for (const [path, method, status] of [
			['/api/v1/nothing', 'GET', 404],
			['/api/v1/sources?x=1', 'GET', 400],
			['/api/v1/histogram', 'POST', 405],
			['/api/v1/changes?after=never', 'GET', 400],
			['/tiles/99/0/0.mvt', 'GET', 404]
		] as const) {
			const answer = await get(path, { method });
			expect([answer.status, answer.headers.get('content-type')], path).toEqual([
				status,
				'application/problem+json'
			]);
			expect(await answer.json()).toMatchObject({ type: 'about:blank', status, title: expect.any(String) });
		}
	});

	test('who asks too often is told when to come back', async () => {
		// Exports have the smallest number of all.
		let last: Response;
		do {
			last = await get('/export/reports.csv?last=24h', { method: 'HEAD' });
		} while (last.status === 200);
		expect(last.status).toBe(429);
		expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(last.headers.get('ratelimit')).toMatch(/^"export";r=0;t=\d+$/);
		expect((await get('/api/v1/reports')).status).toBe(200);
	});

	test('is explained to people on a page made of the same document', async () => {
		const page = await (await get('/about/api?lang=fr')).text();
		for (const part of ['/api/v1/changes', '/export/reports.{format}', 'problem details'])
			expect(page).toContain(part);
		expect(page).toContain('3 000'.replace(' ', '\u202f'));
		expect((await get('/api/client.ts')).status).toBe(200);
	});

	test('every view names its feeds in its head', async () => {
		const page = await (await get('/gaza?last=30d&type=shelling')).text();
		for (const format of ['rss', 'atom', 'json'])
			expect(page).toContain(
				`${app.url}/feeds/reports.${format}?theatre=gaza&amp;last=30d&amp;type=shelling`
			);
	});
});
