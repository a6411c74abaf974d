import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from '../language.ts';

/** "850 m", "3.2 km", "41 km" in the reader's digits and units. @param metres */
export function distanceText(metres: number, lang: Lang): string {
	const digits = new Intl.NumberFormat(intlLocale(lang), { maximumFractionDigits: metres < 10_000 ? 1 : 0 });
	if (metres < 950) return m.unit_metres({ count: digits.format(Math.round(metres / 10) * 10) });
	return m.unit_kilometres({ count: digits.format(metres / 1000) });
}
