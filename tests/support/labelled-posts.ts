/** Posts with the place they tell of (tests/fixtures/geoparse), and how well a reading of them finds it. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { EventTypeSchema } from '#lib/domain/event-type.ts';
import { distanceBetween } from '#lib/domain/geodesy.ts';
import type { LngLat } from '#lib/domain/location.ts';
import { TheatreSchema } from '#lib/domain/theatre.ts';

export const LABELLED_LANGUAGES = ['en', 'ru', 'uk', 'ar', 'fr'] as const;
export type LabelledLanguage = (typeof LABELLED_LANGUAGES)[number];

const LabelledPostSchema = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^(en|ru|uk|ar|fr)-\d{3}$/)),
	lang: v.picklist(LABELLED_LANGUAGES),
	theatre: TheatreSchema,
	source: v.pipe(v.string(), v.minLength(1)),
	published_at: v.pipe(v.string(), v.isoTimestamp()),
	text: v.pipe(v.string(), v.minLength(20)),
	expected: v.nullable(
		v.strictObject({
			place: v.pipe(v.string(), v.minLength(1)),
			/** Longitude, latitude. */
			point: v.strictTuple([v.number(), v.number()]),
			within_km: v.pipe(v.number(), v.minValue(1), v.maxValue(20))
		})
	),
	event_type: v.nullable(EventTypeSchema),
	note: v.optional(v.string())
});
export type LabelledPost = v.InferOutput<typeof LabelledPostSchema>;

/** The posts of one half in one language. Throws where a line is not one. */
export function labelledPosts(half: 'tuning' | 'unseen', lang: LabelledLanguage): LabelledPost[] {
	const file = new URL(`../fixtures/geoparse/${half}-${lang}.jsonl`, import.meta.url);
	return readFileSync(file, 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => v.parse(LabelledPostSchema, JSON.parse(line)));
}

export type Placing = {
	placeable: number;
	/** Placeable and placed, anywhere. */
	placed: number;
	/** Placed no further from the true place than its line allows; no further than 10 km. */
	right: number;
	within10km: number;
	nothing: number;
	/** Nothing to place, and placed all the same. */
	invented: number;
};

/** Counts what a reading makes of posts; `place` answers a point or null. */
export function measurePlacing(
	posts: readonly LabelledPost[],
	place: (post: LabelledPost) => LngLat | null
): Placing {
	const counts = { placeable: 0, placed: 0, right: 0, within10km: 0, nothing: 0, invented: 0 };
	for (const post of posts) {
		const answer = place(post);
		if (post.expected === null) {
			counts.nothing++;
			if (answer) counts.invented++;
			continue;
		}
		counts.placeable++;
		if (!answer) continue;
		counts.placed++;
		const off = distanceBetween(answer, post.expected.point) / 1_000;
		if (off <= post.expected.within_km) counts.right++;
		if (off <= 10) counts.within10km++;
	}
	return counts;
}
