/** What moderators read and do. Every question is asked as the moderator: the database decides what is answered. */
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { Credibility, Reliability } from '#lib/domain/grade.ts';
import type { GeoPrecision } from '#lib/domain/location.ts';
import type { QueueFilter } from '#lib/domain/queue-filter.ts';
import type { Proposal, Queue, ReviewCase } from '#lib/domain/review-case.ts';
import type { ReportId, ReportState } from '#lib/domain/report.ts';
import type { TwoPersonRule } from '#lib/domain/review.ts';
import { call, type Backend, type Database } from './database.ts';
import { asRefused } from './refusals.ts';
import * as reports from './reports.ts';

/** A page of the queue; empty for who is no moderator. @param after `next` of the page before */
export async function queue(
	db: Database,
	filter: QueueFilter,
	after: string | null,
	page: number
): Promise<Queue> {
	const { tab, theatre, type, source, age, isMine, needsSecond, words } = filter;
	const found = await call<Queue>(db, 'review_queue', {
		filter: {
			...{ state: tab, theatre, type, source, age },
			...{ mine: isMine || null, second: needsSecond || null, words: words || null }
		},
		after: after !== null && /^\d\.-?\d{1,18}\.\d{1,18}$/.test(after) ? after : null,
		page
	});
	return {
		...found,
		entries: found.entries.map((entry) => ({ ...entry, report: reports.fromJson(entry.report) }))
	};
}

/** Everything known of a report; null where there is none, or none for who asks. */
export async function find(db: Database, id: ReportId): Promise<ReviewCase | null> {
	const found = await call<ReviewCase | null>(db, 'review_report', { report_id: id });
	return (
		found && {
			...found,
			report: reports.fromJson(found.report),
			similar: found.similar.map((other) => ({ ...other, report: reports.fromJson(other.report) }))
		}
	);
}

/** What to do next; null when nothing waits. */
export const next = (db: Database, besides: ReportId | null = null): Promise<ReportId | null> =>
	call<ReportId | null>(db, 'next_to_review', { besides });

/** Which acts need a second person at present. */
export async function twoPersonRules(db: Database): Promise<Record<TwoPersonRule, boolean>> {
	const switches = await call<Record<`two_person_${TwoPersonRule}`, boolean>>(db, 'switches');
	return {
		confirmation: switches.two_person_confirmation,
		retraction: switches.two_person_retraction,
		threat: switches.two_person_threat
	};
}

/** Where a report stands after an act, and what it still waits for. */
export type Outcome = {
	state: ReportState;
	waits_for: 'second_person' | 'time' | null;
	/** Public from then on, where it waits for its time. */
	until?: Instant | null;
	/** Of a merge or split: the independent origins of the report that was asked about. */
	origins?: number;
};

/** @throws Refused */
const act = async (db: Database, name: string, args: Record<string, unknown>): Promise<Outcome> => {
	const outcome = await call<Outcome>(db, name, args).catch(asRefused);
	return outcome.until ? { ...outcome, until: toInstant(outcome.until) } : outcome;
};

export const claim = (db: Database, id: ReportId) => act(db, 'claim_report', { report_id: id });
export const release = (db: Database, id: ReportId) => act(db, 'release_report', { report_id: id });
export const makeReady = (db: Database, id: ReportId) => act(db, 'make_ready', { report_id: id });
export const ask = (db: Database, id: ReportId, question: string) =>
	act(db, 'ask_contributor', { report_id: id, question });
export const publish = (db: Database, id: ReportId, reason: string) =>
	act(db, 'publish_report', { report_id: id, reason });
export const reject = (db: Database, id: ReportId, reason: string) =>
	act(db, 'reject_report', { report_id: id, reason });
export const retract = (db: Database, id: ReportId, reason: string) =>
	act(db, 'retract_report', { report_id: id, reason });
export const hide = (db: Database, id: ReportId, reason: string) =>
	act(db, 'hide_report', { report_id: id, reason });
export const split = (db: Database, id: ReportId, reason: string) =>
	act(db, 'split_report', { report_id: id, reason });
/** The merged report is public no longer; its address leads to the kept one. */
export const merge = (db: Database, merged: ReportId, kept: ReportId, reason: string) =>
	act(db, 'merge_reports', { merged, kept, reason });
/** @param patch only what changes, in the API's names */
export const correct = (db: Database, id: ReportId, patch: Record<string, unknown>, reason: string) =>
	act(db, 'correct_report', { report_id: id, patch, reason });
export const gradeClaim = (db: Database, id: ReportId, credibility: Credibility, reason: string) =>
	act(db, 'grade_claim', { report_id: id, credibility, reason });
/** @param until null takes the delay away */
export const delay = (db: Database, id: ReportId, until: Instant | null, reason: string) =>
	act(db, 'delay_publication', { report_id: id, until, reason });
/** @param placeName null keeps the name */
export const coarsen = (
	db: Database,
	id: ReportId,
	{ precision, placeName }: { precision: GeoPrecision; placeName: string | null },
	reason: string
) => act(db, 'coarsen_report', { report_id: id, geo_precision: precision, reason, place_name: placeName });

/** To agree is to do the same act; the reason is one's own. */
export function agree(db: Database, id: ReportId, { act, facts }: Proposal, reason: string) {
	if (act === 'grade_claim') return gradeClaim(db, id, facts.credibility as Credibility, reason);
	if (act === 'correct') return correct(db, id, facts, reason);
	return act === 'publish' ? publish(db, id, reason) : retract(db, id, reason);
}

/** Sets a source's letter, as a whole or for one topic. @throws Refused */
export const gradeSource = (
	db: Database,
	source: string,
	grade: { reliability: Reliability; topic: string | null; reason: string }
): Promise<void> => call<void>(db, 'grade_source', { source, ...grade }).catch(asRefused);

/** Frees what moderators have left for a day; how many. */
export const releaseIdle = ({ service }: Pick<Backend, 'service'>): Promise<number> =>
	call<number>(service, 'release_idle_claims');
