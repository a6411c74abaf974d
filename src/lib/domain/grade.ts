/**
 * The Admiralty code, as printed in US Army FM 2-22.3 (2006), appendix B. Two axes that are never merged into one
 * number: the source by its record, the claim by its corroboration. F and 6 mean "cannot be judged", not "worst":
 * nothing may sort or colour them as the bottom of the scale.
 */
import * as v from 'valibot';

export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITIES)[number];
export const ReliabilitySchema = v.picklist(RELIABILITIES);

export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof CREDIBILITIES)[number];
export const CredibilitySchema = v.picklist(CREDIBILITIES);

/** "C3": the best source's reliability and the claim's credibility, side by side. */
export type Grade = `${Reliability}${Credibility}`;

/** A machine may propose at best 2 and never 5: confirming and refuting are a person's acts. */
export const MACHINE_CREDIBILITIES: readonly Credibility[] = [2, 3, 4, 6];

export function gradeOf(reliabilities: readonly Reliability[], credibility: Credibility): Grade {
	return `${bestReliability(reliabilities)}${credibility}`;
}

/** The best judged letter; F only when none has been judged. */
export function bestReliability(reliabilities: readonly Reliability[]): Reliability {
	return RELIABILITIES.find((letter) => letter !== 'F' && reliabilities.includes(letter)) ?? 'F';
}

export const isJudged = (mark: Reliability | Credibility): boolean => mark !== 'F' && mark !== 6;
