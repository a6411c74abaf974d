import { DAY } from '#lib/domain/event-time.ts';
import type { Bin, BinUnit, DaySpan, Tick } from '#lib/domain/histogram-scale.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from '../language.ts';
import { dateRangeText, dateText } from '../times.ts';
import { numberText } from '../words.ts';

/** "24–30 November 2023". */
export const spanText = ({ from, to }: DaySpan, lang: Lang, month: 'long' | 'short' = 'long'): string =>
	dateRangeText(from * DAY, Math.max(to * DAY - 1, from * DAY), lang, month);

/** A day of the axis: "24 November 2023". */
export const dayText = (day: number, lang: Lang): string => dateText(day * DAY, lang);

export const PER_UNIT: Record<BinUnit, () => string> = {
	day: m.timeline_per_day,
	week: m.timeline_per_week,
	month: m.timeline_per_month,
	year: m.timeline_per_year
};

/** "24 November 2023: 12". */
export const binText = (bin: Bin, lang: Lang): string =>
	m.timeline_bar({ dates: spanText(bin, lang), count: numberText(bin.total, lang) });

const TICK: Record<Tick['unit'], Intl.DateTimeFormatOptions> = {
	day: { day: 'numeric', month: 'short' },
	month: { month: 'short' },
	year: { year: 'numeric' }
};
export const tickText = ({ day, unit }: Tick, lang: Lang): string =>
	new Intl.DateTimeFormat(intlLocale(lang), { ...TICK[unit], timeZone: 'UTC' }).format(day * DAY);
