/** Why the database refused an act of a person: told apart so that a page can say it in words. */

export const REFUSALS = [
	'unchanged',
	'impossible',
	'taken',
	'read_only',
	'not_allowed',
	'missing',
	'invalid'
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** An act the database refused; anything else that goes wrong stays an Error of its own. */
export class Refused extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal, cause: Error) {
		super(cause.message, { cause });
		this.refusal = refusal;
	}
}

/** As our migrations raise them, and PostgreSQL's own (appendix A of its manual). */
const BY_CODE: Record<string, Refusal> = {
	FR001: 'unchanged',
	FR002: 'impossible',
	FR003: 'taken',
	FR010: 'read_only',
	'42501': 'not_allowed',
	P0002: 'missing',
	'23514': 'invalid',
	'22023': 'invalid'
};

/** Supabase Lite gives every exception the code SUP: then its sentence tells. */
const BY_SENTENCE: readonly [RegExp, Refusal][] = [
	[/nothing would change/, 'unchanged'],
	[
		/leaves no way to|nobody to ask|takes no other in|not to be public yet|merged with no other|merged itself/,
		'impossible'
	],
	[/another moderator works on/, 'taken'],
	[/nothing can be changed at the moment/, 'read_only'],
	[/only moderators|permission denied/, 'not_allowed'],
	[/no report has the id|is not in the registry/, 'missing'],
	[
		/a reason |credibility is 1 to 6|check constraint|cannot be corrected|is decided by an act|within 90 days|more exactly than that|at most 200|into itself/,
		'invalid'
	]
];

type Cause = { code?: string; message?: string };

/** @throws Refused where the database refused, else what was thrown */
export function asRefused(problem: unknown): never {
	const cause = (problem instanceof Error ? problem.cause : null) as Cause | null;
	const refusal =
		BY_CODE[cause?.code ?? ''] ?? BY_SENTENCE.find(([sentence]) => sentence.test(cause?.message ?? ''))?.[1];
	throw refusal ? new Refused(refusal, problem as Error) : problem;
}
