/** Rows for the tests of the database, written as its owner where no function of ours would write them. */
import type { ReportState } from '#lib/domain/report.ts';
import type { Role } from '#lib/domain/permissions.ts';

export const memberSql = (user: string, role: Role): string =>
	`insert into public.members (user_id, role) values ('${user}', '${role}');`;

/** A report in any state, sent by a person or read by the server. Its id is ours, so that both databases have the same. */
export const reportSql = (id: number, state: ReportState, sentBy: string | null = null): string => `
	insert into public.reports (id, theatre, title, event_type, occurred_at, time_precision, geom, place_name,
		geo_precision, uncertainty_m, state, state_reason, published_at)
	overriding system value values (${id}, 'ukraine', 'Report ${id}, ${state}', 'shelling', '2023-11-01T10:00:00Z', 'hour',
		'srid=4326;point(37.745 48.139)'::extensions.geography, 'Avdiivka', 'settlement', 1000, '${state}',
		case when '${state}' in ('rejected', 'retracted') then 'a test' end,
		case when '${state}' = 'published' then now() end);
	${sentBy === null ? '' : submissionSql(id, sentBy)}`;

const submissionSql = (report: number, sender: string): string => `
	insert into public.submissions (report_id, contributor, point, geo_precision, uncertainty_m, delay_minutes)
	values (${report}, '${sender}', 'srid=4326;point(37.7411 48.1377)'::extensions.geography, 'exact', 50, 0);
	insert into private.receipts (idempotency_key, sender, facts_hash, report_id)
	values (gen_random_uuid(), '${sender}', 'a test', ${report});`;

/** A registry entry with a feed. */
export const sourceSql = (slug: string, reliability = 'C', originGroup: string | null = null): string => `
	insert into public.sources (slug, name, theatres, kind, platform, url, feed_url, feed_kind, side, description,
		reliability, reliability_reason, status, origin_group)
	values ('${slug}', 'Source ${slug}', '{ukraine}', 'media', 'telegram', 'https://example.org/${slug}',
		'https://example.org/${slug}/feed', 'telegram_preview', 'none', 'for tests', '${reliability}', 'for tests', 'active',
		${originGroup === null ? 'null' : `'${originGroup}'`});
	insert into public.source_feeds (source) values ('${slug}');`;
