/**
 * What was reported of one front in one day or week, put in order. Nothing is added up but the reports themselves,
 * nothing is left out but what is counted, and nothing is placed, dated or graded here: that is as the reports have it.
 */
import type { BulletinPeriod } from './bulletin-period.ts';
import type { Instant, TimePrecision } from './event-time.ts';
import { EVENT_TYPES, type EventType } from './event-type.ts';
import type { Credibility } from './grade.ts';
import type { MergedAccount, Report, ReportId, ReportRevision, SinceThen } from './report.ts';
import { SENSITIVITIES, type Sensitivity } from './sensitivity.ts';
import type { Theatre } from './theatre.ts';

/** A correction of a report in the time the bulletin is about, whenever its event was. */
export type Correction = ReportRevision & { id: ReportId; title: string };

/** What a moderator adds to the text and takes from it; what reports say is corrected in the reports. */
export type BulletinEdits = {
	/** Plain text, paragraphs apart by empty lines; in `lang`. */
	lead: string;
	/** Language of lead, notes and reasons. */
	lang: string;
	left_out: { id: ReportId; reason: string }[];
	notes: { id: ReportId; text: string }[];
};

export const NO_EDITS: BulletinEdits = { lead: '', lang: 'en', left_out: [], notes: [] };

/** One published state of a bulletin; the newest counts, the others stay to be seen. */
export type Edition = {
	theatre: Theatre;
	date: string;
	revision: number;
	/** The reports were known so. */
	as_of: Instant;
	published_at: Instant;
	/** Null: published by the schedule, by no person. */
	signed_by_role: string | null;
	/** Why it was changed, where it was. */
	reason: string | null;
	edits: BulletinEdits;
};

export type BulletinDistrict = { district: string | null; reports: Report[] };
export type BulletinGroup = { type: EventType; count: number; districts: BulletinDistrict[] };

export type Bulletin = {
	theatre: Theatre;
	period: BulletinPeriod;
	knownAt: Instant;
	/** Null: made for whoever asks, of what is known now. */
	edition: Edition | null;
	/** Reports of the period without those that were withdrawn. */
	total: number;
	unreviewed: number;
	/** The most frequent kind first, in each the district with most reports first. */
	groups: BulletinGroup[];
	/** Dated to a week or month that is longer than the period: somewhere in it. */
	loose: Report[];
	/** Counted, but more than a bulletin can list. */
	unlisted: number;
	withdrawn: Report[];
	corrections: Correction[];
	accounts: ReadonlyMap<ReportId, readonly MergedAccount[]>;
	warnings: Sensitivity[];
	isDemo: boolean;
	/** What became of the listed reports after `knownAt`. */
	since: Readonly<Record<ReportId, SinceThen>>;
};

export type BulletinMaterial = Pick<
	Bulletin,
	'theatre' | 'period' | 'knownAt' | 'edition' | 'accounts' | 'since'
> & {
	/** Public reports of the front whose event began in the period, as they were known. */
	reports: readonly Report[];
	/** Where there are more than `reports`. */
	counts?: Pick<Bulletin, 'total' | 'unreviewed'>;
	revisions: readonly Correction[];
	/** Where a report happened, no more exactly than the gazetteer has its place; null where it does not say. */
	districtOf: (report: Report) => string | null;
};

/** Most reports a bulletin lists; the least certain beyond them are counted only. */
export const LISTED = 300;

const LONGER_THAN: Record<BulletinPeriod['kind'], readonly TimePrecision[]> = {
	day: ['week', 'month'],
	week: ['month']
};

export function composeBulletin(material: BulletinMaterial): Bulletin {
	const { period, edition } = material;
	const standing = material.reports.filter(({ state }) => state !== 'retracted');
	const leftOut = new Set(edition?.edits.left_out.map(({ id }) => id));
	const wanted = standing.filter(({ id }) => !leftOut.has(id));
	const listed = wanted
		.toSorted((a, b) => bySurety(a, b) || byTime(a, b))
		.slice(0, LISTED)
		.toSorted(byTime);
	const counts = material.counts ?? {
		total: standing.length,
		unreviewed: standing.filter(({ state }) => state === 'unreviewed').length
	};
	const isLoose = ({ time_precision }: Report) => LONGER_THAN[period.kind].includes(time_precision);
	const corrections = material.revisions.filter(isCorrection).toSorted(byChange);
	const told = new Set(corrections.filter(isWithdrawal).map(({ id }) => id));
	return {
		theatre: material.theatre,
		period,
		knownAt: material.knownAt,
		edition,
		...counts,
		groups: groupsOf(
			listed.filter((report) => !isLoose(report)),
			material.districtOf
		),
		loose: listed.filter(isLoose),
		unlisted: Math.max(0, counts.total - (standing.length - wanted.length) - listed.length),
		withdrawn: material.reports.filter(({ id, state }) => state === 'retracted' && !told.has(id)),
		corrections,
		accounts: material.accounts,
		warnings: SENSITIVITIES.filter((kind) => listed.some(({ sensitivity }) => sensitivity.includes(kind))),
		isDemo: standing.some(({ is_demo }) => is_demo),
		since: material.since
	};
}

/** The reports a bulletin lists, in its order. */
export const listedIn = ({ groups, loose }: Bulletin): Report[] => [
	...groups.flatMap(({ districts }) => districts.flatMap(({ reports }) => reports)),
	...loose
];

/** A review that only lets a report through, or counts its origins anew, corrects nothing. */
const isCorrection = (revision: Correction): boolean =>
	isWithdrawal(revision) ||
	Object.keys(revision.changes).some((field) => !['state', 'state_reason', 'origins'].includes(field));

export const isWithdrawal = ({ changes }: Pick<ReportRevision, 'changes'>): boolean =>
	changes.state?.to === 'retracted';

function groupsOf(reports: readonly Report[], districtOf: BulletinMaterial['districtOf']): BulletinGroup[] {
	return EVENT_TYPES.map((type) => {
		const own = reports.filter(({ event_type }) => event_type === type);
		const districts = new Map<string | null, Report[]>();
		for (const report of own) {
			const district = districtOf(report);
			districts.set(district, [...(districts.get(district) ?? []), report]);
		}
		return {
			type,
			count: own.length,
			districts: [...districts]
				.map(([district, reports]) => ({ district, reports }))
				.toSorted((a, b) => named(a) - named(b) || b.reports.length - a.reports.length)
		};
	})
		.filter(({ count }) => count > 0)
		.toSorted((a, b) => b.count - a.count);
}

/** What no district is known of comes last, however much it is. */
const named = ({ district }: BulletinDistrict): number => (district === null ? 1 : 0);

/** "Cannot be judged" is not the bottom of the scale: what is doubted or improbable comes after it. */
const CREDIBILITY_ORDER: readonly Credibility[] = [1, 2, 3, 6, 4, 5];
/** What a person looked at before what a machine placed, then what is better corroborated. */
export const bySurety = (
	a: Pick<Report, 'state' | 'credibility'>,
	b: Pick<Report, 'state' | 'credibility'>
): number =>
	Number(a.state === 'unreviewed') - Number(b.state === 'unreviewed') ||
	CREDIBILITY_ORDER.indexOf(a.credibility) - CREDIBILITY_ORDER.indexOf(b.credibility);
const byTime = (a: Report, b: Report): number =>
	Date.parse(a.occurred_at) - Date.parse(b.occurred_at) || a.id - b.id;
const byChange = (a: Correction, b: Correction): number =>
	Date.parse(a.changed_at) - Date.parse(b.changed_at) || a.id - b.id || a.revision - b.revision;
