/**
 * From names in a text to the one place it reports from, or to none. The rule is asymmetric on purpose: a post
 * without a point waits for a person and costs a minute, a post on the wrong town misleads everyone.
 */
import { distanceBetween } from '../domain/geodesy.ts';
import { type GeoPrecision, type LngLat, PRECISION_RADIUS } from '../domain/location.ts';
import type { Place, PlaceKind } from '../domain/place.ts';
import { theatreAt, type Theatre } from '../domain/theatre.ts';
import type { Cues } from './cues.ts';
import { tellsOfEvent } from './event-type.ts';
import { isOfAnotherYear } from './not-reporting.ts';
import { displayName, unitWords, type Gazetteer } from './gazetteer.ts';
import { pointAtOffset, uncertaintyOfOffset } from './offset.ts';
import type { Candidate, UnplacedReason } from './placement.ts';
import { isSettled, readingsIn, type Reading } from './readings.ts';
import { fold } from './tokens.ts';

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
/** Metres: "the town's direction" begins this far from it at most. */
const WITHIN_DIRECTION = 60_000;
/** Metres: villages no farther apart are told of together. Gaza is too dense for that. */
const TOGETHER = 10_000;
const TOGETHER_IN_GAZA = 3_000;

export type Accepted = {
	place: Place;
	point: LngLat;
	precision: GeoPrecision;
	uncertainty: number;
	confidence: number;
};
export type Resolution = {
	accepted: Accepted | null;
	candidates: Candidate[];
	reason: UnplacedReason | null;
};

const PARTS: readonly PlaceKind[] = ['neighbourhood', 'camp', 'site', 'crossing'];
const isPart = ({ kind }: Place) => PARTS.includes(kind);

/**
 * The place that the names of a text single out, within the given fronts.
 * @param isEvent whether the text tells of an event: asked only where a place is named
 * @param year of the post, where it is known
 */
