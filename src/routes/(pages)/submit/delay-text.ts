import type { Lang } from '#lib/domain/view.ts';
import { intlLocale } from '#lib/ui/language.ts';

/** "2 hours", "3 days". @param minutes whole hours or days where there is more than one of them */
export function delayText(minutes: number, lang: Lang): string {
	const [count, unit] =
		minutes % 1_440 === 0
			? [minutes / 1_440, 'day']
			: minutes % 60 === 0
				? [minutes / 60, 'hour']
				: [minutes, 'minute'];
	return new Intl.NumberFormat(intlLocale(lang), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
