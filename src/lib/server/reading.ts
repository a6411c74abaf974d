/** Reads what a person pasted. Only what is here is looked at: no link of theirs is ever fetched. */
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import { isPin, PRECISION_RADIUS } from '#lib/domain/location.ts';
import { linkKey, linkSpellings, timeOfPostLink } from '#lib/domain/post-link.ts';
import type { KnownPost, ProposedPlace, Proposals } from '#lib/domain/proposals.ts';
import type { Lang } from '#lib/domain/view.ts';
import type { Place } from '#lib/domain/place.ts';
import { buildGazetteer, type Gazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { linksIn } from '#lib/geoparse/links.ts';
import type { Candidate, Placement } from '#lib/geoparse/placement.ts';
import { call, type Database } from './database.ts';
import { placeNames } from './place-names.ts';
import * as sources from './sources.ts';

let loading: Promise<Gazetteer> | null = null;
/** Places change only when a new version is installed: read once. @throws Error when the database does not answer */
function gazetteer(db: Database): Promise<Gazetteer> {
	loading ??= call<Place[]>(db, 'gazetteer')
		.then(buildGazetteer)
		.catch((error: unknown) => {
			loading = null;
			throw error;
		});
	return loading;
}

/** @throws Error when the database does not answer */
export async function read(db: Database, text: string, lang: Lang, now: number): Promise<Proposals> {
	const links = linksIn(text);
	const [posts, places] = await Promise.all([knownPosts(db, links), gazetteer(db)]);
	const own = text.replaceAll(/https?:\/\/\S+/g, ' ').trim() === '' ? '' : text;
	const postedAt = posts[0]?.published_at ?? links.map(timeOfPostLink).find((time) => time !== null) ?? null;
	const read = geoparse(
		{ text: [own, ...posts.map((post) => post.text)].filter(Boolean).join('\n'), publishedAt: postedAt },
		places
	);
	return {
		...{ links, posts },
		source: posts.length > 0 ? null : await sourceOf(db, links),
		places: placesOf(read, places, lang),
		time: timeOf(read, postedAt, now),
		event_type: read.event_type
	};
}

/** Posts that a visible report cites; of others nothing is told. */
async function knownPosts(db: Database, links: readonly string[]): Promise<KnownPost[]> {
	if (links.length === 0) return [];
	const { data, error } = await db
		.from('posts')
		.select('url, source, published_at, text, lang')
		.in('url', links.slice(0, 5).flatMap(linkSpellings))
		.limit(5);
	if (error) throw new Error(error.message, { cause: error });
	const names = new Map((await sources.all(db)).map(({ slug, name }) => [slug, name]));
	return data.map(({ url, source, published_at, text, lang }) => ({
		link: links.find((link) => linkKey(link) === linkKey(url))!,
		source: names.get(source) ?? source,
		published_at: published_at && toInstant(published_at),
		...{ text, lang }
	}));
}

/** The listed source at whose address a link begins. */
async function sourceOf(db: Database, links: readonly string[]): Promise<string | null> {
	const keys = links.map((link) => `${linkKey(link)}/`);
	const listed = (await sources.all(db)).flatMap(({ name, url }) => {
		const key = url === null ? null : `${linkKey(url)}/`;
		return key !== null && keys.some((one) => one.startsWith(key)) ? [{ name, key }] : [];
	});
	return listed.toSorted((a, b) => b.key.length - a.key.length)[0]?.name ?? null;
}

function placesOf(read: Placement, { places }: Gazetteer, lang: Lang): ProposedPlace[] {
	const accepted: Candidate[] =
		read.point && read.geo_precision && read.place_name
			? [
					{
						...{ place: read.place, place_name: read.place_name, point: read.point, matched: '' },
						...{ geo_precision: read.geo_precision, score: 1, ambiguous: false }
					}
				]
			: [];
	const matched = new Map(read.candidates.map((one) => [String(one.point), one.matched]));
	const found = accepted.length > 0 ? accepted : read.candidates;
	return found.slice(0, 6).map(({ place: id, place_name, point, geo_precision }) => {
		const place = id === null ? undefined : places.get(id);
		const radius = place?.radius_m ?? null;
		return {
			name: placeNames(places, { place_id: id, place_name }, lang).reader,
			...{ point, geo_precision },
			uncertainty: isPin(geo_precision) || radius === PRECISION_RADIUS[geo_precision] ? null : radius,
			matched: matched.get(String(point)) ?? ''
		};
	});
}

function timeOf(read: Placement, postedAt: Instant | null, now: number): Proposals['time'] {
	const { occurred_at, time_precision } = read;
	if (occurred_at && time_precision && Date.parse(occurred_at) <= now) {
		return {
			...{ occurred_at, time_precision },
			from: time_precision === 'day' && postedAt ? 'post' : 'text'
		};
	}
	return null;
}
