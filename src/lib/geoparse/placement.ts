import type { TimePrecision } from '../domain/event-time.ts';
import type { EventType } from '../domain/event-type.ts';
import type { GeoPrecision, LngLat } from '../domain/location.ts';
import type { Theatre } from '../domain/theatre.ts';
import type { CasualtyClaim } from './casualty-claims.ts';

/** A place the text may mean. Shown to the person who places the post by hand. */
export type Candidate = {
	/** Gazetteer id; null for coordinates and map links. */
	place: string | null;
	place_name: string;
	/** Longitude first, degrees. */
	point: LngLat;
	geo_precision: GeoPrecision;
	/** 0…1: how well the text supports this place; comparable within one text only. */
	score: number;
	/** The words of the text it was read from. */
	matched: string;
	/** The notation can be read in more than one way, or more than one place bears the name. */
	ambiguous: boolean;
};

/** Why a text got no point. Words are kept short: they are shown in the review queue. */
export const UNPLACED_REASONS = [
	'no place named',
	'several places named',
	'place name is ambiguous',
	'only a country named',
	'no event recognised',
	'coordinates are ambiguous',
	'coordinates are outside the fronts'
] as const;
export type UnplacedReason = (typeof UNPLACED_REASONS)[number];

/**
 * What can be concluded from one text. Field names are those of the `geoparse` command.
 * `point` and `reason` exclude each other: a placed text has no reason, an unplaced one always has.
 */
export type Placement = {
	/** Longitude first, degrees. */
	point: LngLat | null;
	/** Gazetteer id; null where the point comes from coordinates. */
	place: string | null;
	place_name: string | null;
	theatre: Theatre | null;
	geo_precision: GeoPrecision | null;
	/** Metres. */
	uncertainty_m: number | null;
	/** 0…1; 0 where nothing was placed. */
	confidence: number;
	/** Best first, at most ten. The accepted place is the first. */
	candidates: Candidate[];
	reason: UnplacedReason | null;
	event_type: EventType | null;
	event_subtype: string | null;
	/** UTC instant; null where neither the text nor the post says. */
	occurred_at: string | null;
	time_precision: TimePrecision | null;
	/** Every number of dead or injured the text states, with who states it. Never added up. */
	casualties: CasualtyClaim[];
	/** The dead, where the text states one number of them. */
	fatalities: CasualtyClaim | null;
};
