import { DAY, MINUTE } from './event-time.ts';
import type { EventType } from './event-type.ts';
import type { Credibility, Reliability } from './grade.ts';
import type { BoundingBox } from './location.ts';
import type { ReportId, ReportState } from './report.ts';
import type { Theatre } from './theatre.ts';
import { boundEnd, boundStart, type Last, type View } from './view-values.ts';

/** Which reports are asked for. A list that is `null` lets everything through; an empty list nothing. */
export type Filter = {
	theatres: readonly Theatre[] | null;
	/** Milliseconds since 1970, UTC; the first instant inside. `null`: from the beginning. */
	from: number | null;
	/** Milliseconds since 1970, UTC; the first instant outside. */
	to: number;
	types: readonly EventType[] | null;
	/** Registry slugs; a report passes when it cites at least one of them. */
	sources: readonly string[] | null;
	reliabilities: readonly Reliability[] | null;
	credibilities: readonly Credibility[] | null;
	states: readonly ReportState[] | null;
	bbox: BoundingBox | null;
	/**
	 * Milliseconds since 1970: the data as it was known then; `null` for now. It chooses the columns that are asked,
	 * not rows of them.
	 */
	asOf: number | null;
	/** The ids a text search found; absent when nothing was searched for. */
	ids?: ReadonlySet<ReportId>;
};

/** Every report, whatever its state, past and to come. */
export const EVERYTHING: Filter = {
	theatres: null,
	from: null,
	to: Infinity,
	types: null,
	sources: null,
	reliabilities: null,
	credibilities: null,
	states: null,
	bbox: null,
	asOf: null
};

const LENGTH: Record<Exclude<Last, 'all'>, number> = {
	'24h': DAY,
	'7d': 7 * DAY,
	'30d': 30 * DAY,
	'90d': 90 * DAY,
	'1y': 365 * DAY
};

/**
 * The reports a view asks for at an instant. A frozen view (`asOf`) looks back from its own instant, not from `now`.
 * @param now milliseconds since 1970
 */
export function toFilter(view: View, now: number): Filter {
	const asOf = view.asOf === null ? null : Date.parse(view.asOf);
	return {
		theatres: chosen(view.theatres),
		...windowOf(view, asOf ?? now),
		types: chosen(view.types),
		sources: chosen(view.sources),
		reliabilities: chosen(view.reliabilities),
		credibilities: chosen(view.credibilities),
		states: chosen(view.states),
		bbox: view.bbox,
		asOf
	};
}

function windowOf({ period }: View, now: number): { from: number | null; to: number } {
	// Reports are kept to the minute: the minute that has begun belongs to the window.
	const present = (Math.floor(now / MINUTE) + 1) * MINUTE;
	if ('last' in period) {
		return { from: period.last === 'all' ? null : now - LENGTH[period.last], to: present };
	}
	return {
		from: period.from === null ? null : boundStart(period.from),
		to: period.to === null ? present : boundEnd(period.to)
	};
}

/** Choosing nothing filters nothing. */
const chosen = <T>(list: readonly T[] | null): readonly T[] | null => (list?.length ? list : null);
