import type { ReportState } from '#lib/domain/report.ts';
import { m } from '#lib/i18n/messages.js';

/** What happens next with a report, for whoever sent it. */
export const NEXT_WORD: Record<ReportState, () => string> = {
	submitted: m.account_next_submitted,
	unreviewed: m.account_next_unreviewed,
	in_review: m.account_next_in_review,
	needs_help: m.account_next_needs_help,
	ready_for_review: m.account_next_ready,
	published: m.account_next_published,
	rejected: m.account_next_rejected,
	retracted: m.account_next_retracted
};