export function resolvePlace(
	text: string,
	theatres: readonly Theatre[],
	gazetteer: Gazetteer,
	isEvent: () => boolean,
	year: number | null = null
): Resolution {
	const readings = readingsIn(text, theatres, gazetteer);
	const candidates = candidatesOf(readings);
	const unplaced = (reason: UnplacedReason): Resolution => ({ accepted: null, candidates, reason });

	const best = bestOfEachMention(readings);
	if (best.length === 0) return unplaced('no place named');
	if (best.every(({ place }) => place.kind === 'country')) return unplaced('only a country named');
	// "Rafah is a red line": a place is spoken of, nothing is said to have happened there.
	if (!isEvent()) return unplaced('no event recognised');

	const finer = oncePerPlace(best.filter(({ place }) => isSettled(place)));
	if (finer.length > 0) {
		const said = mostDirect(finer);
		if (said.every(({ cues }) => cues.label)) return unplaced('place name is ambiguous');
		// The other end may be a name the gazetteer does not know.
		if (said.some(({ cues }) => cues.between)) return unplaced('several places named');
		// A name that may be two places, or a word: it neither places the post nor lets another name do so alone.
		if (said.some(({ ambiguous }) => ambiguous)) return unplaced('place name is ambiguous');
		const mains = mainPlaces(said, finer).filter(
			({ mention }) => year === null || !isOfAnotherYear(sentenceAround(text, mention.start), year)
		);
		if (mains.length === 0) return unplaced('no event recognised');
		if (mains.length === 1) return accept(mains[0]!, candidates, gazetteer);
		const told = mains.filter(({ mention }) => tellsOfEvent(sentenceAround(text, mention.start)));
		if (told.length === 1) return accept(told[0]!, candidates, gazetteer);
		return acceptTogether(mains, candidates, gazetteer) ?? unplaced('several places named');
	}
	const units = best.filter(({ place }) => place.kind !== 'country');
	const unit = smallestUnit(units);
	if (!unit) return unplaced('several places named');
	if (unit.ambiguous || !isSaidOfUnit(unit)) return unplaced('place name is ambiguous');
	return accept(unit, candidates, gazetteer);
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

/** How directly a name says where: at it, a measured way off, beside it, towards it, or only in passing. */
function rankOf({ cues }: Reading): number {
	if (cues.label) return 6;
	if (cues.tag) return 5;
	if (cues.between) return 4;
	if (cues.passing) return 3;
	if (cues.direction) return 2;
	if (cues.offset) return 0;
	return cues.near ? 1 : cues.part ? 0.5 : 0;
}

function mostDirect(readings: readonly Reading[]): Reading[] {
	const most = Math.min(...readings.map(rankOf));
	return readings.filter((reading) => rankOf(reading) === most);
}

/** Each place once for each way it is spoken of: a long article names the same few again and again. */
function oncePerPlace(readings: readonly Reading[]): Reading[] {
	const seen = new Map<string, Reading>();
	for (const reading of readings) {
		const key = `${reading.place.id} ${rankOf(reading)} ${reading.ambiguous}`;
		if (!seen.has(key)) seen.set(key, reading);
	}
	return [...seen.values()];
}

/** The settlements a text is about: a quarter before its town, the village before the town it lies near. */
function mainPlaces(said: readonly Reading[], all: readonly Reading[]): Reading[] {
	const measured = said.filter(({ cues }) => cues.offset);
	const distinct = (measured.length > 0 && measured.length < said.length ? measured : said).filter(
		(one, at, list) => !list.slice(0, at).some(({ place }) => isSame(place, one.place))
	);
	const mains = distinct.filter(
		(one) => !distinct.some(({ place }) => place !== one.place && isInside(place, one.place))
	);
	// A second place, said to be near or in the direction of something far from the first, is a second event.
	const others = all.filter(
		(other) =>
			((rankOf(other) === 1 && !other.ambiguous) || rankOf(other) === 2) &&
			!said.includes(other) &&
			mains.every(
				({ place }) =>
					distanceBetween(place.point, other.place.point) > (rankOf(other) === 1 ? BESIDE : WITHIN_DIRECTION)
			)
	);
	return [...mains, ...others];
}

/** A quarter of a town, a settlement of an area: the finer place is the one that is told of. */
function isInside(part: Place, whole: Place): boolean {
	const apart = distanceBetween(part.point, whole.point);
	if (whole.kind === 'area') return part.kind !== 'area' && apart <= (whole.radius_m ?? 0);
	return isPart(part) && !isPart(whole) && apart <= PART_OF_TOWN;
}

/** Villages side by side, told of in one breath: a point among them that covers all; null where they lie apart. */
function acceptTogether(
	mains: readonly Reading[],
	candidates: Candidate[],
	gazetteer: Gazetteer
): Resolution | null {
	const [first, ...others] = mains;
	if (!first || mains.filter(({ place }) => place.kind === 'city').length > 1) return null;
	const reach = theatreAt(first.place.point) === 'gaza' ? TOGETHER_IN_GAZA : TOGETHER;
	const spread = Math.max(...others.map(({ place }) => distanceBetween(place.point, first.place.point)));
	if (spread > reach) return null;
	const resolution = accept(first, candidates, gazetteer);
	if (!resolution.accepted) return null;
	const { accepted } = resolution;
	return {
		...resolution,
		accepted: {
			...accepted,
			precision: 'near',
			uncertainty: Math.round(Math.max(accepted.uncertainty, spread + PRECISION_RADIUS.settlement)),
			confidence: Number((0.8 * accepted.confidence).toFixed(2))
		}
	};
}

/** The unit that all others contain; null where two lie apart. */
function smallestUnit(readings: readonly Reading[]): Reading | null {
	const order: PlaceKind[] = ['admin2', 'admin1', 'area'];
	const size = ({ place }: Reading) => place.radius_m ?? PRECISION_RADIUS[precisionOfKind(place.kind)];
	const bySize = [...readings].sort(
		(a, b) => order.indexOf(a.place.kind) - order.indexOf(b.place.kind) || size(a) - size(b)
	);
	const [smallest, ...rest] = bySize;
	if (!smallest) return null;
	const contained = rest.every(
		({ place }) =>
			place.id === smallest.place.id ||
			((place.kind !== smallest.place.kind || place.kind === 'area') && isAround(place, smallest.place.point))
	);
	return contained ? smallest : null;
}

function accept(reading: Reading, candidates: Candidate[], gazetteer: Gazetteer): Resolution {
	const { place, cues, score } = reading;
	const precision = precisionOf(place, cues);
	const seat = place.kind === 'admin2' ? seatOf(place, gazetteer) : null;
	const point = cues.offset ? pointAtOffset(place.point, cues.offset) : (seat?.point ?? place.point);
	const uncertainty = cues.offset
		? uncertaintyOfOffset(cues.offset)
		: precision === 'near'
			? PRECISION_RADIUS.near
			: (place.radius_m ?? (place.kind === 'city' ? CITY_RADIUS : PRECISION_RADIUS[precision])) +
				(seat ? Math.round(distanceBetween(seat.point, place.point)) : 0);
	const confidence = Math.min(0.9, score) * (precision === 'near' ? 0.8 : isSettled(place) ? 1 : 0.7);
	const first = candidates.find((candidate) => candidate.place === place.id);
	return {
		accepted: { place, point, precision, uncertainty, confidence: Number(confidence.toFixed(2)) },
		candidates: first ? [first, ...candidates.filter((candidate) => candidate !== first)] : candidates,
		reason: null
	};
}

/** ACLED codes what is known to a district alone at its seat (codebook 2023, geographical precision 2). */
function seatOf(unit: Place, { belts }: Gazetteer): Place | null {
	const words = new Set(unitWords(unit));
	const reach = unit.radius_m ?? PRECISION_RADIUS.admin2;
	const belt = Math.floor(unit.point[1] * 10);
	const span = Math.ceil(reach / 11_000);
	for (let away = -span; away <= span; away++) {
		const seat = belts
			.get(belt + away)
			?.find(
				(place) =>
					(place.kind === 'town' || place.kind === 'city') &&
					place.country === unit.country &&
					(place.names['en'] ?? []).some((name) => words.has(fold(name))) &&
					distanceBetween(place.point, unit.point) <= reach
			);
		if (seat) return seat;
	}
	return null;
}

/** Metres: a city's outskirts, where the gazetteer gives no radius. */
const CITY_RADIUS = 6_000;

const precisionOf = (place: Place, cues: Cues): GeoPrecision =>
	isSettled(place) && (cues.near || cues.direction || cues.passing || cues.between)
		? 'near'
		: precisionOfKind(place.kind);

function precisionOfKind(kind: PlaceKind): GeoPrecision {
	if (kind === 'admin2' || kind === 'admin1' || kind === 'area' || kind === 'country') return kind;
	return 'settlement';
}

/** The sentence or line that holds a name. */
function sentenceAround(text: string, at: number): string {
	const before = text.slice(0, at);
	const start = Math.max(...['. ', '! ', '? ', '\n', '؟ ', '… '].map((mark) => before.lastIndexOf(mark)));
	const end = text.slice(at).search(/[.!?؟…](?:\s|$)|\n/);
	return text.slice(start + 1, end < 0 ? undefined : at + end);
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
				score: Number(Math.min(1, score).toFixed(2)),
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
