/**
 * A layer of an ArcGIS FeatureServer: each feature is a post made of its attributes. A point is where the layer's maker
 * put it; an area has no one point, so what it says waits for a person. Read only where an operator registered a layer:
 * the makers' licences differ, and none is shipped.
 */
import * as v from 'valibot';
import { languageOf } from '../../geoparse/language.ts';
import type { LngLat } from '../../domain/location.ts';
import type { Post } from '../../domain/post.ts';
import { decodeText } from '../charset.ts';
import { tidy } from '../html-text.ts';
import { unreadable, type Parse, type ParseContext } from '../parsed-page.ts';
import { believableTime } from '../published-time.ts';

/** Layers hold the whole past: only so many features are read, as servers themselves limit an answer. */
const MAX_FEATURES = 2_000;

/** The question for a layer's features. @param layer "…/FeatureServer/0", or a question of its own */
export function arcgisQuery(layer: string): string {
	if (!URL.canParse(layer)) return layer;
	const url = new URL(layer);
	if (!url.pathname.endsWith('/query')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/query`;
	const defaults = {
		where: '1=1',
		outFields: '*',
		outSR: '4326',
		f: 'geojson',
		resultRecordCount: String(MAX_FEATURES)
	};
	for (const [name, value] of Object.entries(defaults)) {
		if (!url.searchParams.has(name)) url.searchParams.set(name, value);
	}
	return url.href;
}

const Value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const FeatureSchema = v.object({
	id: v.optional(v.union([v.string(), v.number()])),
	geometry: v.nullish(v.looseObject({ type: v.string(), coordinates: v.optional(v.unknown()) })),
	properties: v.record(v.string(), v.fallback(Value, null))
});
type Feature = v.InferOutput<typeof FeatureSchema>;
const CollectionSchema = v.object({ type: v.literal('FeatureCollection'), features: v.array(v.unknown()) });

export const parseArcgis: Parse = (bytes, context) => {
	const { slug } = context.source;
	let answer: unknown;
	try {
		answer = JSON.parse(decodeText(bytes, context.contentType));
	} catch {
		return unreadable(`the map server of ${slug} did not answer with JSON`);
	}
	const parsed = v.safeParse(CollectionSchema, answer);
	if (!parsed.success) {
		// Errors come with status 200.
		const said = (answer as { error?: { message?: unknown } } | null)?.error?.message;
		return unreadable(
			`the map server of ${slug} gave no features${typeof said === 'string' ? `: ${said.slice(0, 200)}` : ''}`
		);
	}
	const posts = new Map<string, Post>();
	for (const entry of parsed.output.features.slice(0, MAX_FEATURES)) {
		const feature = v.safeParse(FeatureSchema, entry);
		const post = feature.success ? readFeature(feature.output, context) : null;
		if (post) posts.set(post.external_id, post);
	}
	if (posts.size === 0 && parsed.output.features.length > 0) {
		return unreadable(`no feature of ${slug} has an id and attributes: its layer has changed`);
	}
	return {
		posts: [...posts.values()].sort((a, b) => (a.published_at ?? '').localeCompare(b.published_at ?? '')),
		layoutOk: true,
		problem: null,
		missing: [],
		about: { format: 'ArcGIS features', title: null, language: null }
	};
};

const ID = /^(?:global_?id|objectid|object_id|fid|oid)$/i;
/** What the server keeps for itself. */
const INTERNAL =
	/^(?:global_?id|objectid|object_id|fid|oid|shape.*|creator|editor|created_user|last_edited_user)$/i;
const TITLE = /^(?:title|name|label|headline|event|event_?name)$/i;
const TIME = /date|time|_at$|^when$/i;
/** Of several times, that of the event counts before that of the record. */
const RECORD_TIME = /edit|creat|modif|updat/i;

function readFeature({ id, geometry, properties }: Feature, context: ParseContext): Post | null {
	const names = Object.keys(properties);
	const filled = (name: string) => properties[name] !== null && String(properties[name]).trim() !== '';
	const own = names
		.filter((name) => ID.test(name) && filled(name))
		.sort((a, b) => (/global/i.test(a) ? -1 : /global/i.test(b) ? 1 : 0))[0];
	const key = own ? properties[own] : id;
	const said = names.filter((name) => filled(name) && !INTERNAL.test(name));
	if (key === undefined || key === null || said.length === 0) return null;
	const shown = (name: string) =>
		timeOf(name, properties[name] ?? null, context.fetchedAt) ?? String(properties[name]);
	const titled = said.find((name) => TITLE.test(name));
	const title = titled ? tidy(String(properties[titled])).replace(/\s+/g, ' ').slice(0, 300) : null;
	const text = tidy(said.map((name) => `${name.replaceAll('_', ' ')}: ${shown(name)}`).join('\n'));
	return {
		external_id: `${layerOf(context.url)}/${key}`.slice(0, 500),
		url: null,
		published_at: publishedAt(said, properties, context.fetchedAt),
		edited: false,
		title,
		text,
		lang: languageOf(said.map((name) => String(properties[name])).join('\n'), context.source.languages),
		forwarded_from: null,
		reply_to: null,
		links: [],
		media: [],
		withheld: false,
		point: pointOf(geometry)
	};
}

/** "…/services/Layer/FeatureServer/0/query?…" is "Layer/0". */
function layerOf(url: string): string {
	const parts = /\/([^/]+)\/(?:Feature|Map)Server\/(\d+)/i.exec(url);
	return parts ? `${parts[1]}/${parts[2]}` : 'layer';
}

/** Milliseconds since 1970 in a field that is called a time, or ISO text. */
function timeOf(name: string, value: string | number | boolean | null, fetchedAt: number): string | null {
	if (!TIME.test(name)) return null;
	if (typeof value === 'string') return believableTime(value, fetchedAt);
	if (typeof value !== 'number' || Math.abs(value) > 8.64e15) return null;
	return believableTime(new Date(value).toISOString(), fetchedAt);
}

function publishedAt(names: string[], properties: Feature['properties'], fetchedAt: number): string | null {
	const times = names.flatMap((name) => {
		const at = timeOf(name, properties[name] ?? null, fetchedAt);
		return at ? [{ at, isOfRecord: RECORD_TIME.test(name) }] : [];
	});
	return (times.find(({ isOfRecord }) => !isOfRecord) ?? times[0])?.at ?? null;
}

function pointOf(geometry: Feature['geometry']): LngLat | null {
	if (geometry?.type !== 'Point' || !Array.isArray(geometry.coordinates)) return null;
	const [lon, lat] = geometry.coordinates as unknown[];
	if (typeof lon !== 'number' || typeof lat !== 'number' || (lon === 0 && lat === 0)) return null;
	return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}
