/** What the names in a text can mean: each mention with the places that bear it and how well the text supports them. */
import { distanceBetween } from '../domain/geodesy.ts';
import type { LngLat } from '../domain/location.ts';
import type { Place, PlaceKind } from '../domain/place.ts';
import { theatreAt, type Theatre } from '../domain/theatre.ts';
import { namesOtherSeats, SEATS } from './actors.ts';
import { isCommonWord } from './common-words.ts';
import { cuesOf, type Cues } from './cues.ts';
import { framesIn } from './framing.ts';
import { unitWords, type Gazetteer } from './gazetteer.ts';
import { mentionsIn, type Mention, type NameEntry } from './name-index.ts';
import { fold, foldArabic, scriptOf, tokensOf, type Token } from './tokens.ts';

export type Reading = {
	place: Place;
	/** 0…1: the better the text supports this place. */
	score: number;
	cues: Cues;
	mention: Mention;
	/** Another place of that name is as likely. */
	ambiguous: boolean;
};

const SETTLED: readonly PlaceKind[] = [
	'city',
	'town',
	'village',
	'camp',
	'neighbourhood',
	'crossing',
	'site'
];
/** Metres: an area no wider than this can be pointed at like a town. */
const SMALL_AREA = 20_000;
/** A place people live in or can point at, as against a unit of administration or a region. */
export const isSettled = ({ kind, radius_m }: Place): boolean =>
	SETTLED.includes(kind) || (kind === 'area' && !!radius_m && radius_m <= SMALL_AREA);

type Context = {
	text: string;
	tokens: readonly Token[];
	/** Units named anywhere in the text: "UA donetsk". */
	units: ReadonlySet<string>;
	/** Countries named anywhere in the text. */
	countries: ReadonlySet<string>;
	otherSeats: boolean;
	gazetteer: Gazetteer;
};

/** What each name in the text can mean, best first; names that mean nothing here are left out. */
export function readingsIn(text: string, theatres: readonly Theatre[], gazetteer: Gazetteer): Reading[][] {
	const tokens = tokensOf(text);
	const frames = framesIn(text);
	const mentions = mentionsIn(text, tokens, gazetteer.names).filter(
		({ start, end }) => !frames.some((frame) => start >= frame.start && end <= frame.end)
	);
	if (mentions.length === 0) return [];
	const context: Context = {
		text,
		tokens,
		units: namedUnits(mentions),
		countries: new Set(
			mentions.flatMap(({ entries }) =>
				entries.filter(({ place }) => place.kind === 'country').map(({ place }) => place.country)
			)
		),
		otherSeats: namesOtherSeats(foldArabic(text.toLowerCase())),
		gazetteer
	};
	const cues = sharedCues(
		text,
		mentions,
		mentions.map((mention) => cuesOf(text, mention, tokens))
	);
	const readings = mentions
		.map((mention, at) => readingsOf(mention, cues[at]!, context))
		.map((found) => found.filter(({ place }) => isWithin(place, theatres)))
		.filter((found) => found.length > 0);
	return nearestOfNamesakes(readings);
}

const CONJUNCTION = /^(?:,| and| et| и| та| і| й|,? and the| و|,? а также|,? as well as)\s?$/;

/** "near Beit Hanoun and Bureij": what leads to the first of several joined names leads to all of them. */
function sharedCues(text: string, mentions: readonly Mention[], own: readonly Cues[]): Cues[] {
	const shared: Cues[] = [];
	for (const [at, cues] of own.entries()) {
		const before = shared[at - 1];
		const gap = text.slice(mentions[at - 1]?.end ?? 0, mentions[at]?.start ?? 0);
		const isJoined = before && CONJUNCTION.test(gap);
		shared.push(
			isJoined
				? {
						...cues,
						near: cues.near || before.near,
						place: cues.place || before.place,
						passing: cues.passing || before.passing,
						between: cues.between || before.between
					}
				: cues
		);
	}
	return shared;
}

function readingsOf(mention: Mention, cues: Cues, context: Context): Reading[] {
	return usableEntries(mention, cues, context)
		.map((entry) => ({
			place: entry.place,
			score: scoreOf(entry, mention, cues, context),
			cues,
			mention,
			ambiguous: false
		}))
		.sort((a, b) => b.score - a.score);
}

