/** Lengths and areas in the reader's digits and units: three figures, as many as a hand on a map can mean. */
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from '../language.ts';

/** "850 m", "12.4 km". @param metres length */
export function lengthText(metres: number, lang: Lang): string {
	if (metres < 999.5) return m.unit_metres({ count: figures(metres, lang) });
	return m.unit_kilometres({ count: figures(metres / 1000, lang) });
}

/** "4,200 m²", "0.12 km²", "365 km²". @param squareMetres area */
export function areaText(squareMetres: number, lang: Lang): string {
	if (squareMetres < 9_995) return m.measure_square_metres({ count: figures(squareMetres, lang) });
	return m.measure_square_kilometres({ count: figures(squareMetres / 1e6, lang) });
}

/** Three significant figures; whole numbers keep all of theirs. */
function figures(value: number, lang: Lang): string {
	const whole = value >= 100;
	return new Intl.NumberFormat(
		intlLocale(lang),
		whole ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }
	).format(value);
}
