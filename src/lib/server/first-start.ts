/** What a database must hold before readers come: the registry, the gazetteer and, into an empty one, the demo archive. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ControlEntrySchema } from '#lib/domain/control-area.ts';
import { DemoEventSchema, type DemoEvent } from '#lib/domain/demo-event.ts';
import { ReliabilitySchema } from '#lib/domain/grade.ts';
import { isPin, uncertaintyOf } from '#lib/domain/location.ts';
import type { Place } from '#lib/domain/place.ts';
import { SourceEntrySchema } from '#lib/domain/source.ts';
import { theatreAt } from '#lib/domain/theatre.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import { call, type Database } from './database.ts';

export type FirstStart = { sources: number; places: number; demo: number; control: number };

/**
 * Brings the registry and the gazetteer up to date and seeds the demo. Safe to repeat: what operators changed stays,
 * and the demo goes only into a database without reports and posts.
 * @param root the project's root, where `supabase/` is
 * @throws Error naming the file, the entry and what is wrong with it
 */
export async function prepareDatabase(db: Database, root: string, demo: boolean): Promise<FirstStart> {
	const folder = join(root, 'supabase');
	const registry = await readList(join(folder, 'registry/sources.json'), SourceEntrySchema, 'slug');
	const places = await readPlaces(join(root, GAZETTEER_DIRECTORY), (problem) => {
		throw new Error(problem);
	});
	const counts = {
		sources: await call<number>(db, 'register_sources', {
			entries: registry,
			registered_by: 'founding editors'
		}),
		places: await call<number>(db, 'import_places', { places }),
		demo: 0,
		control: await importControl(db, join(folder, 'control'))
	};
	if (demo) {
		const events = await readFolder(join(folder, 'demo'), DemoEventSchema, 'key');
		const byId = new Map(places.map((place) => [place.id, place]));
		const publishers = await readPublishers(join(folder, 'registry/publishers.json'));
		const reports = events.map((event) => toReport(event, byId, publishers));
		counts.demo = await call<number>(db, 'seed_demo', { events: reports });
	}
	return counts;
}

/** The areas that ship with the map. @returns how many snapshots were not there yet */
async function importControl(db: Database, folder: string): Promise<number> {
	let added = 0;
	for (const entry of await readFolder(folder, ControlEntrySchema, 'on')) {
		const { outcome } = await call<{ outcome: string }>(db, 'import_control', { entry, publish: true });
		if (outcome !== 'unchanged') added++;
	}
	return added;
}

/** Letters of publishers that are not in the registry but are cited, by their class: {"Reuters": {reliability, reason}}. */
async function readPublishers(file: string): Promise<Publishers> {
	const parsed = v.safeParse(PublishersSchema, JSON.parse(await readFile(file, 'utf8')));
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw new Error(`${file}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

const PublishersSchema = v.record(
	v.string(),
	v.strictObject({ reliability: ReliabilitySchema, reason: v.pipe(v.string(), v.minLength(1)) })
);
type Publishers = v.InferOutput<typeof PublishersSchema>;

function toReport(event: DemoEvent, places: ReadonlyMap<string, Place>, publishers: Publishers) {
	const place = event.place === null ? null : places.get(event.place);
	if (place === undefined) throw new Error(`demo event ${event.key}: no place has the id "${event.place}"`);
	const point = event.point ?? place?.point;
	if (!point) throw new Error(`demo event ${event.key}: it has neither a place nor a point`);
	const theatre = theatreAt(point);
	if (!theatre) throw new Error(`demo event ${event.key}: ${point} lies in none of the fronts`);
	// An area or a district is as uncertain as it is wide.
	const width = isPin(event.geo_precision) ? null : place?.radius_m;
	const uncertainty = uncertaintyOf(event.geo_precision, event.uncertainty_m ?? width);
	const citations = event.citations.map((citation) => {
		const graded =
			citation.source === null && citation.publisher ? publishers[citation.publisher] : undefined;
		return { ...citation, reliability: graded?.reliability, reliability_reason: graded?.reason };
	});
	return {
		...event,
		citations,
		demo_key: event.key,
		theatre,
		point,
		place_id: event.place,
		uncertainty_m: uncertainty
	};
}

async function readFolder<S extends v.GenericSchema>(
	folder: string,
	schema: S,
	idField: string
): Promise<v.InferOutput<S>[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const lists = await Promise.all(files.map((file) => readList(join(folder, file), schema, idField)));
	return lists.flat();
}

async function readList<S extends v.GenericSchema>(
	file: string,
	schema: S,
	idField: string
): Promise<v.InferOutput<S>[]> {
	const entries = v.parse(
		v.array(v.record(v.string(), v.unknown())),
		JSON.parse(await readFile(file, 'utf8'))
	);
	return entries.map((entry) => {
		const parsed = v.safeParse(schema, entry);
		if (parsed.success) return parsed.output;
		const [issue] = parsed.issues;
		throw new Error(`${file}: ${String(entry[idField])}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
	});
}
