/**
 * Reliability of sources against credibility of claims, as moderators graded them. The two are to be judged apart;
 * where nearly all grades lie on the diagonal, one of them is not (Baker, McKendry & Mace 1968 found 87 %).
 */
import { RELIABILITIES, type Credibility, type Reliability } from './grade.ts';

export type Graded = { reliability: Reliability; credibility: Credibility; reports: number };

export type GradingMatrix = {
	/** Reports by letter, and in each by number from 1 to 6. */
	rows: { reliability: Reliability; counts: number[] }[];
	count: number;
	/** 0 to 1; of nothing it is 0. */
	onDiagonal: number;
};

export function gradingMatrix(grades: readonly Graded[]): GradingMatrix {
	const rows = RELIABILITIES.map((reliability) => ({ reliability, counts: [0, 0, 0, 0, 0, 0] }));
	let count = 0;
	let onDiagonal = 0;
	for (const { reliability, credibility, reports } of grades) {
		const letter = RELIABILITIES.indexOf(reliability);
		rows[letter]!.counts[credibility - 1]! += reports;
		count += reports;
		if (letter === credibility - 1) onDiagonal += reports;
	}
	return { rows, count, onDiagonal: count === 0 ? 0 : onDiagonal / count };
}
