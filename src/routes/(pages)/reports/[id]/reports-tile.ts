import { ReportColumns } from '#lib/columns/report-columns.ts';
import { tileFeatures, type TileFeatures } from '#lib/columns/tile-features.ts';
import type { Report } from '#lib/domain/report.ts';

type Drawn = Pick<
	Report,
	| 'id'
	| 'theatre'
	| 'event_type'
	| 'occurred_at'
	| 'point'
	| 'geo_precision'
	| 'uncertainty_m'
	| 'reliability'
	| 'credibility'
	| 'state'
>;

/** A tile with nothing but these reports. */
export function tileOf(reports: readonly Drawn[], z: number, x: number, y: number): TileFeatures {
	const columns = new ReportColumns(reports.length);
	for (const report of reports) {
		columns.upsert({
			id: report.id,
			theatre: report.theatre,
			eventType: report.event_type,
			occurredAt: Date.parse(report.occurred_at),
			point: report.point,
			precision: report.geo_precision,
			uncertainty: report.uncertainty_m,
			reliability: report.reliability,
			credibility: report.credibility,
			state: report.state,
			sources: [],
			deaths: 0
		});
	}
	return tileFeatures(columns, EVERYTHING, z, x, y);
}

const EVERYTHING = {
	...{ theatres: null, from: null, to: Infinity, types: null, sources: null, reliabilities: null },
	...{ credibilities: null, states: null, bbox: null, asOf: null }
};
