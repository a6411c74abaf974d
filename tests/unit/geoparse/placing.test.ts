/** What the reading of names reaches on posts that were not looked at while it was made. */
import { expect, test } from 'vitest';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { readPlaces } from '#lib/ingest/gazetteer-files.ts';
import {
	LABELLED_LANGUAGES,
	labelledPosts,
	measurePlacing,
	type LabelledPost
} from '../../support/labelled-posts.ts';

const gazetteer = buildGazetteer(await readPlaces('supabase/gazetteer', () => {}));
const pointOf = ({ text, lang, theatre, published_at }: LabelledPost) =>
	geoparse({ text, lang, theatres: [theatre], publishedAt: published_at }, gazetteer).point;

test.each(['unseen', 'tuning'] as const)('%s posts: placed right, placed often, nothing invented', (half) => {
	const posts = LABELLED_LANGUAGES.flatMap((lang) => labelledPosts(half, lang));
	const { placeable, placed, within10km, nothing, invented } = measurePlacing(posts, pointOf);
	expect(posts.length).toBeGreaterThanOrEqual(180);
	expect(within10km / placed, 'of those placed, within 10 km').toBeGreaterThanOrEqual(0.95);
	expect(placed / placeable, 'of those placeable, placed').toBeGreaterThanOrEqual(0.75);
	expect(invented / nothing, 'of those without a place, placed').toBeLessThanOrEqual(0.03);
});
