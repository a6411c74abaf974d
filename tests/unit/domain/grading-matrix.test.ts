import { expect, test } from 'vitest';
import { gradingMatrix } from '#lib/domain/grading-matrix.ts';

test('grades on the diagonal are those whose number repeats the letter', () => {
	const matrix = gradingMatrix([
		{ reliability: 'A', credibility: 1, reports: 3 },
		{ reliability: 'C', credibility: 3, reports: 3 },
		{ reliability: 'C', credibility: 4, reports: 2 }
	]);
	expect(matrix).toMatchObject({ count: 8, onDiagonal: 0.75 });
	expect(matrix.rows[2]).toEqual({ reliability: 'C', counts: [0, 0, 3, 2, 0, 0] });
});

test('of nothing there is no share', () => {
	expect(gradingMatrix([])).toMatchObject({ count: 0, onDiagonal: 0 });
});
