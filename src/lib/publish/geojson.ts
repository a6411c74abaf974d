import { gradeOf } from '#lib/domain/grade.ts';
import type { Report } from '#lib/domain/report.ts';

/** Of an answer that is GeoJSON as a whole. */
export const GEOJSON = { 'content-type': 'application/geo+json' };

/** A report as a GeoJSON Feature (RFC 7946): the public form of the API, exports and feeds. */
export function toFeature(report: Report, origin: string) {
	const { id, point, citations, ...facts } = report;
	return {
		type: 'Feature' as const,
		id,
		geometry: { type: 'Point' as const, coordinates: point },
		properties: {
			...facts,
			grade: gradeOf([report.reliability], report.credibility),
			citations,
			url: `${origin}/reports/${id}`
		}
	};
}

export function toFeatureCollection(reports: readonly Report[], origin: string) {
	return { type: 'FeatureCollection' as const, features: reports.map((report) => toFeature(report, origin)) };
}
