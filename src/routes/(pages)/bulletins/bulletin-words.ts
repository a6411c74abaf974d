/** The words of a bulletin in the reader's language. Times are in UTC: people of several zones quote them. */
import type { Bulletin, Correction } from '#lib/domain/bulletin.ts';
import type { BulletinPeriod } from '#lib/domain/bulletin-period.ts';
import { CONTRIBUTOR, type Citation, type Report } from '#lib/domain/report.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import type { Lang } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import type { BulletinWords } from '#lib/publish/bulletin-text.ts';
import { pluralText, type PluralForms } from '#lib/ui/plural.ts';
import { changedField, changedValue, roleWord } from '#lib/ui/report/change-words.ts';
import { fatalitiesText } from '#lib/ui/report/fatalities-text.ts';
import { sideWord } from '#lib/ui/report/side-words.ts';
import { dateRangeText, dateText, dayHeading, eventTimeText, momentText } from '#lib/ui/times.ts';
import {
	EVENT_WORD,
	GEO_SHORT_WORD,
	numberText,
	radiusText,
	SENSITIVITY_WORD,
	THEATRE_WORD
} from '#lib/ui/words.ts';

const REPORTS: PluralForms = {
	zero: m.bulletin_reports_zero,
	one: m.bulletin_reports_one,
	two: m.bulletin_reports_two,
	few: m.bulletin_reports_few,
	many: m.bulletin_reports_many,
	other: m.bulletin_reports_other
};
const UNREVIEWED: PluralForms = {
	zero: m.bulletin_unreviewed_zero,
	one: m.bulletin_unreviewed_one,
	two: m.bulletin_unreviewed_two,
	few: m.bulletin_unreviewed_few,
	many: m.bulletin_unreviewed_many,
	other: m.bulletin_unreviewed_other
};

/** "Tuesday, 31 October 2023", "30 October – 5 November 2023" */
export const periodText = ({ kind, from, to }: BulletinPeriod, lang: Lang): string =>
	kind === 'day' ? dayHeading(new Date(from).toISOString(), lang) : dateRangeText(from, to - 1, lang);

/** "Gaza: bulletin of 31 October 2023" */
export function bulletinTitle(theatre: Theatre, period: BulletinPeriod, lang: Lang): string {
	const front = THEATRE_WORD[theatre]();
	return period.kind === 'day'
		? m.bulletin_title_day({ front, date: dateText(period.from, lang) })
		: m.bulletin_title_week({ front, dates: dateRangeText(period.from, period.to - 1, lang) });
}

/** "12 reports, 3 of them unreviewed" */
export const countsText = (
	{ total, unreviewed }: Pick<Bulletin, 'total' | 'unreviewed'>,
	lang: Lang
): string =>
	m.bulletin_counts({
		reports: pluralText(total, REPORTS, lang),
		unreviewed: pluralText(unreviewed, UNREVIEWED, lang)
	});

