/** What the names in a text can mean: each mention with the places that bear it and how well the text supports them. */
import type { Place, PlaceKind } from '../domain/place.ts';
import { theatreAt, type Theatre } from '../domain/theatre.ts';
import { cuesOf, type Cues } from './cues.ts';
import { framesIn } from './framing.ts';
import { mentionsIn, type Gazetteer, type Mention, type NameEntry } from './gazetteer.ts';
import { fold, tokensOf } from './tokens.ts';

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
/** A place people live in or can point at, as against a unit of administration or a region. */
export const isSettled = ({ kind }: Place): boolean => SETTLED.includes(kind);

/** What each name in the text can mean, best first; names that mean nothing here are left out. */
export function readingsIn(text: string, theatres: readonly Theatre[], gazetteer: Gazetteer): Reading[][] {
	const tokens = tokensOf(text);
	const frames = framesIn(text);
	const mentions = mentionsIn(text, tokens, gazetteer).filter(
		({ start, end }) => !frames.some((frame) => start >= frame.start && end <= frame.end)
	);
	const named = namedUnits(mentions);
	const cues = sharedCues(
		text,
		mentions,
		mentions.map((mention) => cuesOf(text, mention, tokens))
	);
	return mentions
		.map((mention, at) => readingsOf(mention, cues[at] ?? cuesOf(text, mention, tokens), named, gazetteer))
		.map((readings) => readings.filter(({ place }) => isWithin(place, theatres)))
		.filter((readings) => readings.length > 0);
}

/** "near Beit Hanoun and Bureij": what leads to the first of several joined names leads to all of them. */
function sharedCues(text: string, mentions: readonly Mention[], own: readonly Cues[]): Cues[] {
	const shared: Cues[] = [];
	for (const [at, cues] of own.entries()) {
		const before = shared[at - 1];
		const gap = text.slice(mentions[at - 1]?.end ?? 0, mentions[at]?.start ?? 0);
		const isJoined = before && /^(?:,| and| et| и| та| і| й|,? and the| و)\s?$/.test(gap);
		shared.push(
			isJoined ? { ...cues, near: cues.near || before.near, place: cues.place || before.place } : cues
		);
	}
	return shared;
}

function readingsOf(
	mention: Mention,
	cues: Cues,
	named: ReadonlySet<string>,
	gazetteer: Gazetteer
): Reading[] {
	return usableEntries(mention, cues, gazetteer)
		.map((entry) => ({
			place: entry.place,
			score: scoreOf(entry, cues, named),
			cues,
			mention,
			ambiguous: false
		}))
		.sort((a, b) => b.score - a.score);
}

/** What a mention can mean once its neighbours are heard: a town, its region, or nothing. */
function usableEntries(mention: Mention, cues: Cues, gazetteer: Gazetteer): NameEntry[] {
	if (cues.speaker && !cues.place) return [];
	if (cues.direction) return mention.entries.filter(({ place }) => isSettled(place));
	const units = mention.entries.filter(({ place }) => ['admin1', 'admin2', 'area'].includes(place.kind));
	if (!cues.unit) return mention.entries.filter(({ adjective }) => !adjective);
	if (units.length > 0) return units;
	// "Donetsk region" where only the town bears the bare name: the region is meant, never the town.
	const regions = mention.entries.flatMap(({ place }) =>
		regionNamed(place, cues.unit ?? 'admin1', gazetteer)
	);
	return regions.map((place) => ({ place, former: false, adjective: false }));
}

function regionNamed(town: Place, kind: 'admin1' | 'admin2', gazetteer: Gazetteer): Place[] {
	const names = new Set(Object.values(town.names).flat().map(fold));
	return [...gazetteer.places.values()].filter(
		(place) =>
			place.kind === kind &&
			place.country === town.country &&
			unitWords(place).some((name) => names.has(name))
	);
}

/** "Donetsk Oblast" is also called Donetsk by the `admin1` field of its towns. */
const unitWords = (place: Place): string[] =>
	(place.names['en'] ?? []).map((name) =>
		fold(name).replace(/ (?:oblast|region|governorate|province|raion|cercle)$/, '')
	);

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

const RANK: Partial<Record<PlaceKind, number>> = { city: 0.15, town: 0.05, admin1: 0.05, area: 0.05 };

function scoreOf({ place, former }: NameEntry, cues: Cues, named: ReadonlySet<string>): number {
	const region = [place.admin1, place.admin2].some(
		(unit) => unit && named.has(`${place.country} ${fold(unit)}`)
	);
	const supported = cues.place || cues.direction || cues.unit !== null || region;
	if (place.guard && !supported) return 0.2;
	return (
		0.6 +
		(cues.place || cues.direction ? 0.1 : 0) +
		(region ? 0.15 : 0) +
		(RANK[place.kind] ?? 0) -
		(former ? 0.05 : 0)
	);
}
