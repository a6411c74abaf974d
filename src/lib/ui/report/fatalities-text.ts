import type { Fatalities } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { numberText } from '../words.ts';

/** The figure as claimed, without the claimant: "12 (9–15)", "at least 3"; null where no number was given. */
export function fatalitiesText({ low, best, high }: Fatalities, lang: Lang): string | null {
	const number = (value: number) => numberText(value, lang);
	const range = low !== null && high !== null && low !== high ? `${number(low)}–${number(high)}` : null;
	if (best !== null) return range ? `${number(best)} (${range})` : number(best);
	if (range) return range;
	if (low !== null) return low === high ? number(low) : m.report_fatalities_at_least({ count: number(low) });
	return high === null ? null : m.report_fatalities_at_most({ count: number(high) });
}
