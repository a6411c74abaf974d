import type { Report } from '#lib/domain/report.ts';
import { m } from '#lib/i18n/messages.js';
import { SENSITIVITY_WORD } from '#lib/ui/words.ts';

/** What a reader is warned of before they see a report elsewhere; null: of nothing. */
export const warningOf = ({ sensitivity }: Pick<Report, 'sensitivity'>): string | null =>
	sensitivity.length === 0
		? null
		: `${m.report_sensitive()}: ${sensitivity.map((value) => SENSITIVITY_WORD[value]()).join(', ')}`;
