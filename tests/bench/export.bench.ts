/**
 * Exports of a large archive: rows a second of each format, beside the same rows fetched page by page from the API, which
 * is the only other way to get them; and what the server's memory is while it writes, beside what it was before. A file
 * ten times as long should need no more. And a feed of 100 items, made anew and asked for again, beside a page of the
 * API with as many. Needs PostgreSQL, as the native lane of the tests does. `ROWS=1000000` for a million.
 */
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { startApp, type AppServer } from '../support/app-server.ts';
import { startNativePostgres } from '../support/native-postgres.ts';

const ROWS = Number(process.env.ROWS ?? 200_000);
const PAGES = 20;
const ROUNDS = 15;

/** Half of them cite two sources. Written past the triggers: a million changes are another measurement. */
const sql = (rows: number) => `
	set session_replication_role = replica;
	insert into public.reports (theatre, title, summary, event_type, occurred_at, time_precision, geom, place_name,
		geo_precision, uncertainty_m, state, published_at)
	select 'ukraine', 'Shelling of a village, report ' || n, repeat('What is said about it. ', 8),
		(array['battles', 'shelling', 'air_strikes', 'explosions'])[1 + n % 4], now() - n * interval '1000 days' / ${rows},
		'hour', extensions.st_setsrid(extensions.st_makepoint(24 + 12 * ((n::bigint * 7919) % 1000) / 1000.0,
			46 + 6 * ((n::bigint * 104729) % 1000) / 1000.0), 4326)::extensions.geography,
		'Place ' || n % 500, 'settlement', 3000, 'published', now()
	from generate_series(1, ${rows}) n;
	insert into public.citations (report_id, source, url, origin, published_at)
	select r.id, s.slug, 'https://example.org/' || r.id || '/' || s.n, s.slug, now()
	from public.reports r
	join (select slug, row_number() over (order by slug) as n from public.sources) s
		on s.n = 1 + r.id % 20 or (r.id % 2 = 0 and s.n = 21 + r.id % 20);
	set session_replication_role = default;
	analyze;`;

const memory = (app: AppServer): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${app.pid()}/status`, 'utf8'))?.[1] ?? NaN) / 1024;

/** Reads it to the end and keeps nothing. */
async function read(app: AppServer, path: string) {
	const begun = performance.now();
	const response = await fetch(app.url + path, { headers: { 'accept-encoding': 'identity' } });
	if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	let bytes = 0;
	let most = 0;
	let looked = 0;
	for await (const chunk of response.body!) {
		bytes += chunk.length;
		if (performance.now() - looked < 50) continue;
		looked = performance.now();
		most = Math.max(most, memory(app));
	}
	return { seconds: (performance.now() - begun) / 1000, bytes, most };
}

/** @returns rows a second */
async function pageByPage(app: AppServer): Promise<number> {
	const begun = performance.now();
	let next: string | undefined = '/api/v1/reports?last=all&limit=1000';
	let rows = 0;
	for (let page = 0; page < PAGES && next; page++) {
		const response: Response = await fetch(next.startsWith('/') ? app.url + next : next);
		rows += (await response.json()).features.length;
		next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
	}
	return rows / ((performance.now() - begun) / 1000);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timeOf(app: AppServer, path: (round: number) => string): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const begun = performance.now();
		const response = await fetch(app.url + path(round));
		await response.arrayBuffer();
		if (!response.ok) throw new Error(`${path(round)}: ${response.status}`);
		times.push(performance.now() - begun);
	}
	return median(times);
}

const database = await startNativePostgres();
if ('unavailable' in database) throw new Error(database.unavailable);
let app: AppServer | undefined;
try {
	const admin = postgres(`${database.base}/postgres`, { max: 1 });
	await admin.unsafe('create database fronts_export');
	await admin.end();
	const url = `${database.base}/fronts_export`;
	app = await startApp({ DATABASE_URL: url, DEMO: 'off' });
	const owner = postgres(url, { max: 1, onnotice: () => {} });
	await owner.unsafe(sql(ROWS));
	await owner.end();
	await app.restart();

	await pageByPage(app);
	const baseline = await pageByPage(app);
	console.log(
		`\n  ${ROWS.toLocaleString('en')} reports${' '.repeat(14)}rows/s     MB   MB of memory before, at most   × page by page`
	);
	const line = (name: string, rows: number, rest: string) =>
		console.log(`  ${name.padEnd(24)}${Math.round(rows).toLocaleString('en').padStart(12)}${rest}`);
	line('API, page by page', baseline, `${' '.repeat(39)}1.00`);
	for (const [name, query, rows] of [
		[
			'csv, a tenth',
			`last=all&from=${new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10)}`,
			ROWS / 10
		],
		['csv', 'last=all', ROWS],
		['geojson', 'last=all', ROWS],
		['kml', 'last=all', ROWS]
	] as const) {
		const before = memory(app);
		const { seconds, bytes, most } = await read(app, `/export/reports.${name.split(',')[0]}?${query}`);
		line(
			name,
			rows / seconds,
			`${(bytes / 1e6).toFixed(0).padStart(7)}${before.toFixed(0).padStart(16)}${most.toFixed(0).padStart(8)}` +
				(rows / seconds / baseline).toFixed(2).padStart(17)
		);
	}

	const ask = (name: string, ms: number, of: number) =>
		console.log(`  ${name.padEnd(36)}${ms.toFixed(1).padStart(8)}${(ms / of).toFixed(2).padStart(9)}`);
	console.log(`\n  100 reports, ms, median of ${ROUNDS}${' '.repeat(22)}× API`);
	const api = await timeOf(app, () => '/api/v1/reports?last=all&limit=100');
	ask('page of the API', api, api);
	for (const format of ['rss', 'atom', 'json']) {
		// Another limit is another feed: made anew.
		ask(
			`${format}, made anew`,
			await timeOf(app, (n) => `/feeds/reports.${format}?last=all&limit=${100 + n}`),
			api
		);
		ask(
			`${format}, asked for again`,
			await timeOf(app, () => `/feeds/reports.${format}?last=all&limit=100`),
			api
		);
	}
} finally {
	await app?.stop();
	await database.stop();
}
