import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { toInstant } from '#lib/domain/event-time.ts';
import { TheatreSchema, THEATRES, type Theatre } from '#lib/domain/theatre.ts';
import { buildGazetteer, type Gazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';

const HELP = `Reads texts, says where and when they report something. Never guesses: a text that can be read in two ways
gets "point": null and its candidates.

  npm run geoparse [-- --theatre ${THEATRES.join('|')}] < texts.jsonl > places.jsonl

In, one JSON object a line:   {"text", "lang"?, "theatre"?, "published_at"?}
Out, the same order:          {"point": [lon, lat] | null, "place", "place_name", "theatre", "geo_precision",
                               "uncertainty_m", "confidence", "candidates", "reason", "event_type", "event_subtype",
                               "occurred_at", "time_precision",
                               "casualties": [{"what", "low", "best", "high", "claimed_by"}],
                               "fatalities": {"low", "best", "high", "claimed_by"} | null}
A line that cannot be read gives {"error": "..."} in its place, and the command ends with status 1.

  --theatre T   the front to look in where a line names none (default: all)
  --help        this text
`;

const LineSchema = v.object({
	text: v.string(),
	lang: v.nullish(v.string()),
	theatre: v.nullish(TheatreSchema),
	published_at: v.nullish(v.string())
});

function parseLine(line: string, usual: Theatre | undefined, gazetteer: Gazetteer): object {
	const { text, lang, theatre, published_at } = v.parse(LineSchema, JSON.parse(line));
	const front = theatre ?? usual;
	return geoparse(
		{
			text,
			lang,
			theatres: front ? [front] : [],
			publishedAt: published_at ? toInstant(published_at) : null
		},
		gazetteer
	);
}

function explain(error: unknown): string {
	if (error instanceof v.ValiError) {
		return error.issues.map((issue) => `${v.getDotPath(issue) ?? 'line'}: ${issue.message}`).join('; ');
	}
	return error instanceof SyntaxError ? `not a JSON object: ${error.message}` : (error as Error).message;
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { theatre: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
	});
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const theatre = v.parse(
		v.optional(v.picklist(THEATRES, `--theatre must be one of ${THEATRES.join(', ')}`)),
		values.theatre
	);
	const directory = fileURLToPath(new URL(`../../${GAZETTEER_DIRECTORY}`, import.meta.url));
	const places = await readPlaces(directory, (problem) => process.stderr.write(`${problem}\n`));
	const gazetteer = buildGazetteer(places);

	let bad = 0;
	let number = 0;
	for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
		number++;
		if (!line.trim()) continue;
		let result: object;
		try {
			result = parseLine(line, theatre, gazetteer);
		} catch (error) {
			bad++;
			result = { error: `line ${number}: ${explain(error)}` };
		}
		if (!process.stdout.write(`${JSON.stringify(result)}\n`)) {
			await new Promise((resolve) => process.stdout.once('drain', resolve));
		}
	}
	if (bad > 0) process.stderr.write(`${bad} of ${number} lines could not be read\n`);
	return bad > 0 ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
	process.stderr.write(`geoparse: ${explain(error)}\n`);
	return 1;
});
