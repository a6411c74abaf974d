/** A report as moderators see it: with the private side of who sent it, the evidence, and all that was done to it. */
import type { Credibility, Reliability } from './grade.ts';
import type { GeoPrecision, LngLat } from './location.ts';
import type { Report, ReportId, ReportRevision, ReportState } from './report.ts';

/** What holds a report back from the public, beyond its review. */
export type Delay = {
	public_from: string;
	/** It comes by itself then. */
	is_approved: boolean;
};

/** A line of the queue. */
export type QueueEntry = {
	report: Report;
	received_at: string;
	/** By a person, not read by the server. */
	is_sent: boolean;
	claim: 'mine' | 'another' | null;
	proposals: { act: string; is_mine: boolean }[];
	questions: { open: number; answered: number };
	delay: Delay | null;
	is_duplicate_suspected: boolean;
};

export type Queue = {
	counts: Partial<Record<ReportState | 'to_do', number>>;
	/** Where the next page begins; null at the end. */
	next: string | null;
	entries: QueueEntry[];
};

/** The private side: who sent it, exactly where, how to ask back. */
export type SentReport = {
	has_account: boolean;
	/** By the moderator who looks at it. */
	is_mine: boolean;
	point: LngLat;
	geo_precision: GeoPrecision;
	/** Metres. */
	uncertainty_m: number;
	/** No more exactly than this, its sender asked. */
	public_precision: GeoPrecision | null;
	delay_minutes: number;
	contact: { may_be_asked: boolean; address: string | null; credit_as: string | null } | null;
};

export type Question = {
	id: number;
	asked_at: string;
	question: string;
	answered_at: string | null;
	answer: string | null;
};

export type PostRevision = {
	revision: number;
	seen_at: string;
	kind: 'created' | 'edited' | 'deleted';
	title: string | null;
	text: string;
};

/** A post as it was read and kept. */
export type KeptPost = {
	id: number;
	title: string | null;
	text: string;
	lang: string | null;
	published_at: string | null;
	first_seen_at: string;
	deleted_at: string | null;
	forwarded_from: string | null;
	withheld: boolean;
	revisions: PostRevision[];
};

/** A citation with the post behind it, where the server has read one. */
export type Evidence = {
	id: number;
	source: string | null;
	source_name: string | null;
	publisher: string | null;
	title: string | null;
	note: string | null;
	url: string | null;
	archived_url: string | null;
	published_at: string | null;
	origin: string;
	content_warnings: string[];
	post: KeptPost | null;
};

/** How the reports of a source fared so far. */
export type TrackRecord = {
	source: string;
	name: string;
	reliability: Reliability;
	reliability_reason: string;
	total: number;
	states: Partial<Record<ReportState, number>>;
	credibilities: Partial<Record<Credibility, number>>;
	corrected: number;
	latest: {
		id: ReportId;
		title: string;
		state: ReportState;
		credibility: Credibility;
		occurred_at: string;
	}[];
};

/** What one moderator proposed and another must agree to. */
export type Proposal = {
	act: 'grade_claim' | 'publish' | 'retract' | 'correct';
	/** Of the act: a correction's fields, a grade. */
	facts: Record<string, unknown>;
	reason: string;
	proposed_at: string;
	by_role: string;
	is_mine: boolean;
	/** The report has not changed since. */
	is_current: boolean;
};

export type AuditRow = { at: string; act: string; role: string; reason: string | null; is_mine: boolean };

export type Merge = {
	kept: ReportId;
	merged: ReportId;
	kept_title: string;
	merged_title: string;
	reason: string;
	merged_at: string;
	split_at: string | null;
};

/** Another report that may tell of the same event. */
export type SimilarReport = {
	report: Report;
	distance_m: number;
	/** Later than this one; negative: earlier. */
	hours: number;
	same_origin: boolean;
	/** The share of words in common, 0 to 1. */
	likeness: number;
};

export type ReviewCase = {
	report: Report;
	received_at: string;
	was_published: boolean;
	merged_into: ReportId | null;
	claim: { is_mine: boolean; claimed_at: string } | null;
	delay: Delay | null;
	submission: SentReport | null;
	questions: Question[];
	evidence: Evidence[];
	sources: TrackRecord[];
	proposals: Proposal[];
	revisions: (ReportRevision & { is_public: boolean })[];
	audit: AuditRow[];
	merges: Merge[];
	similar: SimilarReport[];
};
