import type { Source } from '#lib/domain/source.ts';
import { NO_ACTIVITY, silentSince, type SourceActivity } from '#lib/domain/source-activity.ts';
import { call, type Database } from './database.ts';
import * as sources from './sources.ts';

export type ActiveSource = Source & {
	activity: SourceActivity;
	/** UTC instant; null while it is as lively as usual. */
	silentSince: string | null;
};

const KEPT = 60_000;
let kept: { at: number; activity: Promise<Record<string, SourceActivity>> } | null = null;

/** Counts over all posts are dear and the same for everybody: at most a minute old. */
function activityOf(db: Database): Promise<Record<string, SourceActivity>> {
	if (!kept || performance.now() - kept.at > KEPT) {
		const activity = call<Record<string, SourceActivity>>(db, 'source_activity');
		activity.catch(() => (kept = null));
		kept = { at: performance.now(), activity };
	}
	return kept.activity;
}

/** The registry in its own order, each source with how lively it is. @param now milliseconds since 1970 */
export async function all(db: Database, now = Date.now()): Promise<ActiveSource[]> {
	const [registry, activity] = await Promise.all([sources.all(db), activityOf(db)]);
	return registry.map((source) => withActivity(source, activity[source.slug], now));
}

export async function find(db: Database, slug: string, now = Date.now()): Promise<ActiveSource | null> {
	return (await all(db, now)).find((source) => source.slug === slug) ?? null;
}

const withActivity = (source: Source, activity: SourceActivity = NO_ACTIVITY, now: number): ActiveSource => ({
	...source,
	activity,
	silentSince: isRead(source) ? silentSince(source.feed, activity, now) : null
});

const isRead = ({ feed_kind, status }: Source): boolean =>
	feed_kind !== 'none' && (status === 'active' || status === 'unreachable');
