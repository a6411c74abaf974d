/** What the report tiles on screen hold, read once and typed. */
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import type { Credibility, Grade, Reliability } from '#lib/domain/grade.ts';
import type { LngLat } from '#lib/domain/location.ts';
import type { ReportState } from '#lib/domain/report.ts';

/** One report. */
export type ReportFeature = {
	id: number;
	point: LngLat;
	type: EventType;
	reliability: Reliability;
	credibility: Credibility;
	state: ReportState;
	/** Minutes since 1970; missing counts as oldest. */
	t: number;
};
/** A report that is somewhere in a circle. `r0` is its radius in CSS pixels at zoom 0. */
export type AreaFeature = ReportFeature & { r0: number };
/** Several reports that a tile has counted together. `types` counts them by place in `EVENT_TYPES`. */
export type CellFeature = { point: LngLat; count: number; types: readonly number[]; best: Grade };

export type TileFeatures = { pins: ReportFeature[]; areas: AreaFeature[]; cells: CellFeature[] };

type RawFeature = {
	geometry: { type: string; coordinates?: unknown };
	properties: Record<string, unknown> | null;
};

/** A tile and its parent may both be loaded while the map zooms: each report is read once. */
export function readFeatures(features: readonly RawFeature[]): TileFeatures {
	const read: TileFeatures = { pins: [], areas: [], cells: [] };
	const seen = new Set<number>();
	for (const { geometry, properties } of features) {
		if (geometry.type !== 'Point' || !properties) continue;
		const point = geometry.coordinates as LngLat;
		const count = typeof properties.count === 'number' ? properties.count : 1;
		if (count > 1) {
			read.cells.push({ point, count, types: typesOf(properties), best: properties.best as Grade });
			continue;
		}
		if (typeof properties.id !== 'number' || seen.has(properties.id)) continue;
		seen.add(properties.id);
		const report = toReport(properties.id, point, properties);
		if (properties.area === true) read.areas.push({ ...report, r0: Number(properties.r0) || 0 });
		else read.pins.push(report);
	}
	return read;
}

const typesOf = (properties: Record<string, unknown>): number[] =>
	EVENT_TYPES.map((_, code) => Number(properties[`t${code}`] ?? 0));

function toReport(id: number, point: LngLat, properties: Record<string, unknown>): ReportFeature {
	return {
		id,
		point,
		type: properties.type as EventType,
		reliability: properties.reliability as Reliability,
		credibility: Number(properties.credibility) as Credibility,
		state: properties.state as ReportState,
		t: typeof properties.t === 'number' ? properties.t : 0
	};
}

const DAYS_PER_GRADE = 3;
/** What cannot be judged stands in the middle of the scale. */
const UNJUDGED = 3.5;

/** Which of several is drawn on top: the newer, a grade of credibility counting as three days. */
export function prominence({ t, credibility }: ReportFeature): number {
	return t - (credibility === 6 ? UNJUDGED : credibility) * DAYS_PER_GRADE * 24 * 60;
}
