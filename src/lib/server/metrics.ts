/** The figures of `/metrics`: how the feeds, the archive and the process are. No figure is of a person. */
import type { Metric } from '#lib/publish/metrics.ts';
import { placedPercent } from '#lib/domain/source-activity.ts';
import type { Archive } from './archive.ts';
import type { IngestTally } from './ingest-tally.ts';
import type { LiveHub } from './live-hub.ts';
import type { ActiveSource } from './source-activity.ts';

type Watched = {
	sources: readonly ActiveSource[];
	tally: Pick<IngestTally, 'readings' | 'posts'>;
	archive: Pick<Archive, 'columns'>;
	hub: Pick<LiveHub, 'readers'>;
	memory: NodeJS.MemoryUsage;
	/** Seconds. */
	uptime: number;
};

const seconds = (at: string | null): number | null => (at === null ? null : Date.parse(at) / 1_000);

export function metricsOf({ sources, tally, archive, hub, memory, uptime }: Watched): Metric[] {
	const read = sources.filter(({ feed }) => feed.checkedAt !== null);
	const perFeed = (
		name: string,
		help: string,
		of: (source: ActiveSource) => number | null,
		type: Metric['type'] = 'gauge'
	): Metric => ({
		name: `fronts_feed_${name}`,
		help,
		type,
		values: read.map((source) => ({ labels: { source: source.slug }, value: of(source) }))
	});
	const single = (name: string, help: string, value: number, type: Metric['type'] = 'gauge'): Metric => ({
		name: `fronts_${name}`,
		help,
		type,
		values: [{ value }]
	});
	return [
		perFeed('up', 'Whether the last reading went well.', ({ feed }) =>
			feed.outcome === 'ok' || feed.outcome === 'not_modified' ? 1 : 0
		),
		perFeed('silent', 'Whether nothing has come of it for longer than usual.', ({ silentSince }) =>
			silentSince === null ? 0 : 1
		),
		perFeed('layout_changed', 'Whether its page is no longer recognised.', ({ feed }) =>
			feed.outcome === 'layout_changed' ? 1 : 0
		),
		perFeed(
			'consecutive_failures',
			'Readings that failed since the last good one.',
			({ feed }) => feed.consecutiveFailures
		),
		perFeed('last_success_timestamp_seconds', 'When it was last read well.', ({ feed }) =>
			seconds(feed.succeededAt)
		),
		perFeed('last_post_timestamp_seconds', 'When its newest post was published.', ({ feed }) =>
			seconds(feed.lastPostAt)
		),
		perFeed('posts_14_days', 'Posts of the last 14 days.', ({ activity }) => activity.posts),
		perFeed('placed_percent', 'Of those, how many are on the map.', ({ activity }) =>
			placedPercent(activity)
		),
		perFeed('waiting_posts', 'Posts that wait for a person.', ({ activity }) => activity.waiting),
		perFeed(
			'lag_minutes',
			'Median minutes from a post to its first reading.',
			({ activity }) => activity.lagMinutes
		),
		{
			name: 'fronts_readings_total',
			help: 'Readings of feeds since this server started.',
			type: 'counter',
			values: [...tally.readings].map(([key, value]) => {
				const [source = '', outcome = ''] = key.split(' ');
				return { labels: { source, outcome }, value };
			})
		},
		{
			name: 'fronts_posts_total',
			help: 'Posts this server read since it started, by what became of them.',
			type: 'counter',
			values: Object.entries(tally.posts).map(([outcome, value]) => ({ labels: { outcome }, value }))
		},
		single('public_reports', 'Reports on the map.', archive.columns.size),
		single('live_readers', 'Open streams of changes.', hub.readers),
		single('resident_memory_bytes', 'Memory of the process.', memory.rss),
		single('uptime_seconds', 'Since the process started.', Math.round(uptime))
	];
}
