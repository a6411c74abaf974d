/** Where the parts of a GeoNames import are kept until the last has come. */
import * as v from 'valibot';
import type { ImportStore } from '#lib/ingest/gazetteer-import.ts';
import { call, type Database } from './database.ts';

const StateSchema = v.object({
	finished_at: v.nullable(v.string()),
	places: v.nullable(v.number()),
	parts: v.array(v.number())
});

/** @param db as our own server: nobody else may change the gazetteer */
export const gazetteerImports = (db: Database): ImportStore => ({
	begin: async (key, label) => v.parse(StateSchema, await call(db, 'begin_gazetteer_import', { key, label })),
	async stage(key, part, places) {
		await call(db, 'stage_gazetteer_part', { key, part, places });
	},
	finish: (key, parts) => call<number>(db, 'finish_gazetteer_import', { key, parts })
});
