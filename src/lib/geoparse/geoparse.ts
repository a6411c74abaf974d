import { PRECISION_RADIUS, type GeoPrecision, type LngLat } from '../domain/location.ts';
import { toLatLonText } from '../domain/axis-order.ts';
import { distanceBetween } from '../domain/geodesy.ts';
import { theatreAt, THEATRES, type Theatre } from '../domain/theatre.ts';
import { casualtyClaimsIn, deathsClaimed } from './casualty-claims.ts';
import { coordinatesIn, type CoordinateReading } from './coordinates.ts';
import { eventKindOf, tellsOfHarm } from './event-type.ts';
import { eventTimeOf } from './event-time.ts';
import { displayName, placesAround, type Gazetteer } from './gazetteer.ts';
import { isNoReport } from './not-reporting.ts';
import { resolvePlace } from './place.ts';
import type { Candidate, Placement, UnplacedReason } from './placement.ts';

export type GeoparseInput = {
	text: string;
	/** ISO 639-1; names are matched in every language whatever it says, because posts quote each other. */
	lang?: string | null;
	/** Fronts the text may speak of; empty means all. */
	theatres?: readonly Theatre[];
	/** UTC instant of the post. */
	publishedAt?: string | null;
	/** A point that the platform itself attached to the post. */
	attached?: { point: LngLat; precision: GeoPrecision } | null;
};

type Where = Pick<
	Placement,
	| 'point'
	| 'place'
	| 'place_name'
	| 'geo_precision'
	| 'uncertainty_m'
	| 'confidence'
	| 'candidates'
	| 'reason'
>;

/** Metres: coordinates closer than this mark one spot. */
const SAME_SPOT = 500;
const NOWHERE = {
	point: null,
	place: null,
	place_name: null,
	geo_precision: null,
	uncertainty_m: null,
	confidence: 0
};

/**
 * Where and when the text says something happened, and what. Never guesses: coordinates count before names, and
 * whatever can be read in two ways is left to a person, with its candidates. Pure; never throws.
 */
export function geoparse(input: GeoparseInput, gazetteer: Gazetteer): Placement {
	const theatres = input.theatres?.length ? input.theatres : THEATRES;
	const kind = eventKindOf(input.text);
	const isEvent = () => (kind !== null || tellsOfHarm(input.text)) && !isNoReport(input.text, kind);
	const where = whereOf(input, theatres, gazetteer, isEvent);
	const theatre = where.point && theatreAt(where.point);
	const time = eventTimeOf(input.text, input.publishedAt ?? null, {
		lang: input.lang ?? null,
		theatre: theatre ?? (theatres.length === 1 ? theatres[0]! : null)
	});
	const casualties = casualtyClaimsIn(input.text);
	return {
		...where,
		theatre,
		event_type: kind?.type ?? null,
		event_subtype: kind?.subtype ?? null,
		occurred_at: time?.occurredAt ?? null,
		time_precision: time?.precision ?? null,
		casualties,
		fatalities: deathsClaimed(casualties)
	};
}

function whereOf(
	{ text, attached, publishedAt }: GeoparseInput,
	theatres: readonly Theatre[],
	gazetteer: Gazetteer,
	isEvent: () => boolean
): Where {
	const isOurs = (point: LngLat) => {
		const theatre = theatreAt(point);
		return theatre !== null && theatres.includes(theatre);
	};
	const readings = coordinatesIn(text);
	if (readings.length > 0) return fromCoordinates(readings, isOurs, gazetteer);
	if (attached && isOurs(attached.point)) return fromAttached(attached, gazetteer);

	const { accepted, candidates, reason } = resolvePlace(
		text,
		theatres,
		gazetteer,
		isEvent,
		publishedAt ? new Date(publishedAt).getUTCFullYear() : null
	);
	if (!accepted) return { ...NOWHERE, candidates, reason };
	return {
		point: accepted.point,
		place: accepted.place.id,
		place_name: displayName(accepted.place),
		geo_precision: accepted.precision,
		uncertainty_m: accepted.uncertainty,
		confidence: accepted.confidence,
		candidates,
		reason: null
	};
}

function fromCoordinates(
	readings: readonly CoordinateReading[],
	isOurs: (point: LngLat) => boolean,
	gazetteer: Gazetteer
): Where {
	const ours = readings.filter(({ point }) => isOurs(point));
	const candidates = ours.slice(0, 10).map((reading) => candidateOf(reading, gazetteer));
	const unplaced = (reason: UnplacedReason): Where => ({ ...NOWHERE, candidates, reason });
	const [first, ...others] = [...ours].sort(
		(a, b) => PRECISION_RADIUS[a.precision] - PRECISION_RADIUS[b.precision]
	);
	if (!first || ours.length < readings.length) return unplaced('coordinates are outside the fronts');
	if (ours.some(({ ambiguous }) => ambiguous)) return unplaced('coordinates are ambiguous');
	const spread = (reading: CoordinateReading) => SAME_SPOT + PRECISION_RADIUS[reading.precision];
	if (others.some((other) => distanceBetween(other.point, first.point) > spread(other))) {
		return unplaced('several places named');
	}
	return placedAt(first.point, first.precision, COORDINATE_CONFIDENCE, candidates, gazetteer);
}

/** A person wrote the numbers down; what remains is a slip of the pen. */
const COORDINATE_CONFIDENCE = 0.95;

function fromAttached(
	{ point, precision }: { point: LngLat; precision: GeoPrecision },
	gazetteer: Gazetteer
): Where {
	return placedAt(point, precision, COORDINATE_CONFIDENCE, [], gazetteer);
}

function placedAt(
	point: LngLat,
	precision: GeoPrecision,
	confidence: number,
	candidates: Candidate[],
	gazetteer: Gazetteer
): Where {
	return {
		point,
		place: null,
		place_name: nameOf(point, gazetteer),
		geo_precision: precision,
		uncertainty_m: PRECISION_RADIUS[precision],
		confidence,
		candidates,
		reason: null
	};
}

function candidateOf(reading: CoordinateReading, gazetteer: Gazetteer): Candidate {
	return {
		place: null,
		place_name: nameOf(reading.point, gazetteer),
		point: reading.point,
		geo_precision: reading.precision,
		score: reading.ambiguous ? 0.3 : COORDINATE_CONFIDENCE,
		matched: reading.matched,
		ambiguous: reading.ambiguous
	};
}

/** Metres: from farther away the nearest settlement's name would mislead. */
const NAMED_WITHIN = 5_000;

/** The nearest settlement's name, else the coordinates as people read them. */
function nameOf(point: LngLat, gazetteer: Gazetteer): string {
	let nearest: { name: string; distance: number } | null = null;
	for (const place of placesAround(gazetteer, point)) {
		const distance = distanceBetween(place.point, point);
		if (distance <= NAMED_WITHIN && distance < (nearest?.distance ?? Infinity)) {
			nearest = { name: displayName(place), distance };
		}
	}
	return nearest?.name ?? toLatLonText(point);
}
