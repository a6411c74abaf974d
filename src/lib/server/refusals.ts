/** Why the database refused an act of a person: told apart so that a page can say it in words. */

export const REFUSALS = [
	'unchanged',
	'impossible',
	'taken',
	'read_only',
	'not_allowed',
	'missing',
	'nobody',
	'last_admin',
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
	'22023': 'invalid',
	'22P02': 'invalid',
	'22003': 'invalid',
	'23502': 'invalid'
};

/** Told apart more finely than by its code. */
const FIRST: readonly [RegExp, Refusal][] = [
	[/nobody has signed up as/, 'nobody'],
	[/the last admin/, 'last_admin']
];

/** Supabase Lite gives every exception the code SUP: then its sentence tells. */
const BY_SENTENCE: readonly [RegExp, Refusal][] = [
	[/nothing would change/, 'unchanged'],
	[
		/leaves no way to|nobody to ask|takes no other in|not to be public yet|merged with no other|merged itself|is kept coarse/,
		'impossible'
	],
	[/another moderator works on/, 'taken'],
	[/nothing can be changed at the moment/, 'read_only'],
	[/only moderators|only admins|permission denied/, 'not_allowed'],
	[
		/no report has the id|is not in the registry|there is no (such report|front|source)|is not hidden|no offer with the id/,
		'missing'
	],
	[
		/a reason |a bulletin (is|has) |a note on a report|a bulletin leaves out|credibility is 1 to 6|check constraint|cannot be corrected|is decided by an act|within 90 days|more exactly than that|at most 200|into itself|there is no (role|switch)|invalid input|out of range|not-null/,
		'invalid'
	]
];

type Cause = { code?: string; message?: string };

/** @throws Refused where the database refused, else what was thrown */
export function asRefused(problem: unknown): never {
	const cause = (problem instanceof Error ? problem.cause : null) as Cause | null;
	const said = (sentences: readonly [RegExp, Refusal][]) =>
		sentences.find(([sentence]) => sentence.test(cause?.message ?? ''))?.[1];
	const refusal = said(FIRST) ?? BY_CODE[cause?.code ?? ''] ?? said(BY_SENTENCE);
	throw refusal ? new Refused(refusal, problem as Error) : problem;
}
