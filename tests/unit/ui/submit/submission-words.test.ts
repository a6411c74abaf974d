import { expect, test } from 'vitest';
import { readSubmission } from '#lib/domain/submission.ts';
import { problemText } from '#lib/ui/submit/submission-words.ts';

/** Something wrong in every field there is. */
const WRONG = {
	...{
		key: '0b9c2f1e-6a7d-4a52-9f6e-2d8c1f3a4b5c',
		text: 5,
		citations: ['x'],
		event_type: 'x',
		theatre: null
	},
	...{ occurred_at: 'x', time_precision: 'x', point: [0, 91], geo_precision: 'x', uncertainty_m: 0 },
	...{ place_name: '', sensitivity: [], delay_minutes: -1, public_precision: 'x', contact: 5 }
};

test('every problem of a field has words of its own', () => {
	const read = readSubmission(WRONG, Date.now());
	const problems = read.outcome === 'refused' ? read.problems : [];
	expect(problems.length).toBeGreaterThan(9);
	const other = problemText({ path: 'nothing', message: 'is wrong' });
	expect(problems.filter((problem) => problemText(problem) === other)).toEqual([]);
});

test('where the field alone does not say it, the problem does', () => {
	expect(problemText({ path: 'text', message: 'is longer than 4000 characters' })).toMatch(/4000/);
	expect(problemText({ path: 'text', message: 'is empty, and there is no link' })).not.toBe(
		problemText({ path: 'text', message: 'is not a text' })
	);
});
