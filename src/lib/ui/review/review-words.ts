/** The words of the review: acts, why one was refused, what came of it. */
import type { QueueAge, QueueTab } from '#lib/domain/queue-filter.ts';
import type { ReviewAct } from '#lib/domain/review.ts';
import type { ReportState } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { momentText } from '../times.ts';
import { STATE_WORD } from '../words.ts';

export const tabWord = (tab: QueueTab): string => (tab === 'to_do' ? m.review_to_do() : STATE_WORD[tab]());

export const AGE_WORD: Record<QueueAge, () => string> = {
	day: m.review_age_day,
	week: m.review_age_week,
	older: m.review_age_older
};

/** What a moderator does, as a button says it. */
export const ACT_WORD: Record<ReviewAct, () => string> = {
	claim: m.review_act_claim,
	release: m.review_act_release,
	ask: m.review_act_ask,
	answer: m.review_act_answer,
	make_ready: m.review_act_make_ready,
	publish: m.review_act_publish,
	reject: m.review_act_reject,
	retract: m.review_act_retract,
	correct: m.review_act_correct,
	grade_claim: m.review_act_grade,
	hold: m.review_act_hide,
	merge: m.review_act_merge,
	split: m.review_act_split,
	delay: m.review_act_delay,
	coarsen: m.review_act_coarsen
};

/** What else is done to a report, as the audit log names it. */
const BROUGHT_WORD: Record<string, () => string> = {
	submit: m.review_act_submit,
	attach_media: m.desk_did_attach,
	add_proof: m.desk_did_add_proof,
	offer: m.desk_did_offer,
	show_media: m.desk_did_show,
	hide_media: m.desk_did_hide,
	accept_proof: m.desk_did_accept,
	decline_proof: m.desk_did_decline,
	decide_offer: m.desk_did_decide,
	not_same_event: m.same_event_did
};

/** Acts as the audit log names them: proposals and sending as well. */
export function auditWord(act: string): string {
	const proposed = act.startsWith('propose_');
	const name = proposed ? act.slice('propose_'.length) : act;
	const word = (ACT_WORD[name as ReviewAct] ?? BROUGHT_WORD[name])?.() ?? name;
	return proposed ? m.review_proposed({ act: word }) : word;
}

const REFUSAL_WORD: Record<string, () => string> = {
	unchanged: m.review_refused_unchanged,
	impossible: m.review_refused_impossible,
	taken: m.review_refused_taken,
	read_only: m.review_refused_read_only,
	not_allowed: m.review_refused_not_allowed,
	missing: m.desk_refused_missing,
	nobody: m.desk_refused_nobody,
	last_admin: m.account_last_admin,
	invalid: m.review_refused_invalid
};
export const refusalWord = (refusal: string): string => REFUSAL_WORD[refusal]?.() ?? refusal;

type Outcome = { state: ReportState; waits_for: string | null; until?: string | null; origins?: number };

export function outcomeText({ state, waits_for, until, origins }: Outcome, lang: Lang): string {
	if (waits_for === 'second_person') return m.review_waits_second();
	if (waits_for === 'time') return m.review_waits_time({ at: until ? momentText(until, lang) : '' });
	const now = m.review_state_now({ state: STATE_WORD[state]() });
	return origins === undefined ? now : `${now} ${m.review_origins_now({ count: String(origins) })}`;
}
