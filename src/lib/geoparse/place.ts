/**
 * From names in a text to the one place it reports from, or to none. The rule is asymmetric on purpose: a post
 * without a point waits for a person and costs a minute, a post on the wrong town misleads everyone.
 */
import { distanceBetween } from '../domain/geodesy.ts';
import { type GeoPrecision, type LngLat, PRECISION_RADIUS } from '../domain/location.ts';
import type { Place, PlaceKind } from '../domain/place.ts';
import type { Theatre } from '../domain/theatre.ts';
import type { Cues } from './cues.ts';
import { displayName, type Gazetteer } from './gazetteer.ts';
import type { Candidate, UnplacedReason } from './placement.ts';
import { isSettled, readingsIn, type Reading } from './readings.ts';

/** A name alone, in a front of its source, just passes; a guarded name needs a cue or its region beside it. */
const THRESHOLD = 0.55;
/** Hundredths of score between two places of one name. */
const MARGIN = 10;
/** Metres: a quarter or a camp within this distance of a town is part of it. */
const PART_OF_TOWN = 10_000;
/** Metres: two names closer than this are one place. */
const SAME_PLACE = 2_000;
/** Metres: "a village near the town" is this far from it at most. */
const BESIDE = 30_000;

export type Resolution = {
	accepted: { place: Place; precision: GeoPrecision; uncertainty: number; confidence: number } | null;
	candidates: Candidate[];
	reason: UnplacedReason | null;
};

const PARTS: readonly PlaceKind[] = ['neighbourhood', 'camp', 'site', 'crossing'];
const isPart = ({ kind }: Place) => PARTS.includes(kind);

/** The place that the names of a text single out, within the given fronts. */
export function resolvePlace(text: string, theatres: readonly Theatre[], gazetteer: Gazetteer): Resolution {
	const readings = readingsIn(text, theatres, gazetteer);
	const candidates = candidatesOf(readings);
	const unplaced = (reason: UnplacedReason): Resolution => ({ accepted: null, candidates, reason });

	const best = bestOfEachMention(readings);
	if (best.length === 0) return unplaced('no place named');
	// The other end may be a name the gazetteer does not know.
	if (best.some(({ cues }) => cues.between)) return unplaced('several places named');
	const finer = best.filter(({ place }) => isSettled(place));
	if (finer.length > 0) {
		// A name that may be two places, or a word: it neither places the post nor lets another name do so alone.
		if (finer.some(({ ambiguous }) => ambiguous)) return unplaced('place name is ambiguous');
		const main = mainPlace(finer);
		return main ? accept(main, candidates) : unplaced('several places named');
	}
	const units = best.filter(({ place }) => place.kind !== 'country');
	if (units.length === 0) return unplaced('only a country named');
	const unit = smallestUnit(units);
	if (!unit) return unplaced('several places named');
	if (unit.ambiguous || !isSaidOfUnit(unit)) return unplaced('place name is ambiguous');
	return accept(unit, candidates);
}

/** The best reading of each mention; ambiguous where a second place of that name comes close. */
function bestOfEachMention(mentions: readonly Reading[][]): Reading[] {
	return mentions.flatMap((readings) => {
		const likely = readings.filter(({ score }) => score >= THRESHOLD);
		const [first, second] = likely;
		if (!first) return [];
		const area = likely.find(({ place }) => place.kind === 'area');
		// "Gaza" is the Strip and the city in it: the area holds both, so it is the honest reading.
		if (area && likely.every(({ place }) => isAround(area.place, place.point))) return [area];
		if (!second || Math.round(100 * (first.score - second.score)) >= MARGIN) return [first];
		const town = townOfItsUnit(first, second);
		return [town ?? { ...first, ambiguous: !isSame(first.place, second.place) }];
	});
}

/** A town and the unit named after it: the bare name means the town. */
function townOfItsUnit(a: Reading, b: Reading): Reading | null {
	const [town, other] = isSettled(a.place) ? [a, b] : [b, a];
	const isUnit = other.place.kind === 'admin1' || other.place.kind === 'admin2';
	return isSettled(town.place) && isUnit && isAround(other.place, town.place.point) ? town : null;
}

