/**
 * Whether cost grows with what is looked at or with the archive: the same view, a week of Gaza with the same 400 reports,
 * beside nothing else, 20,000 and 200,000 others of other fronts and other years. Each answer is asked for in turns, so
 * that what else the machine does falls on all; what counts is the ratio to the smallest archive, which should stay
 * within 1.5. Needs PostgreSQL, as the native lane of the tests does.
 */
import postgres from 'postgres';
import { xOf, yOf } from '#lib/columns/mercator.ts';
import { startApp, type AppServer } from '../support/app-server.ts';
import { startNativePostgres } from '../support/native-postgres.ts';

const IN_VIEW = 400;
const OTHERS = [600, 20_000, 200_000];
const ROUNDS = 40;
const ZOOM = 9;
const GAZA = [34.4, 31.45] as const;
const tile = [xOf(GAZA[0]), yOf(GAZA[1])].map((unit) => unit >> (22 - ZOOM)).join('/');

const QUESTIONS: Record<string, string> = {
	'columns of the front': '/columns?theatre=gaza',
	'page of the API': '/api/v1/reports?theatre=gaza&last=7d&limit=100',
	'reports a day': '/api/v1/histogram?theatre=gaza&last=7d',
	'a tile': `/tiles/${ZOOM}/${tile}.mvt?theatre=gaza&last=7d`,
	'the page itself': '/gaza?last=7d'
};

/** So many reports, spread over an area and over days that ended some time ago. */
const reportsSql = (
	theatre: string,
	count: number,
	[lon, lat, wide]: number[],
	days: number,
	ended: number
) => `
	insert into public.reports (theatre, title, event_type, occurred_at, time_precision, geom, place_name, geo_precision,
		uncertainty_m, state, published_at)
	select '${theatre}', 'Report ' || n, (array['battles', 'shelling', 'air_strikes', 'explosions'])[1 + n % 4],
		now() - interval '${ended} days' - n * interval '${days} days' / ${count}, 'hour',
		extensions.st_setsrid(extensions.st_makepoint(${lon} + ${wide} * ((n::bigint * 7919) % 1000) / 1000.0,
			${lat} + ${wide} * ((n::bigint * 104729) % 1000) / 1000.0), 4326)::extensions.geography,
		'Place ' || n % 500, 'settlement', 3000, 'published', now()
	from generate_series(1, ${count}) n`;

/** The product over an archive of its own. */
async function startWith(base: string, others: number): Promise<AppServer> {
	const name = `fronts_growth_${others}`;
	const admin = postgres(`${base}/postgres`, { max: 1 });
	await admin.unsafe(`create database ${name}`);
	await admin.end();
	const url = `${base}/${name}`;
	const app = await startApp({ DATABASE_URL: url, DEMO: 'off' });
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql.unsafe(reportsSql('gaza', IN_VIEW, [34.25, 31.25, 0.25], 6, 0));
	await sql.unsafe(reportsSql('ukraine', others, [24, 46, 12], 1000, 30));
	await sql.unsafe('analyze');
	await sql.end();
	await app.restart();
	return app;
}

async function ask(app: AppServer, path: string): Promise<number> {
	const begun = performance.now();
	const response = await fetch(app.url + path);
	const { byteLength } = await response.arrayBuffer();
	if (!response.ok || byteLength === 0) throw new Error(`${path}: ${response.status}, ${byteLength} bytes`);
	return performance.now() - begun;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const database = await startNativePostgres();
if ('unavailable' in database) throw new Error(database.unavailable);
const apps: AppServer[] = [];
try {
	for (const others of OTHERS) apps.push(await startWith(database.base, others));
	const heads = OTHERS.map((others) => (others + IN_VIEW).toLocaleString('en').padStart(12));
	console.log(`\n  ms, median of ${ROUNDS}, over rows:${heads.join('')}   most / least`);
	for (const [name, path] of Object.entries(QUESTIONS)) {
		const times: number[][] = apps.map(() => []);
		for (let round = 0; round < ROUNDS; round++)
			for (const [i, app] of apps.entries()) times[i]!.push(await ask(app, path));
		const medians = times.map(median);
		const cells = medians.map((time) => time.toFixed(1).padStart(12));
		console.log(
			`  ${name.padEnd(29)}${cells.join('')}${(medians.at(-1)! / medians[0]!).toFixed(2).padStart(15)}`
		);
	}
} finally {
	for (const app of apps) await app.stop();
	await database.stop();
}
