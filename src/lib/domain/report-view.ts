import { dayOf, type Instant } from './event-time.ts';
import type { Report } from './report.ts';
import { DEFAULT_STATES, DEFAULT_VIEW, type View } from './view.ts';

/** The map on which a report is opened, as its page and its pictures show it. */
export const reportView = (
	report: Pick<Report, 'id' | 'theatre' | 'occurred_at' | 'occurred_until' | 'state'>,
	asOf: Instant | null
): View => ({
	...DEFAULT_VIEW,
	theatres: [report.theatre],
	asOf,
	// The day of the event is part of the address: the usual period may not reach back to it.
	period: { from: dayOf(report.occurred_at), to: dayOf(report.occurred_until ?? report.occurred_at) },
	states: report.state === 'retracted' ? [...DEFAULT_STATES, 'retracted'] : DEFAULT_STATES,
	report: report.id
});
