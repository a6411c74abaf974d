/**
 * From a report that came in to one that is public, corrected or withdrawn: which act leads from which state to
 * which, and by whom. The database carries the same table (`private.review_moves`) and is the one that decides; a
 * test compares the two.
 */
import { isAtLeast, type Role } from './permissions.ts';
import type { ReportState } from './report.ts';

export const REVIEW_ACTS = [
	'claim',
	'release',
	'ask',
	'answer',
	'make_ready',
	'publish',
	'reject',
	'retract',
	'correct',
	'grade_claim',
	'hold',
	'merge',
	'split',
	'delay',
	'coarsen'
] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Whether a move is open to every report, or depends on the report having been published before. */
export type History = 'any' | 'published' | 'never_published';

/** `as_before`: to the state the report had when it was merged. */
export type Move = { from: ReportState; to: ReportState | 'as_before'; history: History };

type Rule = {
	/** The least role, or who sent the report: by account or by receipt. */
	by: 'moderator' | 'sender';
	moves: readonly Move[];
};

const move = (from: ReportState, to: Move['to'], history: History = 'any'): Move => ({ from, to, history });
const stays = (...states: ReportState[]): Move[] => states.map((state) => move(state, state));

/** A machine's or a trusted contributor's report is public before anyone looked: review does not take it off the map. */
export const REVIEW: Record<ReviewAct, Rule> = {
	claim: {
		by: 'moderator',
		moves: [
			move('submitted', 'in_review'),
			move('needs_help', 'in_review'),
			...stays('in_review', 'ready_for_review', 'unreviewed')
		]
	},
	release: {
		by: 'moderator',
		moves: [
			move('in_review', 'submitted'),
			move('needs_help', 'submitted'),
			...stays('ready_for_review', 'unreviewed')
		]
	},
	ask: { by: 'moderator', moves: [move('in_review', 'needs_help'), ...stays('needs_help', 'unreviewed')] },
	answer: {
		by: 'sender',
		moves: [
			move('needs_help', 'in_review'),
			...stays('submitted', 'in_review', 'ready_for_review', 'unreviewed')
		]
	},
	make_ready: { by: 'moderator', moves: [move('in_review', 'ready_for_review')] },
	publish: {
		by: 'moderator',
		moves: [
			move('in_review', 'published'),
			move('ready_for_review', 'published'),
			move('unreviewed', 'published')
		]
	},
	// What was published once is not made to vanish: it is retracted, and its address says why.
	reject: {
		by: 'moderator',
		moves: [
			move('submitted', 'rejected', 'never_published'),
			move('in_review', 'rejected', 'never_published'),
			move('needs_help', 'rejected', 'never_published'),
			move('ready_for_review', 'rejected', 'never_published'),
			move('unreviewed', 'rejected', 'never_published')
		]
	},
	retract: {
		by: 'moderator',
		moves: [
			move('published', 'retracted'),
			move('unreviewed', 'retracted'),
			move('in_review', 'retracted', 'published'),
			move('ready_for_review', 'retracted', 'published')
		]
	},
	correct: {
		by: 'moderator',
		moves: stays('in_review', 'needs_help', 'ready_for_review', 'unreviewed', 'published')
	},
	grade_claim: {
		by: 'moderator',
		moves: stays('in_review', 'needs_help', 'ready_for_review', 'unreviewed', 'published')
	},
	hold: { by: 'moderator', moves: [move('unreviewed', 'in_review'), move('published', 'in_review')] },
	merge: {
		by: 'moderator',
		moves: [
			move('submitted', 'rejected'),
			move('unreviewed', 'rejected'),
			move('in_review', 'rejected'),
			move('needs_help', 'rejected'),
			move('ready_for_review', 'rejected'),
			move('published', 'rejected')
		]
	},
	split: { by: 'moderator', moves: [move('rejected', 'as_before')] },
	delay: { by: 'moderator', moves: stays('in_review', 'needs_help', 'ready_for_review') },
	// Also before anybody has taken it up, and after it was withdrawn: a place that endangers people does not wait.
	coarsen: {
		by: 'moderator',
		moves: stays(
			'submitted',
			'in_review',
			'needs_help',
			'ready_for_review',
			'unreviewed',
			'published',
			'retracted'
		)
	}
};

export type ReviewedReport = { state: ReportState; wasPublished: boolean };

/** Where an act leads from where the report stands; null where there is no way. */
export function nextState(act: ReviewAct, { state, wasPublished }: ReviewedReport): Move['to'] | null {
	const history: History = wasPublished ? 'published' : 'never_published';
	const found = REVIEW[act].moves.find(
		(move) => move.from === state && (move.history === 'any' || move.history === history)
	);
	return found?.to ?? null;
}

/** Whether a person with this role may do it to reports at all; `isSender`: the report is the person's own. */
export function mayAct(act: ReviewAct, role: Role, isSender: boolean): boolean {
	return REVIEW[act].by === 'sender' ? isSender : isAtLeast(role, 'moderator');
}

/** What one moderator proposes and another must agree to, unless the operator switched it off. */
export const TWO_PERSON_RULES = ['confirmation', 'retraction', 'threat'] as const;
export type TwoPersonRule = (typeof TWO_PERSON_RULES)[number];
