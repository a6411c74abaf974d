/** Texts that name places and events without reporting one: opinion, memory, diplomacy. All in folded form. */
import type { EventKind } from './event-type.ts';
import { fold, foldArabic } from './tokens.ts';

/** Books, films, columns and anniversaries. */
const MUSING =
	/(?<!\p{L})(?:opinion|op-ed|editorial|podcast|novel|poet|poem|documentary|anniversary|analysis (?:from|by|of the)|our series|part (?:one|two|three|four|\d)|book|history of|remembers?|recalls|tribune|roman|poete|livre|documentaire|anniversaire|editorial|une analyse|analyste|мнение|колонк[аи]|книг[аеуи]|роман|поэт|документальн\p{L}*|годовщин\p{L}*|вспоминает|думк[аи]|книз[іи]|фільм\p{L}*|поет|річниц\p{L}*|згадує|спогад\p{L}*)(?!\p{L})|(?<!\p{L})[وبفلك]*(?:ال)?(?:محلل|مقال|كتاب|فيلم|روايه|ذكري|شاعر|قصيده|وثايقي|وثائقي)(?!\p{L})/u;
const DIPLOMACY =
	/security council|general assembly|resolution|negotiat|talks(?!\p{L})|mediat|veto|summit|совбез|резолюц|переговор|саммит|радбез|перемовин|саміт|conseil de securite|negociation|sommet|pourparlers|مجلس الامن|مفاوضات|الجمعيه العامه|محادثات|قمه/u;
const WAR: ReadonlySet<string> = new Set([
	'battles',
	'air_strikes',
	'shelling',
	'explosions',
	'violence_against_civilians',
	'protests_riots'
]);

/** Whether the text muses, or tells of talks and of nothing that happened on the ground. */
export function isNoReport(text: string, kind: EventKind | null): boolean {
	const folded = foldArabic(text.slice(0, LEAD)).replace(/[\p{L}\p{M}]+/gu, fold);
	return MUSING.test(folded) || (DIPLOMACY.test(folded) && (kind === null || !WAR.has(kind.type)));
}
const LEAD = 1_500;

const YEAR =
	/(?<!\p{L})(?:in|of|since|back in|en|depuis|de|в|у|с|із|з|في|عام|منذ|سنة)\s(?:the year |année |году? )?((?:19|20)\d\d)(?![\p{N}-])/giu;

/** Whether a sentence speaks of a year before the post's, and of no other: "the offensive of 2022". */
export function isOfAnotherYear(sentence: string, year: number): boolean {
	const years = Array.from(sentence.matchAll(YEAR), ([, said]) => Number(said));
	return years.length > 0 && years.every((said) => said < year);
}
