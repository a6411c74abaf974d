import * as v from 'valibot';
import { LngLatSchema } from './location.ts';

export const PLACE_KINDS = [
	'city',
	'town',
	'village',
	'camp',
	'neighbourhood',
	'admin2',
	'admin1',
	'country',
	'area',
	'crossing',
	'site'
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

const NamesByLanguage = v.record(v.string(), v.array(v.pipe(v.string(), v.minLength(1))));

/** One place of the gazetteer. `names[lang][0]` is the preferred form in that language. */
export const PlaceSchema = v.strictObject({
	/** Country code and name: "ua-avdiivka". */
	id: v.pipe(v.string(), v.regex(/^[a-z]{2}-[a-z0-9-]+$/)),
	kind: v.picklist(PLACE_KINDS),
	/** ISO 3166-1 alpha-2. */
	country: v.pipe(v.string(), v.length(2)),
	admin1: v.optional(v.nullable(v.string())),
	admin2: v.optional(v.nullable(v.string())),
	point: LngLatSchema,
	/** Metres: the circle that covers an area or an administrative unit. */
	radius_m: v.optional(v.nullable(v.number())),
	names: NamesByLanguage,
	/** Names it had before and that are still in use: Artemivsk for Bakhmut. */
	former: v.optional(NamesByLanguage),
	/** A name is also an ordinary word: it counts only next to a cue such as "village of". */
	guard: v.optional(v.boolean())
});
export type Place = v.InferOutput<typeof PlaceSchema>;

/** How a place is shown: in the reader's language, and beside it as the people there call it. */
export const PlaceNamesSchema = v.object({
	reader: v.string(),
	/** `null` where it is the same name, or none is known. */
	local: v.nullable(v.string()),
	/** ISO 639-1 code of the language of `local`. */
	local_lang: v.nullable(v.string())
});
export type PlaceNames = v.InferOutput<typeof PlaceNamesSchema>;