export function bulletinWords(bulletin: Bulletin, lang: Lang, now: number): BulletinWords {
	const { edition, theatre, period } = bulletin;
	const title = bulletinTitle(theatre, period, lang);
	const notes = edition?.edits.notes.length ?? 0;
	return {
		title,
		standing: standingOf(bulletin, lang, now),
		counts: countsText(bulletin, lang),
		nothing: m.bulletin_nothing(),
		warnings: m.bulletin_warnings({
			warnings: wordList(
				bulletin.warnings.map((kind) => SENSITIVITY_WORD[kind]()),
				lang
			)
		}),
		demo: m.bulletin_demo(),
		unlisted: m.bulletin_unlisted({ count: numberText(bulletin.unlisted, lang) }),
		pictureAlt: m.bulletin_picture({ title }),
		eventType: (type) => EVENT_WORD[type](),
		number: (count) => numberText(count, lang),
		noDistrict: m.bulletin_no_district(),
		loose: m.bulletin_loose(),
		looseNote: m.bulletin_loose_note(),
		unreviewed: m.state_unreviewed(),
		time: (times) => eventTimeText(times, lang),
		place: (report) => placeText(report, lang),
		sensitivity: ({ sensitivity }) => sensitivity.map((kind) => SENSITIVITY_WORD[kind]()),
		deaths: (fatalities) => deathsText(fatalities, lang),
		deathsLabel: m.report_fatalities(),
		accountsLabel: m.bulletin_accounts(),
		sourcesLabel: m.bulletin_sources(),
		noteLabel: m.bulletin_note(),
		sinceLabel: m.bulletin_since(),
		since: (became) => (became === 'retracted' ? m.bulletin_since_withdrawn() : m.bulletin_since_changed()),
		source: sourceText,
		corrections: m.bulletin_corrections(),
		noCorrections: m.bulletin_no_corrections(),
		correction: (correction) => correctionText(correction, lang),
		withdrawn: m.bulletin_withdrawn(),
		changesTitle: m.bulletin_changes(),
		noChanges: m.bulletin_changes_none(),
		leftOut: (reason) => m.bulletin_left_out({ reason }),
		leadAdded: edition?.edits.lead ? m.bulletin_lead_added() : null,
		notesAdded: notes > 0 ? m.bulletin_notes_added({ count: numberText(notes, lang) }) : null,
		figuresNote: m.report_fatalities_note(),
		onMap: m.bulletin_on_map()
	};
}

/** Who answers for it, and as of when. */
export function standingOf({ edition, period, knownAt }: Bulletin, lang: Lang, now: number): string[] {
	const known = momentText(knownAt, lang);
	if (!edition) {
		return [m.bulletin_live({ at: known }), ...(period.to > now ? [m.bulletin_running()] : [])];
	}
	const at = momentText(edition.published_at, lang);
	if (!edition.signed_by_role) return [m.bulletin_automatic({ at: known })];
	return [
		m.bulletin_signed({ role: roleWord(edition.signed_by_role), at, known }),
		...(edition.reason ? [m.bulletin_reason({ reason: edition.reason })] : [])
	];
}

const wordList = (words: readonly string[], lang: Lang): string =>
	new Intl.ListFormat(lang, { type: 'conjunction' }).format(words);

/** Never more exact than it is: what is no exact point says how far it may be from there. */
function placeText(report: Report, lang: Lang): string {
	const name = report.place_names?.reader ?? report.place_name;
	if (report.geo_precision === 'exact') return name;
	return `${name} (${GEO_SHORT_WORD[report.geo_precision]()}, ${radiusText(report.uncertainty_m, lang)})`;
}

function deathsText(fatalities: Report['fatalities'], lang: Lang): string | null {
	const text = fatalities && fatalitiesText(fatalities, lang);
	return text ? `${text}, ${m.report_fatalities_by({ claimant: fatalities!.claimed_by })}` : null;
}

function sourceText({ publisher, source_name, title, reliability, side }: Citation) {
	const name =
		publisher === CONTRIBUTOR ? m.citation_contributor() : (source_name ?? publisher ?? title ?? '—');
	return { name, about: [reliability, ...(side === undefined ? [] : [sideWord(side)])].join(', ') };
}

/** Facts a bulletin repeats in both states. A place may have been made less exact on purpose: it is only named. */
const TOLD = [
	'title',
	'event_type',
	'occurred_at',
	'occurred_until',
	'time_precision',
	'credibility',
	'fatalities'
];

function correctionText({ changes, changed_by_role, reason }: Correction, lang: Lang): string {
	const told = Object.entries(changes)
		.filter(([field]) => !['state', 'state_reason', 'origins'].includes(field))
		.map(([field, { from, to }]) =>
			TOLD.includes(field)
				? m.bulletin_change({
						field: changedField(field),
						from: changedValue(field, from, lang),
						to: changedValue(field, to, lang)
					})
				: changedField(field)
		);
	const why = m.bulletin_why({ role: roleWord(changed_by_role), reason });
	return told.length === 0 ? why : `${told.join('; ')} (${why})`;
}
