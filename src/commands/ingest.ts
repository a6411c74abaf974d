import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Gazetteer } from '#lib/geoparse/gazetteer.ts';
import type { Post } from '#lib/domain/post.ts';
import type { Placement } from '#lib/geoparse/placement.ts';
import { guessKind, probeAddress, probeSource, type Finding } from '#lib/ingest/probe.ts';
import type { ReadableSource } from '#lib/ingest/post-store.ts';
import { runDue, runIngest, type Progress } from '#lib/ingest/runner.ts';
import { ingestSavedPage, postLine } from '#lib/ingest/saved-page.ts';
import type { Summary } from '#lib/ingest/summary.ts';
import { openBackend, type Database } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { fetcherFor, keysOf, loadGazetteer } from '#lib/server/ingestion.ts';
import { postStore, readableSources } from '#lib/server/posts.ts';
import { readSettings, type Settings } from '#lib/server/settings.ts';

const HELP = `Reads the sources: fetches what is new, keeps every post, places what can be placed, publishes that as unreviewed.
Works while the server runs and while it does not.

  npm run ingest                              every active source that is due
  npm run ingest -- --source rybar            this source now (may be given several times)
  npm run ingest -- --source rybar --file P   a saved page of that source instead of its feed
  npm run ingest -- --source rybar --probe    what its addresses give now, and what is wrong with them
  npm run ingest -- --probe https://t.me/x    the same of an address that is no source yet
  npm run ingest -- --dry-run                 fetch and read, write nothing
  npm run ingest -- --json                    one read post a line on standard output

  --source SLUG   a source of the registry
  --probe [URL]   ask, say what was found, write nothing
  --file PATH     a page or feed saved from that source's address
  --dry-run       write nothing to the database
  --json          posts as JSON lines; the summary goes to standard error
  --help          this text
`;

const root = join(import.meta.dirname, '../..');

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			source: { type: 'string', multiple: true },
			file: { type: 'string' },
			probe: { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' }
		}
	});
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	if (values.file && values.source?.length !== 1) {
		throw new Error('--file needs one --source: whose page is it?');
	}
	if (positionals.length > (values.probe ? 1 : 0)) {
		throw new Error(`"${positionals.at(-1)}" is not understood: see --help`);
	}
	if (values.probe && !positionals[0] && !values.source) {
		throw new Error('--probe needs a --source or an address: whom should it ask?');
	}
	const settings = readSettings(process.env);
	const backend = await openBackend({ settings, root });
	try {
		if (backend.kind !== 'running server') await prepareDatabase(backend.service, root, settings.DEMO);
		if (values.probe)
			return await probeAll(positionals[0], values.source ?? [], backend.service, settings, values.json);
		const reading = {
			store: values['dry-run'] ? null : postStore(backend.service),
			sources: await readableSources(backend.service),
			gazetteer: await loadGazetteer(backend.service),
			onPost: values.json ? printPost : undefined
		};
		const summary = values.file
			? await readFileOf(values.source![0]!, values.file, reading)
			: await readAll(values.source, reading, settings);
		print(summary, reading.sources.length, values.json ? process.stderr : process.stdout);
		return summary.total.failed > 0 || summary.alarms.length > 0 ? 1 : 0;
	} finally {
		await backend.close();
	}
}

type Reading = {
	store: ReturnType<typeof postStore> | null;
	sources: ReadableSource[];
	gazetteer: Gazetteer;
	onPost?: (source: string, post: Post, placement: Placement) => void;
};

async function readAll(slugs: string[] | undefined, reading: Reading, settings: Settings): Promise<Summary> {
	const fetcher = fetcherFor(settings);
	const { store } = reading;
	try {
		const common = {
			...reading,
			fetcher,
			keys: keysOf(settings),
			now: Date.now,
			random: Math.random,
			onProgress: (progress: Progress) => console.error(progressLine(progress))
		};
		if (store && slugs === undefined) return await runDue({ ...common, store });
		return await runIngest({
			...common,
			store,
			dryRun: store === null,
			limitTo: slugs,
			evenIfNotDue: slugs !== undefined
		});
	} finally {
		await fetcher.close();
	}
}

