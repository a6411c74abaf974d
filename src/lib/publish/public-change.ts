import type { ReportRow } from '#lib/domain/report-row.ts';

/** A report's narrow facts, as the change feed gives them. Point: longitude, latitude. */
export type ReportFacts = {
	id: number;
	theatre: ReportRow['theatre'];
	event_type: ReportRow['eventType'];
	/** UTC instant. */
	occurred_at: string;
	point: ReportRow['point'];
	geo_precision: ReportRow['precision'];
	uncertainty_m: number;
	reliability: ReportRow['reliability'];
	credibility: ReportRow['credibility'];
	state: ReportRow['state'];
	sources: readonly string[];
	/** The most that anybody claims, 0 where nobody does. */
	deaths: number;
};

/** One change as strangers read it; `report` is null when it is not, or no longer, in their view. */
export type PublicChange = { id: number; changed_at: string; report: ReportFacts | null };

export function toFacts(row: ReportRow): ReportFacts {
	return {
		id: row.id,
		theatre: row.theatre,
		event_type: row.eventType,
		occurred_at: new Date(row.occurredAt).toISOString().replace('.000Z', 'Z'),
		point: row.point,
		geo_precision: row.precision,
		uncertainty_m: row.uncertainty,
		reliability: row.reliability,
		credibility: row.credibility,
		state: row.state,
		sources: row.sources,
		deaths: row.deaths
	};
}

export function fromFacts(facts: ReportFacts): ReportRow {
	return {
		id: facts.id,
		theatre: facts.theatre,
		eventType: facts.event_type,
		occurredAt: Date.parse(facts.occurred_at),
		point: facts.point,
		precision: facts.geo_precision,
		uncertainty: facts.uncertainty_m,
		reliability: facts.reliability,
		credibility: facts.credibility,
		state: facts.state,
		sources: facts.sources,
		deaths: facts.deaths
	};
}
