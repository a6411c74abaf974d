/**
 * How well posts nobody looked at while tuning are placed, by language; and how many a second with 50,000 names, against
 * searching each name in each text.
 */
import type { Place } from '#lib/domain/place.ts';
import { buildGazetteer } from '#lib/geoparse/gazetteer.ts';
import { geoparse } from '#lib/geoparse/geoparse.ts';
import { eventKindOf } from '#lib/geoparse/event-type.ts';
import { GAZETTEER_DIRECTORY, readPlaces } from '#lib/ingest/gazetteer-files.ts';
import {
	LABELLED_LANGUAGES,
	labelledPosts,
	measurePlacing,
	type LabelledPost
} from '../support/labelled-posts.ts';

const core = await readPlaces(GAZETTEER_DIRECTORY, (problem) => console.error(problem));
const gazetteer = buildGazetteer(core);
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;

function describe(label: string, posts: readonly LabelledPost[]): void {
	const counts = measurePlacing(
		posts,
		({ text, lang, theatre, published_at }) =>
			geoparse({ text, lang, theatres: [theatre], publishedAt: published_at }, gazetteer).point
	);
	const { placeable, placed, within10km, nothing, invented } = counts;
	const typed = posts.filter(({ event_type }) => event_type !== null);
	const typedRight = typed.filter(({ text, event_type }) => eventKindOf(text)?.type === event_type);
	console.log(
		`${label}: placed ${percent(placed, placeable)} of ${placeable}, within 10 km ${percent(within10km, placed)} of those; ` +
			`precision ${percent(within10km, placed + invented)}, recall ${percent(within10km, placeable)}; ` +
			`invented ${invented} of ${nothing}; kind of event ${percent(typedRight.length, typed.length)}`
	);
}

for (const half of ['unseen', 'tuning'] as const) {
	for (const lang of LABELLED_LANGUAGES) describe(`${half} ${lang}`, labelledPosts(half, lang));
	describe(
		`${half} all`,
		LABELLED_LANGUAGES.flatMap((lang) => labelledPosts(half, lang))
	);
}

/** Names as an operator's import brings them: made of syllables, spread over the fronts. */
function manyPlaces(names: number): Place[] {
	const syllables = ['ba', 'do', 'ka', 'ri', 'mu', 'te', 'lo', 'sha', 'ven', 'gor', 'ste', 'pi', 'zu', 'ne'];
	const cyrillic = ['ба', 'до', 'ка', 'ри', 'му', 'те', 'ло', 'ша', 'вен', 'гор', 'сте', 'пи', 'зу', 'не'];
	const word = (from: string[], seed: number) =>
		[seed % 14, Math.floor(seed / 14) % 14, Math.floor(seed / 196) % 14, Math.floor(seed / 2_744) % 14]
			.map((at) => from[at])
			.join('');
	const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);
	return Array.from({ length: Math.ceil(names / 3) }, (_, n) => ({
		id: `ua-made-${n}`,
		kind: 'village' as const,
		country: 'UA',
		point: [24 + ((n * 7) % 1_500) / 100, 45 + ((n * 13) % 600) / 100],
		names: {
			en: [capital(word(syllables, n))],
			ru: [`${capital(word(cyrillic, n))}во`],
			uk: [`${capital(word(cyrillic, n))}ве`]
		},
		guard: true
	}));
}

const ours = core.reduce((sum, { names }) => sum + Object.values(names).flat().length, 0);
const places = [...core, ...manyPlaces(50_000 - ours)];
const loaded = places.flatMap(({ names }) => Object.values(names).flat());
const big = buildGazetteer(places);
const posts = LABELLED_LANGUAGES.flatMap((lang) => labelledPosts('tuning', lang));
const read = (post: LabelledPost, from: typeof big) =>
	geoparse({ text: post.text, theatres: [post.theatre], publishedAt: post.published_at }, from);

function postsPerSecond(work: (post: LabelledPost) => unknown, rounds: number): number {
	for (const post of posts) work(post);
	// The processor's time, not the clock's: what one core does, whoever else is at work.
	const begun = process.cpuUsage();
	for (let round = 0; round < rounds; round++) for (const post of posts) work(post);
	const { user, system } = process.cpuUsage(begun);
	return (rounds * posts.length * 1_000_000) / (user + system);
}
const withMany = postsPerSecond((post) => read(post, big), 10);
const withCore = postsPerSecond((post) => read(post, gazetteer), 10);
const baseline = postsPerSecond((post) => loaded.filter((name) => post.text.includes(name)), 1);
console.log(
	`${loaded.length} names: ${Math.round(withMany)} posts a second; ${(withMany / baseline).toFixed(0)} × searching each ` +
		`name in each text, ${(withMany / withCore).toFixed(2)} × as fast as with the ${ours} names of the core`
);
