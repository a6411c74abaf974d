/** A report as an item of a feed: what, where, when, how sure and who says so, in the reader's words. */
import { gradeOf } from '#lib/domain/grade.ts';
import { CONTRIBUTOR } from '#lib/domain/report.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import type { FeedItem } from '#lib/publish/feed.ts';
import type { ExportCitation, ExportRow } from '#lib/publish/export-row.ts';
import { escaped } from '#lib/publish/xml.ts';
import { reportAddress } from '#lib/ui/address.ts';
import { fatalitiesText } from '#lib/ui/report/fatalities-text.ts';
import { dateText, eventTimeText, momentText } from '#lib/ui/times.ts';
import {
	CREDIBILITY_WORD,
	EVENT_WORD,
	GEO_WORD,
	radiusText,
	RELIABILITY_WORD,
	SENSITIVITY_WORD,
	STATE_WORD,
	THEATRE_WORD,
	warningWord
} from '#lib/ui/words.ts';

type Reading = { origin: string; lang: Lang; asOf: Instant | null; updated: Instant };

export function toItem(report: ExportRow, { origin, lang, asOf, updated }: Reading): FeedItem {
	const grade = gradeOf([report.reliability], report.credibility);
	const facts = factsOf(report, lang);
	const lines = [facts, gradeText(report), textOf(report), sourcesText(report)];
	return {
		id: `${origin}/reports/${report.id}`,
		url: origin + reportAddress(report.id, asOf),
		title: `${markedTitle(report)} · ${grade}`,
		summary: lines.filter(Boolean).join('\n'),
		html: htmlOf(report, facts, lang),
		published: publishedAt(report),
		updated,
		categories: [
			{ term: report.event_type, label: EVENT_WORD[report.event_type]() },
			{ term: report.theatre, label: THEATRE_WORD[report.theatre]() },
			{ term: grade, label: grade },
			{ term: report.state, label: STATE_WORD[report.state]() }
		],
		point: report.point,
		placeName: placeOf(report),
		radius: report.uncertainty_m
	};
}

/** Nobody should take what a machine placed, or what was withdrawn, for what was checked. */
function markedTitle({ state, title }: ExportRow): string {
	if (state === 'retracted') return m.feed_retracted({ title });
	return state === 'unreviewed' ? m.feed_unreviewed({ title }) : title;
}

/** A report no person has published yet is as old as the first that said so. */
function publishedAt({ published_at, citations, updated_at }: ExportRow): Instant {
	const first = citations.flatMap((citation) => citation.published_at ?? []).sort()[0];
	return published_at ?? first ?? updated_at;
}

const placeOf = (report: ExportRow): string => report.place_names?.reader ?? report.place_name;

const factsOf = (report: ExportRow, lang: Lang): string =>
	[
		EVENT_WORD[report.event_type](),
		`${placeOf(report)} (${GEO_WORD[report.geo_precision]()}, ${radiusText(report.uncertainty_m, lang)})`,
		eventTimeText(report, lang)
	].join(' · ');

const gradeText = (report: ExportRow): string =>
	m.report_grade_title({
		grade: gradeOf([report.reliability], report.credibility),
		reliability: RELIABILITY_WORD[report.reliability](),
		credibility: CREDIBILITY_WORD[report.credibility]()
	});

/** Why it was withdrawn; or the warning instead of what it warns of; or what is reported. */
function textOf(report: ExportRow): string {
	if (report.state === 'retracted')
		return [m.state_retracted_note(), report.state_reason].filter(Boolean).join(' ');
	if (report.sensitivity.length === 0) return report.summary;
	const warnings = report.sensitivity.map((mark) => SENSITIVITY_WORD[mark]()).join(', ');
	return m.feed_warning({ warnings });
}

const nameOf = ({ publisher, source_name, title, url }: ExportCitation): string =>
	publisher === CONTRIBUTOR ? m.citation_contributor() : (source_name ?? publisher ?? title ?? url ?? '');

const sourcesText = ({ citations }: ExportRow): string =>
	`${m.report_citations()}: ${citations.map((citation) => `${nameOf(citation)} (${citation.reliability})`).join(', ')}`;

const paragraph = (text: string): string => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`;
const link = (url: string, words: string): string => `<a href="${escaped(url)}">${escaped(words)}</a>`;

function htmlOf(report: ExportRow, facts: string, lang: Lang): string {
	const deaths = report.fatalities && fatalitiesText(report.fatalities, lang);
	return [
		paragraph(facts),
		paragraph(gradeText(report)),
		paragraph(textOf(report)),
		deaths &&
			paragraph(
				`${m.report_fatalities()}: ${deaths}, ${m.report_fatalities_by({ claimant: report.fatalities!.claimed_by })}`
			),
		`<p>${escaped(m.report_citations())}:</p>`,
		`<ul>${report.citations.map((citation) => `<li>${citationHtml(citation, lang)}</li>`).join('')}</ul>`,
		report.revision > 1 && paragraph(`${m.report_updated()}: ${momentText(report.updated_at, lang)}`)
	]
		.filter(Boolean)
		.join('');
}

function citationHtml(citation: ExportCitation, lang: Lang): string {
	const name = nameOf(citation);
	const { url, archived_url, title, reliability, published_at, content_warnings } = citation;
	return [
		`${url ? link(url, name) : escaped(name)} (${reliability})`,
		title && title !== name && escaped(title),
		published_at && escaped(dateText(published_at, lang)),
		archived_url && link(archived_url, m.report_archived()),
		content_warnings.length > 0 &&
			escaped(`${m.source_warnings()}: ${content_warnings.map(warningWord).join(', ')}`)
	]
		.filter(Boolean)
		.join(' · ');
}
