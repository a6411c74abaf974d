/** Title and description of a page where a link to it is shown: place and UTC time, and how far it may be trusted. */
import type { Instant } from '#lib/domain/event-time.ts';
import { EVENT_TYPES, type EventType } from '#lib/domain/event-type.ts';
import { gradeOf, RELIABILITIES, type Reliability } from '#lib/domain/grade.ts';
import type { Report } from '#lib/domain/report.ts';
import type { Filter, Lang, View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { dateText, eventTimeText, momentText } from '../times.ts';
import { countsOf, frontsText, periodText } from '../view-words.ts';
import { CREDIBILITY_WORD, EVENT_WORD, numberText, RELIABILITY_WORD } from '../words.ts';

/** `place` gives way where both together are too long for a title. */
export type ShareWords = { place: string; time: string; description: string };

export type MapFacts = {
	view: View;
	filter: Filter;
	period: { from: number | null; to: number };
	facets: { total: number; types: Record<EventType, number>; reliabilities: Record<Reliability, number> };
};

export function mapWords({ view, filter, period, facets }: MapFacts, lang: Lang): ShareWords {
	const types = countsOf(EVENT_TYPES, facets.types, filter.types)
		.toSorted((a, b) => b.count - a.count)
		.map(({ value, count }) => `${EVENT_WORD[value]()} ${numberText(count, lang)}`);
	const chosen = (filter.types ?? []).map((type) => EVENT_WORD[type]());
	const filtered = [...chosen, ...(view.q ? [`“${view.q}”`] : [])].join(comma(lang));
	return {
		place: [frontsText(view), filtered].filter(Boolean).join(': '),
		time: `${daysText(view, period, lang)} UTC`,
		description: sentences([
			m.list_count({ count: numberText(facets.total, lang) }),
			reliabilitiesText(countsOf(RELIABILITIES, facets.reliabilities, filter.reliabilities), lang),
			types.join(comma(lang)),
			view.asOf === null ? '' : m.asof_known({ at: momentText(view.asOf, lang) })
		])
	};
}

/** "All time" goes on: in a link that is kept, it says until when. */
const daysText = (view: View, period: MapFacts['period'], lang: Lang): string =>
	period.from === null
		? m.period_until({ to: dateText(period.to - 1, lang) })
		: periodText(view, period, lang, 'short');

export function reportWords(report: Report, asOf: Instant | null, lang: Lang): ShareWords {
	const { title, place_name, place_names, reliability, credibility, sensitivity, state } = report;
	const place = place_names?.reader ?? place_name;
	return {
		place: title.includes(place) ? title : `${title} · ${place}`,
		time: eventTimeText(report, lang),
		description: sentences([
			state === 'retracted' ? m.state_retracted() : '',
			`${gradeOf([reliability], credibility)}: ${RELIABILITY_WORD[reliability]()}; ${CREDIBILITY_WORD[credibility]()}`,
			reliabilitiesText(letterCounts(report), lang),
			asOf === null ? '' : m.asof_known({ at: momentText(asOf, lang) }),
			// A preview is seen by people who chose nothing.
			sensitivity.length > 0 ? '' : report.summary
		])
	};
}

/** How many citations of a report have which letter. */
export function letterCounts({ citations }: Report): { value: Reliability; count: number }[] {
	const letters = Object.groupBy(citations, ({ reliability }) => reliability);
	return RELIABILITIES.flatMap((value) => (letters[value] ? [{ value, count: letters[value].length }] : []));
}

const reliabilitiesText = (counts: readonly { value: Reliability; count: number }[], lang: Lang): string =>
	counts.length === 0
		? ''
		: m.share_reliabilities({
				counts: counts.map(({ value, count }) => `${value} ${numberText(count, lang)}`).join(comma(lang))
			});

/** Between the items of a list. */
const comma = (lang: Lang): string => (lang === 'ar' ? '، ' : ', ');

const sentences = (texts: readonly string[]): string =>
	texts
		.filter(Boolean)
		.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
		.join(' ');
