import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import { importGeoNames, type ImportProgress } from '#lib/ingest/gazetteer-import.ts';
import { openBackend } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { gazetteerImports } from '#lib/server/gazetteer-imports.ts';
import { readSettings } from '#lib/server/settings.ts';

const HELP = `Adds places of GeoNames to the gazetteer. Works while the server runs and while it does not.

  npm run gazetteer -- import FILE [ALTERNATE_NAMES]

  FILE             a country dump of https://download.geonames.org/export/dump/ (UA.zip, ML.zip … or the .txt in it)
  ALTERNATE_NAMES  alternateNamesV2 (.zip or .txt): names in Arabic, Hebrew, Ukrainian, Russian, French, English and
                   Spanish, old ones marked as such. Without it only the script of a name tells its language
  --help           this text

Every line is checked before anything is written, and all places appear in one step. An import that was stopped goes on
where it stopped; the same files a second time change nothing. Places the gazetteer has by hand stay as they are.
A running server reads the new places when it is next started.

GeoNames is CC BY 4.0: it is named at /about/attribution.
Ends with 0 when it is done, 1 when a file is not what it should be (by file and line), 2 when it could not start.
`;

const root = join(import.meta.dirname, '../..');

function describe(progress: ImportProgress): string {
	switch (progress.step) {
		case 'reading':
			return `${progress.file}: ${Math.round(100 * Math.min(1, progress.part))} %, ${progress.lines} lines, ${progress.kept} kept`;
		case 'sending':
			return `${progress.sent} of ${progress.of} places sent`;
		case 'finishing':
			return 'making them part of the gazetteer';
	}
}

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { help: { type: 'boolean', short: 'h' } }
	});
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const [command, file, alternateNames, ...rest] = positionals;
	if (command !== 'import' || !file || rest.length > 0) {
		process.stderr.write(HELP);
		return 2;
	}
	const core = await readPlaces(join(root, GAZETTEER_DIRECTORY), (problem) => console.error(problem));
	const settings = readSettings(process.env);
	const backend = await openBackend({ settings, root });
	try {
		if (backend.kind !== 'running server') await prepareDatabase(backend.service, root, settings.DEMO);
		const outcome = await importGeoNames(
			{ file, alternateNames },
			core,
			gazetteerImports(backend.service),
			(progress) => console.error(describe(progress))
		);
		process.stdout.write(
			outcome.alreadyDone
				? `These files were imported before: ${outcome.imported} places.\n`
				: `imported  ${outcome.imported} places, ${outcome.names} names added\nleft out  ${outcome.outside} lines that are no place of the fronts, ${outcome.known} places known by hand\nlicence   GeoNames, CC BY 4.0, named at /about/attribution\n`
		);
		return 0;
	} catch (error) {
		console.error((error as Error).message);
		return 1;
	} finally {
		await backend.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}
