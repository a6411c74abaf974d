import type { Report } from '#lib/domain/report.ts';

/** What a line of a list needs of a report. */
export type ListItem = Pick<
	Report,
	| 'id'
	| 'title'
	| 'theatre'
	| 'event_type'
	| 'occurred_at'
	| 'occurred_until'
	| 'time_precision'
	| 'point'
	| 'place_name'
	| 'place_names'
	| 'geo_precision'
	| 'uncertainty_m'
	| 'reliability'
	| 'credibility'
	| 'state'
	| 'sensitivity'
> & { sources: string[] };

export function toListItem(report: Report): ListItem {
	const { id, title, theatre, event_type, occurred_at, occurred_until, time_precision } = report;
	const {
		point,
		place_name,
		place_names,
		geo_precision,
		uncertainty_m,
		reliability,
		credibility,
		state,
		sensitivity
	} = report;
	const names = report.citations.map(
		(citation) => citation.source_name ?? citation.publisher ?? citation.title
	);
	return {
		...{ id, title, theatre, event_type, occurred_at, occurred_until, time_precision },
		...{
			point,
			place_name,
			place_names,
			geo_precision,
			uncertainty_m,
			reliability,
			credibility,
			state,
			sensitivity
		},
		sources: [...new Set(names.filter((name) => name !== null))]
	};
}
