import type { Lang } from '#lib/domain/view.ts';
import { intlLocale } from './language.ts';

/** "4 min", "3 hr", "12 days": the largest unit of which there are two, rounded. @param minutes not negative */
export function durationText(minutes: number, lang: Lang): string {
	const [value, unit] =
		minutes < 120
			? [minutes, 'minute']
			: minutes < 48 * 60
				? [minutes / 60, 'hour']
				: [minutes / (24 * 60), 'day'];
	return new Intl.NumberFormat(intlLocale(lang), {
		style: 'unit',
		unit: unit as string,
		unitDisplay: 'short',
		maximumFractionDigits: 0
	}).format(value as number);
}