async function probeAll(
	address: string | undefined,
	slugs: string[],
	db: Database,
	settings: Settings,
	asJson: boolean
): Promise<number> {
	const fetcher = fetcherFor(settings);
	const options = { fetcher, now: Date.now, keys: keysOf(settings) };
	try {
		const findings: Finding[] = [];
		if (address) {
			const { url, kind } = guessKind(address);
			findings.push(await probeAddress('address', url, kind, { slug: 'address', languages: [] }, options));
		}
		const sources = slugs.length > 0 ? await readableSources(db) : [];
		for (const slug of slugs) findings.push(...(await probeSource(sourceOf(slug, sources), options)));
		for (const finding of findings) {
			process.stdout.write(asJson ? `${JSON.stringify(finding)}\n` : findingText(finding));
		}
		return findings.some(({ format }) => format !== null) ? 0 : 1;
	} finally {
		await fetcher.close();
	}
}

function findingText({ label, url, kind, format, problems, ...found }: Finding): string {
	const cadence = found.cadenceHours === null ? '' : `, one every ${found.cadenceHours} h`;
	const lines = [
		`${label}: ${url}`,
		`  kind      ${format ?? 'nothing that can be read'} (${kind})`,
		`  title     ${found.title ?? 'none'}`,
		`  language  ${found.language ?? 'unknown'}`,
		`  posts     ${found.posts}${cadence}`,
		`  newest    ${found.newest ?? 'unknown'}`,
		...problems.map((problem) => `  PROBLEM   ${problem}`)
	];
	return `${lines.join('\n')}\n`;
}

function sourceOf(slug: string, sources: readonly ReadableSource[]): ReadableSource {
	const source = sources.find((one) => one.slug === slug);
	if (!source) throw new Error(`no source with a feed is called "${slug}"`);
	return source;
}

async function readFileOf(slug: string, path: string, reading: Reading): Promise<Summary> {
	const source = sourceOf(slug, reading.sources);
	const [bytes, { mtimeMs }] = await Promise.all([readFile(path), stat(path)]);
	return ingestSavedPage(bytes, mtimeMs, { ...reading, source });
}

const printPost = (source: string, post: Post, placement: Placement): void =>
	void process.stdout.write(`${JSON.stringify({ source, ...postLine(post, placement) })}\n`);

function progressLine(progress: Progress): string {
	if (progress.kind === 'reading') return `${progress.source}: reading ${progress.url}`;
	const { source, outcome, message, ...counts } = progress.summary;
	const found = `${counts.new} new, ${counts.edited} edited, ${counts.placed} placed, ${counts.waiting} waiting`;
	return `${source}: ${outcome}${message ? ` (${message})` : `, ${found}`}`;
}

function print({ total, sources, alarms }: Summary, registered: number, out: NodeJS.WritableStream): void {
	const reasons = (counted: Record<string, number>) =>
		Object.entries(counted)
			.map(([reason, count]) => `\n    ${count} × ${reason}`)
			.join('');
	const skipped = sources.filter(({ outcome }) => outcome === 'skipped');
	const skippedWhy: Record<string, number> = {};
	for (const { message } of skipped) {
		const why = message?.replace(/before .*/, 'yet') ?? 'unknown';
		skippedWhy[why] = (skippedWhy[why] ?? 0) + 1;
	}
	const others = registered - sources.length;
	if (others > 0) skippedWhy['not due, or not asked for'] = others;
	out.write(
		`fetched  ${total.fetched}\nnew      ${total.new}\nedited   ${total.edited}\nplaced   ${total.placed}\n` +
			`waiting  ${total.waiting}${reasons(total.waiting_reasons)}\n` +
			`failed   ${total.failed}${reasons(total.failed_reasons)}\n` +
			`skipped  ${skipped.length + others}${reasons(skippedWhy)}\n`
	);
	for (const alarm of alarms) out.write(`ALARM    ${alarm}\n`);
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}
