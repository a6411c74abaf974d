/** Compares what came in: which posts are one voice is decided here, which reports are one event is only suggested. */
import type { Instant } from '#lib/domain/event-time.ts';
import { clusterEvents, likelyPairs, type ToldReport } from '#lib/domain/event-cluster.ts';
import { joinOrigins, voicePrint, type Voice } from '#lib/domain/post-origin.ts';
import type { Report, ReportId } from '#lib/domain/report.ts';
import { call, type Backend, type Database } from './database.ts';
import { asRefused } from './refusals.ts';
import * as reports from './reports.ts';

/** Posts, and reports, that are compared in one go. */
const PAGE = 200;
const HOUR = 3_600_000;

type Service = Pick<Backend, 'service'>;
type Versioned = { revision: number };

/** Joins new posts with what they repeat; how many were compared and how many repeat another. */
export async function compareNewPosts({ service }: Service): Promise<{ compared: number; joined: number }> {
	const sum = { compared: 0, joined: 0 };
	for (;;) {
		const voices = await call<(Voice & Versioned)[]>(service, 'posts_to_compare', { page: PAGE });
		if (voices.length === 0) return sum;
		const revisions = new Map(voices.map(({ id, revision }) => [id, revision]));
		const prints = voices.map(voicePrint);
		const others = await call<Voice[]>(service, 'note_prints', {
			prints: prints.map(({ id, simhash, keys }) => ({ id, revision: revisions.get(id), simhash, keys }))
		});
		const joins = joinOrigins([...prints, ...others.map(voicePrint)]).filter(
			(join) => revisions.has(join.id) || revisions.has(join.with)
		);
		if (joins.length > 0) await call<number>(service, 'join_origins', { joins });
		sum.compared += voices.length;
		sum.joined += joins.length;
	}
}

/** Suggests which reports may be one event; how many were compared and how many pairs were found. */
export async function compareNewReports({
	service
}: Service): Promise<{ compared: number; suggested: number }> {
	const sum = { compared: 0, suggested: 0 };
	for (;;) {
		const found = await call<{ reports: (ToldReport & Versioned)[]; others: ToldReport[] }>(
			service,
			'reports_to_compare',
			{ page: PAGE }
		);
		if (found.reports.length === 0) return sum;
		const all = [...found.reports, ...found.others];
		const pairs = likelyPairs(all);
		const group = new Map(
			clusterEvents(all, pairs).flatMap((ids) => ids.map((id): [number, number[]] => [id, ids]))
		);
		const own = new Set(found.reports.map(({ id }) => id));
		const suggested = pairs.filter(
			({ a, b }) => (own.has(a) || own.has(b)) && group.has(a) && group.get(a) === group.get(b)
		);
		await call<void>(service, 'suggest_same_event', {
			compared: found.reports.map(({ id, revision }) => ({ id, revision })),
			pairs: suggested.map(({ a, b, likeness: { why, score, distance, apart, isRead } }) => ({
				...{ a, b, why, score: isRead ? score : null },
				...{ distance_m: Math.round(distance), hours: Number.isFinite(apart) ? apart / HOUR : 24 }
			}))
		});
		sum.compared += found.reports.length;
		sum.suggested += suggested.length;
	}
}

/** Another report that may tell of the same event. */
export type Suggestion = {
	report: Report;
	why: 'same_link' | 'same_event';
	/** Of the words, 0 to 1; null where they are of two scripts. */
	score: number | null;
	distance_m: number;
	hours: number;
	dismissed: { at: Instant; reason: string } | null;
};

/** The likeliest first, what was dismissed last; empty for who is no moderator. */
export async function suggestionsOf(db: Database, id: ReportId): Promise<Suggestion[]> {
	const found = await call<Suggestion[]>(db, 'same_event_suggestions_of', { report_id: id });
	return found.map((suggestion) => ({ ...suggestion, report: reports.fromJson(suggestion.report) }));
}

/** They tell of two events, a moderator says: not suggested again. @throws Refused */
export const dismiss = (db: Database, id: ReportId, other: ReportId, reason: string): Promise<void> =>
	call<void>(db, 'dismiss_same_event', { report_id: id, other, reason }).catch(asRefused);
