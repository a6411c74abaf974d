import type { Source, SourceGrade } from '#lib/domain/source.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import { call, type Database } from './database.ts';

/** The registry in its own order, with who set each letter and the state of each feed. */
export async function all(db: Database): Promise<Source[]> {
	return (await call<Source[]>(db, 'registry')).map(fromJson);
}

const NAMES_KEPT = 60_000;
let kept: { at: number; names: Promise<SourceName[]> } | null = null;
export type SourceName = Pick<Source, 'slug' | 'name'>;

/** Slug and name of every source, for choices; public, and at most a minute old. */
export function names(db: Database): Promise<SourceName[]> {
	if (!kept || Date.now() - kept.at > NAMES_KEPT) {
		const fetched = all(db).then((sources) => sources.map(({ slug, name }) => ({ slug, name })));
		fetched.catch(() => (kept = null));
		kept = { at: Date.now(), names: fetched };
	}
	return kept.names;
}

export async function find(db: Database, slug: string): Promise<Source | null> {
	return (await all(db)).find((source) => source.slug === slug) ?? null;
}

/** Every letter the source ever had, newest first; `topic` is null for the source as a whole. */
export async function history(
	db: Database,
	slug: string
): Promise<(SourceGrade & { topic: string | null })[]> {
	const rows = await call<(SourceGrade & { topic: string | null })[]>(db, 'source_history', { source: slug });
	return rows.map((row) => ({ ...row, setAt: toInstant(row.setAt) }));
}

const instantOrNull = (text: string | null) => (text === null ? null : toInstant(text));

function fromJson(source: Source): Source {
	const { feed } = source;
	return {
		...source,
		reliability_set_at: toInstant(source.reliability_set_at),
		feed: {
			...feed,
			checkedAt: instantOrNull(feed.checkedAt),
			succeededAt: instantOrNull(feed.succeededAt),
			lastPostAt: instantOrNull(feed.lastPostAt)
		}
	};
}
