-- What the tests start from: three people, one source, a report in each state. Included by each file's transaction.
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;

insert into auth.users (id, email) values
	('00000000-0000-4000-8000-000000000001', 'contributor@people.example'),
	('00000000-0000-4000-8000-000000000002', 'moderator@people.example'),
	('00000000-0000-4000-8000-000000000003', 'other@people.example');
insert into public.members (user_id, role) values
	('00000000-0000-4000-8000-000000000001', 'contributor'),
	('00000000-0000-4000-8000-000000000002', 'moderator');

insert into public.sources (slug, name, theatres, kind, platform, feed_kind, side, description, reliability,
	reliability_reason, status)
values ('known', 'Known', '{ukraine}', 'media', 'telegram', 'none', 'none', 'for tests', 'C', 'for tests', 'link_only');
insert into public.source_grades (source, reliability, reason, set_by_name) values ('known', 'C', 'for tests', 'tests');

insert into public.reports (id, theatre, title, event_type, occurred_at, time_precision, geom, place_name, geo_precision,
	uncertainty_m, state, state_reason, published_at, created_by)
overriding system value
select n, 'ukraine', 'Report ' || n, 'shelling', '2023-11-01T10:00:00Z', 'hour',
	'srid=4326;point(37.745 48.139)'::extensions.geography, 'Avdiivka', 'settlement', 1000, state,
	case when state in ('rejected', 'retracted') then 'a test' end, case when state = 'published' then now() end,
	case when state = 'submitted' then '00000000-0000-4000-8000-000000000001'::uuid else '00000000-0000-4000-8000-000000000003' end
from unnest(array['submitted', 'unreviewed', 'in_review', 'needs_help', 'ready_for_review', 'published', 'rejected',
	'retracted']) with ordinality s (state, n);
insert into public.citations (report_id, source, origin) values (6, 'known', 'source:known');

-- Speaks as a role, and as a person where one is named, until the end of the transaction or the next call.
create function pg_temp.speak_as(role name, person uuid default null) returns void
language plpgsql as $$
begin
	perform set_config('request.jwt.claim.sub', coalesce(person::text, ''), true);
	perform set_config('role', role, true);
end
$$;
create function pg_temp.moderator() returns uuid language sql as $$ select '00000000-0000-4000-8000-000000000002'::uuid $$;
create function pg_temp.contributor() returns uuid language sql as $$ select '00000000-0000-4000-8000-000000000001'::uuid $$;
