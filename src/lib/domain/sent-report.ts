/** A report as its sender sent it, to be put right until somebody begins to review it. */
import { toLatLonText } from './axis-order.ts';
import { clockIn, dayIn, type Draft } from './draft.ts';
import type { Instant } from './event-time.ts';
import { uncertaintyOf } from './location.ts';
import type { ReportId } from './report.ts';
import { STATED_SENSITIVITIES } from './sensitivity.ts';
import type { Submission } from './submission.ts';

/** As `own_submission` of the database gives it. */
export type SentReport = Omit<Submission, 'key' | 'text' | 'sensitivity' | 'uncertainty_m'> & {
	report_id: ReportId;
	may_revise: boolean;
	summary: string;
	uncertainty_m: number;
	sensitivity: string[];
};

/** As if it had been typed just now; times by the clock of UTC. */
export function draftOfSent(sent: SentReport, key: string, now: Instant): Draft {
	const { point, uncertainty_m, geo_precision, occurred_at, time_precision, contact } = sent;
	const hasClock = time_precision === 'minute' || time_precision === 'hour';
	return {
		...{ key, text: sent.summary, links: sent.citations.join('\n'), event_type: sent.event_type },
		...{ when: 'given', made_at: now, zone: 'UTC', time_precision, on: dayIn(occurred_at, 'UTC') },
		at: hasClock ? clockIn(occurred_at, 'UTC') : '',
		...{ place: sent.place_name, coordinates: toLatLonText(point), point: point.join(' ') },
		...{ theatre: sent.theatre, geo_precision, public_precision: sent.public_precision ?? '' },
		uncertainty: uncertainty_m === uncertaintyOf(geo_precision) ? '' : String(uncertainty_m),
		delay: String(sent.delay_minutes),
		sensitivity: STATED_SENSITIVITIES.filter((mark) => sent.sensitivity.includes(mark)),
		may_be_asked: contact?.may_be_asked ?? false,
		address: contact?.address ?? '',
		credit_as: contact?.credit_as ?? ''
	};
}
