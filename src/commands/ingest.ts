import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGazetteer, type Gazetteer } from '#lib/geoparse/gazetteer.ts';
import type { Post } from '#lib/domain/post.ts';
import type { Placement } from '#lib/geoparse/placement.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import type { PostStore, ReadableSource } from '#lib/ingest/post-store.ts';
import { runIngest, type Progress } from '#lib/ingest/runner.ts';
import { ingestSavedPage, postLine } from '#lib/ingest/saved-page.ts';
import type { Summary } from '#lib/ingest/summary.ts';
import { openBackend } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { fetcherFor } from '#lib/server/ingestion.ts';
import { postStore, readableSources } from '#lib/server/posts.ts';
import { readSettings } from '#lib/server/settings.ts';

const HELP = `Reads the sources: fetches what is new, keeps every post, places what can be placed, publishes that as unreviewed.
Works while the server runs and while it does not.

  npm run ingest                              every active source that is due
  npm run ingest -- --source rybar            this source now (may be given several times)
  npm run ingest -- --source rybar --file P   a saved page of that source instead of its feed
  npm run ingest -- --dry-run                 fetch and read, write nothing
  npm run ingest -- --json                    one read post a line on standard output

  --source SLUG   a source of the registry
  --file PATH     a page or feed saved from that source's address
  --dry-run       write nothing to the database
  --json          posts as JSON lines; the summary goes to standard error
  --help          this text
`;

const root = join(import.meta.dirname, '../..');

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			source: { type: 'string', multiple: true },
			file: { type: 'string' },
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
	const settings = readSettings(process.env);
	const backend = await openBackend({ settings, root });
	try {
		if (backend.kind !== 'running server') await prepareDatabase(backend.service, root, settings.DEMO);
		const reading = {
			store: values['dry-run'] ? null : postStore(backend.service),
			sources: await readableSources(backend.service),
			gazetteer: buildGazetteer(
				await readPlaces(join(root, GAZETTEER_DIRECTORY), (problem) => console.error(problem))
			),
			onPost: values.json ? printPost : undefined
		};
		const summary = values.file
			? await readFileOf(values.source![0]!, values.file, reading)
			: await readAll(values.source, reading, settings);
		print(summary, values.json ? process.stderr : process.stdout);
		return summary.total.failed > 0 || summary.alarms.length > 0 ? 1 : 0;
	} finally {
		await backend.close();
	}
}

type Reading = {
	store: PostStore | null;
	sources: ReadableSource[];
	gazetteer: Gazetteer;
	onPost?: (source: string, post: Post, placement: Placement) => void;
};

async function readAll(
	slugs: string[] | undefined,
	reading: Reading,
	settings: ReturnType<typeof readSettings>
): Promise<Summary> {
	const fetcher = fetcherFor(settings);
	try {
		return await runIngest({
			...reading,
			fetcher,
			now: Date.now,
			random: Math.random,
			dryRun: reading.store === null,
			limitTo: slugs,
			evenIfNotDue: slugs !== undefined,
			onProgress: (progress) => console.error(progressLine(progress))
		});
	} finally {
		await fetcher.close();
	}
}

async function readFileOf(slug: string, path: string, reading: Reading): Promise<Summary> {
	const source = reading.sources.find((one) => one.slug === slug);
	if (!source) throw new Error(`no source with a feed is called "${slug}"`);
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

function print({ total, sources, alarms }: Summary, out: NodeJS.WritableStream): void {
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
	out.write(
		`fetched  ${total.fetched}\nnew      ${total.new}\nedited   ${total.edited}\nplaced   ${total.placed}\n` +
			`waiting  ${total.waiting}${reasons(total.waiting_reasons)}\n` +
			`failed   ${total.failed}${reasons(total.failed_reasons)}\n` +
			`skipped  ${skipped.length}${reasons(skippedWhy)}\n`
	);
	for (const alarm of alarms) out.write(`ALARM    ${alarm}\n`);
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}
