/** A sentence for a number: each language has its own forms (CLDR plural rules), chosen by `Intl`. */
import type { Lang } from '#lib/domain/view.ts';
import { intlLocale } from './language.ts';
import { numberText } from './words.ts';

type Sentence = (inputs: { count: string }) => string;
/** `zero` is said of 0 in every language; a form a language does not have is never asked for. */
export type PluralForms = Record<Intl.LDMLPluralRule, Sentence>;

export function pluralText(count: number, forms: PluralForms, lang: Lang): string {
	const form = count === 0 ? 'zero' : new Intl.PluralRules(intlLocale(lang)).select(count);
	return forms[form]({ count: numberText(count, lang) });
}