const isAround = (unit: Place, point: LngLat): boolean =>
	distanceBetween(unit.point, point) <= (unit.radius_m ?? PRECISION_RADIUS[precisionOfKind(unit.kind)]);

const isSame = (a: Place, b: Place): boolean =>
	a.id === b.id || distanceBetween(a.point, b.point) < SAME_PLACE;

/** The one settlement a text is about: a quarter before its town, the village before the town it lies near. */
function mainPlace(readings: readonly Reading[]): Reading | null {
	const distinct = readings.filter(
		(one, at) => !readings.slice(0, at).some(({ place }) => place.id === one.place.id)
	);
	const mains = distinct.filter(
		(one) => !distinct.some((other) => other !== one && isOnlyContext(one, other))
	);
	const [first, ...others] = mains;
	return first && others.every(({ place }) => isSame(place, first.place)) ? first : null;
}

/** Whether `one` is said only to explain where `other` is. */
function isOnlyContext(one: Reading, other: Reading): boolean {
	const apart = distanceBetween(one.place.point, other.place.point);
	if (isPart(other.place) && !isPart(one.place) && apart <= PART_OF_TOWN) return true;
	return (
		(one.cues.near || one.cues.direction) && !other.cues.near && !other.cues.direction && apart <= BESIDE
	);
}

/** The unit that all others contain; null where two lie apart. */
function smallestUnit(readings: readonly Reading[]): Reading | null {
	const order: PlaceKind[] = ['admin2', 'admin1', 'area'];
	const bySize = [...readings].sort((a, b) => order.indexOf(a.place.kind) - order.indexOf(b.place.kind));
	const [smallest, ...rest] = bySize;
	if (!smallest) return null;
	const contained = rest.every(
		({ place }) =>
			place.id === smallest.place.id ||
			(place.kind !== smallest.place.kind && isAround(place, smallest.place.point))
	);
	return contained ? smallest : null;
}

function accept({ place, cues, score }: Reading, candidates: Candidate[]): Resolution {
	const precision = precisionOf(place, cues);
	const uncertainty =
		precision === 'near'
			? PRECISION_RADIUS.near
			: (place.radius_m ?? (place.kind === 'city' ? CITY_RADIUS : PRECISION_RADIUS[precision]));
	const confidence = Math.min(0.9, score) * (precision === 'near' ? 0.8 : isSettled(place) ? 1 : 0.7);
	const first = candidates.find((candidate) => candidate.place === place.id);
	return {
		accepted: { place, precision, uncertainty, confidence: Number(confidence.toFixed(2)) },
		candidates: first ? [first, ...candidates.filter((candidate) => candidate !== first)] : candidates,
		reason: null
	};
}

/** Metres: a city's outskirts, where the gazetteer gives no radius. */
const CITY_RADIUS = 6_000;

const precisionOf = (place: Place, cues: Cues): GeoPrecision =>
	isSettled(place) && (cues.near || cues.direction) ? 'near' : precisionOfKind(place.kind);

function precisionOfKind(kind: PlaceKind): GeoPrecision {
	if (kind === 'admin2' || kind === 'admin1' || kind === 'area' || kind === 'country') return kind;
	return 'settlement';
}

function candidatesOf(mentions: readonly Reading[][]): Candidate[] {
	const best = new Map<string, Candidate>();
	for (const readings of mentions) {
		for (const { place, cues, score, mention } of readings) {
			const known = best.get(place.id);
			if (known && known.score >= score) continue;
			best.set(place.id, {
				place: place.id,
				place_name: displayName(place),
				point: place.point,
				geo_precision: precisionOf(place, cues),
				score: Number(score.toFixed(2)),
				matched: mention.matched,
				ambiguous: readings.length > 1 || score < THRESHOLD
			});
		}
	}
	return [...best.values()].sort((a, b) => b.score - a.score).slice(0, 10);
}

/** "in Crimea", "Donetsk region": a unit named in passing ("Crimea's future") places nothing. */
const isSaidOfUnit = ({ cues, mention }: Reading): boolean =>
	cues.place || cues.unit !== null || mention.nextToken - mention.firstToken > 1;
