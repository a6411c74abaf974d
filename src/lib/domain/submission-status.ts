import type { ReportId, ReportState } from './report.ts';

export type Question = {
	id: number;
	asked_at: string;
	question: string;
	answered_at: string | null;
	answer: string | null;
};

/** What whoever has a receipt may know, as `submission_status` of the database gives it. */
export type SubmissionStatus = {
	report_id: ReportId;
	state_reason: string | null;
	/** Of the report itself: sent, or joined. */
	is_public: boolean;
	received_at: string;
	publish_after: string;
	/** Nobody has begun to review it. */
	may_revise: boolean;
	questions: Question[];
} & ({ kind: 'report'; state: ReportState } | { kind: 'offer'; state: 'waiting' | 'taken' | 'declined' });
