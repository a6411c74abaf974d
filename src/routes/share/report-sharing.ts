import type { Instant } from '#lib/domain/event-time.ts';
import { reportView } from '#lib/domain/report-view.ts';
import type { Report } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import type { Choices } from '#lib/ui/address.ts';
import { reportWords } from '#lib/ui/share/share-words.ts';
import type { Sharing } from './shared-view.ts';
import { warningOf } from './warning.ts';

/** A report's page, passed on. */
export function reportSharing(
	report: Report,
	asOf: Instant | null,
	{ origin, lang, choices }: { origin: string; lang: Lang; choices: Choices }
): Omit<Sharing, 'lang' | 'now'> {
	const { place, time } = reportWords(report, asOf, lang);
	return {
		view: { ...reportView(report, asOf), ...choices },
		page: report.id,
		title: `${place} · ${time}`,
		alt: m.picture_alt({ title: `${place} · ${time}` }),
		warning: warningOf(report),
		origin
	};
}