/** What a mention can mean once its neighbours are heard: a town, its region, or nothing. */
function usableEntries(mention: Mention, cues: Cues, context: Context): NameEntry[] {
	if (cues.speaker && !cues.place) return [];
	if (cues.direction) return mention.entries.filter(({ place }) => isSettled(place));
	const units = mention.entries.filter(({ place }) => ['admin1', 'admin2', 'area'].includes(place.kind));
	if (!cues.unit) {
		return mention.entries.filter(
			({ adjective, place }) => !adjective && !(context.otherSeats && !cues.place && SEATS.has(place.id))
		);
	}
	if (units.length > 0) return units;
	// "Donetsk region" where only the town bears the bare name: the region is meant, never the town.
	const regions = mention.entries.flatMap(({ place }) =>
		regionNamed(place, cues.unit ?? 'admin1', context.gazetteer)
	);
	return [...new Set(regions)].map((place) => ({ place, former: false, adjective: false }));
}

function regionNamed(town: Place, kind: 'admin1' | 'admin2', { units }: Gazetteer): Place[] {
	return (town.names['en'] ?? [])
		.flatMap((name) => units.get(`${town.country} ${fold(name)}`) ?? [])
		.filter((unit) => unit.kind === kind);
}

function namedUnits(mentions: readonly Mention[]): Set<string> {
	const units = mentions.flatMap(({ entries }) => entries.map(({ place }) => place));
	return new Set(
		units
			.filter(({ kind }) => kind === 'admin1' || kind === 'admin2')
			.flatMap((place) => unitWords(place).map((name) => `${place.country} ${name}`))
	);
}

const isWithin = (place: Place, theatres: readonly Theatre[]): boolean => {
	const theatre = theatreAt(place.point);
	return theatre !== null && theatres.includes(theatre);
};

const RANK: Partial<Record<PlaceKind, number>> = { city: 0.2, town: 0.1, admin1: 0.05, area: 0.05 };
const GUARDED = 0.2;

function scoreOf({ place, former }: NameEntry, mention: Mention, cues: Cues, context: Context): number {
	const region = [place.admin1, place.admin2].some(
		(unit) => unit && context.units.has(`${place.country} ${fold(unit)}`)
	);
	const supported =
		cues.place ||
		cues.direction ||
		cues.unit !== null ||
		region ||
		(place.kind !== 'country' && context.countries.has(place.country));
	if (place.guard && !supported && !isPlainlyAName(mention, context)) return GUARDED;
	return (
		0.6 +
		(cues.place || cues.direction ? 0.1 : 0) +
		(region ? 0.15 : 0) +
		(RANK[place.kind] ?? 0) -
		(former ? 0.05 : 0)
	);
}

/** Whether a guarded name can only be a name here: in other letters, or as two words. */
function isPlainlyAName({ firstToken, nextToken }: Mention, { tokens }: Context): boolean {
	const words = tokens.slice(firstToken, nextToken).map(({ forms }) => forms.at(-1) ?? '');
	if (words.length > 1) return true;
	const [word = ''] = words;
	return scriptOf(word) === 'latin' && word.length > 3 && !isCommonWord(word);
}

/** Metres: a namesake this near to another place of the text is the one that is meant. */
const NEIGHBOUR = 40_000;
/** Score that the nearest of namesakes gains: more than a city has before a village. */
const NEIGHBOUR_BONUS = 0.25;

/** Of several places with one name the one beside the other places of the text. */
function nearestOfNamesakes(readings: readonly Reading[][]): Reading[][] {
	const sure = readings
		.filter((found) => found.length === 1 && found[0]!.score >= 0.5 && isSettled(found[0]!.place))
		.map((found) => found[0]!.place);
	const anchors = [...new Set(sure)];
	if (anchors.length === 0) return [...readings];
	return readings.map((found) => {
		if (found.length < 2) return found;
		const distances = found.map(({ place }) => nearest(place.point, anchors));
		const best = Math.min(...distances);
		if (best > NEIGHBOUR) return found;
		return found
			.map((reading, at) =>
				distances[at]! <= best + 5_000 ? { ...reading, score: reading.score + NEIGHBOUR_BONUS } : reading
			)
			.sort((a, b) => b.score - a.score);
	});
}

const nearest = (point: LngLat, places: readonly Place[]): number =>
	Math.min(...places.map((place) => distanceBetween(point, place.point)));
