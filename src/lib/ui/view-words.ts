/** A view in words: which fronts, when, how many of what. Times are UTC: what is written here is read anywhere. */
import { THEATRES } from '#lib/domain/theatre.ts';
import type { Lang, View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { dateRangeText, dateText } from './times.ts';
import { PERIOD_WORD, THEATRE_WORD } from './words.ts';

/** "Gaza · Ukraine" */
export const frontsText = ({ theatres }: Pick<View, 'theatres'>): string =>
	(theatres ?? THEATRES).map((theatre) => THEATRE_WORD[theatre]()).join(' · ');

/**
 * The days a view shows. The last day is inside; without a beginning it is everything until then.
 * @param period milliseconds since 1970, half-open
 */
export function periodText(
	view: Pick<View, 'period'>,
	period: { from: number | null; to: number },
	lang: Lang,
	month: 'long' | 'short' = 'long'
): string {
	if (period.from === null) {
		return 'last' in view.period
			? PERIOD_WORD[view.period.last]()
			: m.period_until({ to: dateText(period.to - 1, lang) });
	}
	return dateRangeText(period.from, period.to - 1, lang, month);
}

/** What there is of each value, of the chosen ones: a count for a choice ignores the choice itself. */
export const countsOf = <T extends string | number>(
	vocabulary: readonly T[],
	counts: Record<T, number>,
	chosen: readonly T[] | null
): { value: T; count: number }[] =>
	vocabulary
		.filter((value) => counts[value] > 0 && (chosen === null || chosen.includes(value)))
		.map((value) => ({ value, count: counts[value] }));
