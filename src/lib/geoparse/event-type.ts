/**
 * What kind of event a text reports, by cue words in English, French, Russian, Ukrainian and Arabic. The kinds are tried
 * in order: the more specific one wins ("a drone strike killed three" is an air strike). A text without a cue has no
 * kind: an announcement, an opinion, an advertisement.
 */
import { HARM, NOT_AN_EVENT, RULES, type EventKind } from './event-cues.ts';
import { fold, foldArabic } from './tokens.ts';

export type { EventKind };

const WARNINGS = new RegExp(NOT_AN_EVENT, 'gu');

/** The first kind whose cue the text bears; null when it reports no event we know. Linear in the text. */
export function eventKindOf(text: string): EventKind | null {
	const folded = foldText(text).replace(WARNINGS, ' ');
	const rule = RULES.find(({ cues }) => cues.test(folded));
	return rule ? { type: rule.type, subtype: rule.subtype } : null;
}

/** Whether the text says that something happened, also where it is unsure what. Linear in the text. */
export const tellsOfEvent = (text: string): boolean => eventKindOf(text) !== null || tellsOfHarm(text);

/** Whether somebody or something came to harm, by whatever cause. */
export const tellsOfHarm = (text: string): boolean => HARM.test(foldText(text).replace(WARNINGS, ' '));

/** As cues are written: lower case, Latin without diacritics, Arabic letters unified. Long articles: the lead. */
function foldText(text: string): string {
	return foldArabic(text.slice(0, LEAD)).replace(/[\p{L}\p{M}]+/gu, fold);
}

/** Characters in which a report says what happened. */
const LEAD = 1_500;
