import { describe, expect, test } from 'vitest';
import { ROLES } from '#lib/domain/permissions.ts';
import { PUBLIC_STATES, REPORT_STATES, type ReportState } from '#lib/domain/report.ts';
import { mayAct, nextState, REVIEW, REVIEW_ACTS } from '#lib/domain/review.ts';

const isPublic = (state: string) => PUBLIC_STATES.some((open) => open === state);
const everywhere = REPORT_STATES.flatMap((state) =>
	[false, true].map((wasPublished) => ({ state, wasPublished }))
);
/** Where an act may begin, of reports that were never published. */
const from = (act: (typeof REVIEW_ACTS)[number]): ReportState[] =>
	REPORT_STATES.filter((state) => nextState(act, { state, wasPublished: false }) !== null);

describe('what review does not allow', () => {
	test('nobody below a moderator does anything but answer, and that only to the own report', () => {
		for (const act of REVIEW_ACTS) {
			for (const role of ['viewer', 'contributor', 'trusted_contributor'] as const) {
				expect([act, role, mayAct(act, role, false)]).toEqual([act, role, false]);
				expect([act, role, mayAct(act, role, true)]).toEqual([act, role, act === 'answer']);
			}
		}
	});

	test('a moderator does not answer for a contributor', () => {
		for (const role of ROLES) expect(mayAct('answer', role, false)).toBe(false);
	});

	test('a report becomes public by publishing, or by taking a merge back', () => {
		for (const act of REVIEW_ACTS.filter((act) => act !== 'publish' && act !== 'split')) {
			for (const report of everywhere.filter(({ state }) => !isPublic(state))) {
				const to = nextState(act, report);
				if (to !== null && isPublic(to)) expect([act, report.wasPublished]).toEqual(['retract', true]);
			}
		}
	});

	test('what was published is never rejected', () => {
		for (const state of REPORT_STATES) expect(nextState('reject', { state, wasPublished: true })).toBeNull();
	});

	test('what was never public is not retracted', () => {
		expect(from('retract')).toEqual(['unreviewed', 'published']);
	});

	test('nothing leads out of a retraction; its place can still be made less exact', () => {
		const report = { state: 'retracted', wasPublished: true } as const;
		for (const act of REVIEW_ACTS)
			expect([act, nextState(act, report)]).toEqual([act, act === 'coarsen' ? 'retracted' : null]);
	});

	test('a submission is looked at before it is published', () => {
		expect(from('publish')).toEqual(['unreviewed', 'in_review', 'ready_for_review']);
	});
});

test('to take up, to leave, to ask and to grade a public report leaves it on the map', () => {
	for (const act of ['claim', 'release', 'ask', 'answer', 'grade_claim', 'correct'] as const) {
		for (const { from, to } of REVIEW[act].moves.filter(({ from }) => isPublic(from))) expect(to).toBe(from);
	}
});

test('no act has two ways out of one state', () => {
	for (const { moves } of Object.values(REVIEW)) {
		const starts = moves.map(({ from }) => from);
		expect(new Set(starts).size).toBe(starts.length);
	}
});

test('each state but the last one leads on', () => {
	for (const state of REPORT_STATES.filter((state) => state !== 'retracted'))
		expect(REVIEW_ACTS.some((act) => nextState(act, { state, wasPublished: false }) !== null)).toBe(true);
});
