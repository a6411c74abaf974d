/**
 * Made-up reports with the shape of real ones, the same for the same seed: most stand on places of a gazetteer and a
 * few places have most reports, some have a point of their own; they arrive in the order they are read, hours after
 * what they tell of; a source is cited again and again and brings its letter along.
 */
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { bestReliability, RELIABILITIES, type Credibility } from '#lib/domain/grade.ts';
import { PRECISION_RADIUS, type GeoPrecision, type LngLat } from '#lib/domain/location.ts';
import type { ReportRow } from '#lib/domain/report-row.ts';
import { THEATRE, THEATRES, type Theatre } from '#lib/domain/theatre.ts';

export const LAST_MINUTE = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const SOURCE_COUNT = 88;
/** Share of reports with a point that no other has. */
const OWN_POINTS = 0.25;
const PLACE_COUNT: Record<Theatre, number> = { gaza: 160, ukraine: 900, sahel: 450 };

type Place = { point: LngLat; precision: GeoPrecision };

export function syntheticReports(count: number, { seed = 1, days = 365 } = {}): ReportRow[] {
	const random = mulberry32(seed);
	const pick = <T>(list: readonly T[], skew = 1): T => list[Math.floor(random() ** skew * list.length)] as T;
	const pointIn = (theatre: Theatre): LngLat => {
		const [west, south, east, north] = THEATRE[theatre].bounds;
		return [west + random() * (east - west), south + random() * (north - south)];
	};
	const places = Object.fromEntries(
		THEATRES.map((theatre) => [
			theatre,
			Array.from({ length: PLACE_COUNT[theatre] }, () => ({
				point: pointIn(theatre),
				precision: pick<GeoPrecision>(['settlement', 'near', 'admin1', 'area'], 3)
			}))
		])
	) as Record<Theatre, Place[]>;
	const sources = Array.from({ length: SOURCE_COUNT }, (_, number) => ({
		slug: `source-${number}`,
		reliability: pick(RELIABILITIES)
	}));

	const report = () => {
		const theatre = pick<Theatre>(['gaza', 'ukraine', 'ukraine', 'ukraine', 'sahel']);
		const cited = Array.from({ length: 1 + Math.floor(random() ** 4 * 3) }, () => pick(sources, 2));
		const place: Place =
			random() < OWN_POINTS
				? { point: pointIn(theatre), precision: pick<GeoPrecision>(['exact', 'street']) }
				: pick(places[theatre], 2.5);
		const occurredAt = LAST_MINUTE - Math.floor(random() * days * 1440) * MINUTE;
		return {
			arrivedAt: occurredAt + random() ** 3 * 2 * 1440 * MINUTE,
			theatre,
			eventType: pick(EVENT_TYPES, 1.6),
			occurredAt,
			...place,
			uncertainty: PRECISION_RADIUS[place.precision],
			reliability: bestReliability(cited.map((source) => source.reliability)),
			credibility: pick<Credibility>([3, 2, 6, 4, 1, 5], 1.8),
			state: pick(['published', 'unreviewed', 'retracted'] as const, 2.5),
			sources: [...new Set(cited.map((source) => source.slug))].sort(),
			// One report in ten tells of deaths, few of many.
			deaths: random() < 0.1 ? Math.ceil(random() ** 4 * 300) : 0
		};
	};
	return Array.from({ length: count }, report)
		.sort((a, b) => a.arrivedAt - b.arrivedAt)
		.map(({ arrivedAt: _, ...row }, index) => ({ id: index + 1, ...row }));
}

/** A seeded generator of numbers from 0 to 1, by Tommy Ettinger (public domain). */
export function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
