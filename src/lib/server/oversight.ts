/** What moderators and admins see of each other's work, and the switches of a crisis. */
import { toInstant, type Instant } from '#lib/domain/event-time.ts';
import type { Credibility, Reliability } from '#lib/domain/grade.ts';
import type { Role } from '#lib/domain/permissions.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import { call, type Database } from './database.ts';
import { asRefused } from './refusals.ts';

/** @throws Refused */
const act = <T>(db: Database, name: string, args: Record<string, unknown>): Promise<T> =>
	call<T>(db, name, args).catch(asRefused);

export type Member = { email: string; role: Role; granted_at: Instant; granted_by: string | null };

export async function members(db: Database): Promise<Member[]> {
	const rows = await call<Member[]>(db, 'member_list');
	return rows.map((row) => ({ ...row, granted_at: toInstant(row.granted_at) }));
}

export const grant = (db: Database, email: string, role: string, reason: string): Promise<void> =>
	act(db, 'grant_role', { email, role, reason });

export const SWITCHES = [
	'read_only',
	'submissions_open',
	'two_person_confirmation',
	'two_person_retraction',
	'two_person_threat'
] as const;
export type Switch = (typeof SWITCHES)[number];
export type Switches = Record<Switch, boolean> & {
	/** Hours by front. */
	publication_delay_hours: Record<Theatre, number>;
};

export const switches = (db: Database): Promise<Switches> => call(db, 'switches');

export const turn = (db: Database, which: Switch, on: boolean, reason: string): Promise<void> =>
	act(db, 'change_switches', { patch: { [which]: on }, reason });

export const holdFront = (db: Database, theatre: string, hours: number, reason: string): Promise<void> =>
	act(db, 'hold_front', { theatre, hours, reason });

export const hideReport = (db: Database, id: number, reason: string): Promise<unknown> =>
	act(db, 'hide_report', { report_id: id, reason });

/** How many reports went with it. */
export const hideSource = (db: Database, source: string, reason: string): Promise<number> =>
	act(db, 'hide_source', { source, reason });
export const showSource = (db: Database, source: string, reason: string): Promise<number> =>
	act(db, 'show_source', { source, reason });
export const hiddenSources = (db: Database): Promise<string[]> => call(db, 'hidden_sources');

export type AuditEntry = {
	id: number;
	at: Instant;
	person: string | null;
	actor_role: string;
	act: string;
	report_id: number | null;
	reason: string | null;
	details: Record<string, unknown>;
};
export type AuditFilter = {
	person: string | null;
	act: string | null;
	report: number | null;
	before: number | null;
};

/** Newest first, `rows` at most. */
export async function audit(db: Database, filter: AuditFilter, rows: number): Promise<AuditEntry[]> {
	const entries = await call<AuditEntry[]>(db, 'audit_page', {
		...{ person: filter.person, act: filter.act, rows },
		...{ report_id: filter.report, before_id: filter.before }
	});
	return entries.map((entry) => ({ ...entry, at: toInstant(entry.at) }));
}

export type GradeCount = {
	moderator: string;
	reliability: Reliability;
	credibility: Credibility;
	reports: number;
};

export const gradingMatrix = (db: Database): Promise<GradeCount[]> => call(db, 'grading_matrix');
