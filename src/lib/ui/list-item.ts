import { CONTRIBUTOR, type Report, type SinceThen } from '#lib/domain/report.ts';
import { m } from '#lib/i18n/messages.js';

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
> & {
	sources: string[];
	/** What became of it after the instant of a frozen page. */
	since?: SinceThen;
};

export function toListItem(report: Report, since?: SinceThen): ListItem {
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
	const names = report.citations.map(({ source_name, publisher, title }) =>
		publisher === CONTRIBUTOR ? m.citation_contributor() : (source_name ?? publisher ?? title)
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
		sources: [...new Set(names.filter((name) => name !== null))],
		...(since && { since })
	};
}
