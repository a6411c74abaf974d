/** What the search for places answers: `/places?q=`. */
import * as v from 'valibot';
import { PLACE_KINDS } from './place.ts';
import { THEATRES } from './theatre.ts';

/** Characters a query may have. */
export const LONGEST_QUERY = 100;
export const MOST_PLACES = 10;

/** Longitude, latitude. Of its own: a schema used in browsers is loaded with what stands beside it. */
const Point = v.strictTuple([v.number(), v.number()]);

const FoundPlaceSchema = v.object({
	id: v.string(),
	/** In the reader's language where the gazetteer has it. */
	name: v.string(),
	/** As people there write it; null where it is the same. */
	local: v.nullable(v.string()),
	local_lang: v.nullable(v.string()),
	/** The name that was found, where it is neither of the two: "Artemivsk" finds Bakhmut. */
	also: v.nullable(v.string()),
	kind: v.picklist(PLACE_KINDS),
	/** Name of the region, in the reader's language where known. */
	admin1: v.nullable(v.string()),
	/** ISO 3166-1 alpha-2. */
	country: v.string(),
	point: Point,
	/** Metres that a view of the place should show around the point. */
	radius_m: v.number()
});
export type FoundPlace = v.InferOutput<typeof FoundPlaceSchema>;

const FoundPointSchema = v.object({
	point: Point,
	/** Read as longitude, latitude: only that way round it makes sense, or lies on a front. */
	swapped: v.boolean(),
	/** Null: outside every front. */
	theatre: v.nullable(v.picklist(THEATRES))
});
export type FoundPoint = v.InferOutput<typeof FoundPointSchema>;

export const FoundSchema = v.object({
	places: v.array(FoundPlaceSchema),
	points: v.array(FoundPointSchema)
});
export type Found = v.InferOutput<typeof FoundSchema>;
