import type { EventType } from './event-type.ts';
import type { Credibility, Reliability } from './grade.ts';
import type { GeoPrecision, LngLat } from './location.ts';
import type { ReportId, ReportState } from './report.ts';
import type { Theatre } from './theatre.ts';

/** What the map, the filters and the counts need of a report; text and citations are fetched by id. */
export type ReportRow = {
	id: ReportId;
	theatre: Theatre;
	eventType: EventType;
	/** Milliseconds since 1970, UTC; kept to the minute. */
	occurredAt: number;
	point: LngLat;
	precision: GeoPrecision;
	/** Metres. */
	uncertainty: number;
	/** Of the best cited source. */
	reliability: Reliability;
	credibility: Credibility;
	state: ReportState;
	/** Registry slugs of all cited sources, sorted; empty when only public documents are cited. */
	sources: readonly string[];
	/** The most that anybody claims, 0 where nobody does. */
	deaths: number;
};
