import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { toInstant } from '#lib/domain/event-time.ts';
import { THEATRES } from '#lib/domain/theatre.ts';
import {
	CONTROL_KINDS,
	dayInName,
	DEEPSTATE,
	readControlFile,
	readMeaning,
	type Head,
	type Mapping
} from '#lib/ingest/control-file.ts';
import { call, openBackend } from '#lib/server/database.ts';
import { readSettings } from '#lib/server/settings.ts';

const HELP = `Brings in areas of control that others have drawn. Works while the server runs and while it does not.

  npm run control -- import KIND FILE…     KIND: ${CONTROL_KINDS.join(', ')}

  --source SLUG         whose drawing it is: a source of the registry
  --theatre FRONT       ${THEATRES.join(', ')} (deepstate: ukraine)
  --on DATE             the day it stands for; else the date in the file's name
  --all SIDE:STATUS     what every area means, such as russia:held
  --property NAME       or: the property that says it, with
  --map VALUE=SIDE:STATUS   what each of its values means (several times)
  --uncertainty METRES  how far a line may be off
  --citation TEXT       what the drawing rests on
  --rights TEXT         who owns it, and under which licence
  --url URL             where it is published
  --note TEXT           what a reader should know
  --publish             show it at once; else it waits as a draft
  --dry-run             read and check, write nothing
  --help                this text

The same file again changes nothing; another drawing of a day takes the place of the one that was shown, which stays in
frozen links. Ends with 0 when every file is in, 1 when one was refused (the others are in), 2 when asked wrongly.
`;

const root = join(import.meta.dirname, '../..');
/** Bytes: far beyond any drawing of a front, well within what a text may be. */
const LARGEST = 64 * 1024 * 1024;
const TEXT = { type: 'string' } as const;

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			...{ source: TEXT, theatre: TEXT, on: TEXT, all: TEXT, property: TEXT, uncertainty: TEXT },
			...{ citation: TEXT, rights: TEXT, url: TEXT, note: TEXT },
			map: { type: 'string', multiple: true },
			publish: { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' }
		}
	});
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const [verb, asked, ...files] = positionals;
	const kind = CONTROL_KINDS.find((one) => one === asked);
	if (verb !== 'import' || !kind || files.length === 0) {
		process.stderr.write(HELP);
		return 2;
	}
	const { source, rights, citation } = values;
	const theatre = THEATRES.find((one) => one === (values.theatre ?? (kind === 'deepstate' ? 'ukraine' : '')));
	if (!source || !rights || !citation || !theatre || !values.uncertainty)
		throw new Error('--source, --theatre, --uncertainty, --citation and --rights are needed: see --help');
	const mapping = mappingOf(kind === 'deepstate' ? { ...values, all: 'russia:held' } : values);
	const backend = values['dry-run'] ? null : await openBackend({ settings: readSettings(process.env), root });
	let refused = 0;
	try {
		for (const [n, file] of files.entries()) {
			try {
				const on = values.on ?? dayInName(basename(file));
				if (!on) throw new Error('no date: name it with --on');
				const head: Head = {
					...{ theatre, source, on, citation, rights, note: values.note ?? null, url: values.url ?? null },
					uncertainty_m: Number(values.uncertainty)
				};
				const { size } = await stat(file);
				if (size > LARGEST) throw new Error(`it has ${size} bytes: at most ${LARGEST} are read`);
				const entry = readControlFile(kind, await readFile(file, 'utf8'), mapping, head);
				const { outcome } = backend
					? await call<{ outcome: string }>(backend.service, 'import_control', {
							entry,
							publish: values.publish,
							reason: `Imported from ${basename(file)}`
						})
					: { outcome: 'readable' };
				process.stdout.write(`${JSON.stringify({ file, on, areas: entry.areas.length, outcome })}\n`);
			} catch (error) {
				refused++;
				console.error(`${file}: ${(error as Error).message}`);
			}
			console.error(`${n + 1} of ${files.length} at ${toInstant(new Date().toISOString())}`);
		}
	} finally {
		await backend?.close();
	}
	return refused > 0 ? 1 : 0;
}

function mappingOf({
	all,
	property,
	map = []
}: {
	all?: string;
	property?: string;
	map?: string[];
}): Mapping {
	if (all) return all === 'russia:held' ? DEEPSTATE : { all: readMeaning(all) };
	if (!property || map.length === 0)
		throw new Error('what do the areas mean? --all SIDE:STATUS, or --property with --map');
	const values = new Map(
		map.map((text) => {
			const at = text.lastIndexOf('=');
			return [text.slice(0, at), readMeaning(text.slice(at + 1))];
		})
	);
	return { property, values };
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}
