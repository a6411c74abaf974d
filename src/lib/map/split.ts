/** What a bubble says of the reports in it: how many of each type, and the best grade one of them has. */
import type { CellFeature, ReportFeature } from '#lib/columns/tile-features.ts';
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { CREDIBILITIES, RELIABILITIES, type Grade } from '#lib/domain/grade.ts';

/** Comma list of counts by place in `EVENT_TYPES`: GeoJSON properties on the map hold no lists. */
export type SplitProperties = {
	types: string;
	best: Grade;
	ring: string;
	/** The most that anybody claims for one report of them. */
	deaths: number;
};

export function splitOf(members: readonly (ReportFeature | CellFeature)[]): SplitProperties {
	const types = EVENT_TYPES.map(() => 0);
	const grades: Grade[] = [];
	const deaths = Math.max(...members.map((member) => member.deaths));
	for (const member of members) {
		if ('types' in member) {
			member.types.forEach((count, code) => (types[code]! += count));
			grades.push(member.best);
		} else {
			types[EVENT_TYPES.indexOf(member.type)]! += 1;
			grades.push(`${member.reliability}${member.credibility}`);
		}
	}
	return { types: types.join(), best: bestGrade(grades), ring: ringId(types), deaths };
}

/** The counts of each type in `types`, the most frequent first; those that do not occur are left out. */
export const typeCounts = (types: string): { type: (typeof EVENT_TYPES)[number]; count: number }[] =>
	types
		.split(',')
		.map((count, code) => ({ type: EVENT_TYPES[code]!, count: Number(count) }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count);

/** The grade of the most credible claim, among equals of the best source. The tiles order them alike. */
function bestGrade(grades: readonly Grade[]): Grade {
	const rank = (grade: Grade) =>
		CREDIBILITIES.findIndex((number) => String(number) === grade[1]) * RELIABILITIES.length +
		RELIABILITIES.findIndex((letter) => letter === grade[0]);
	return grades.reduce((best, grade) => (rank(grade) < rank(best) ? grade : best));
}

/** Parts of a ring. So few that rings of nearly the same split are one image. */
export const RING_PARTS = 24;

/** `ring/{parts of each type}`, the parts together `RING_PARTS`; a type that occurs has at least one. */
export function ringId(types: readonly number[]): string {
	const total = types.reduce((sum, count) => sum + count, 0);
	const parts = types.map((count) =>
		count === 0 ? 0 : Math.max(1, Math.floor((count / total) * RING_PARTS))
	);
	// What rounding left over, or took too much, falls to the most frequent type.
	const largest = types.indexOf(Math.max(...types));
	parts[largest]! += RING_PARTS - parts.reduce((sum, part) => sum + part, 0);
	return `ring/${parts.join('-')}`;
}

/** Parts of each type, or null when the id is not of a ring. */
export function parseRingId(id: string): number[] | null {
	const match = /^ring\/(\d{1,2}(?:-\d{1,2}){7})$/.exec(id);
	return match ? match[1]!.split('-').map(Number) : null;
}
