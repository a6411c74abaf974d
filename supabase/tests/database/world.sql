-- What the tests start from: six people, one source, a report in each state. Included by each file's transaction.
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;

insert into auth.users (id, email) values
	('00000000-0000-4000-8000-000000000001', 'contributor@people.example'),
	('00000000-0000-4000-8000-000000000002', 'moderator@people.example'),
	('00000000-0000-4000-8000-000000000003', 'other@people.example'),
	('00000000-0000-4000-8000-000000000004', 'trusted@people.example'),
	('00000000-0000-4000-8000-000000000005', 'second@people.example'),
	('00000000-0000-4000-8000-000000000006', 'admin@people.example');
insert into public.members (user_id, role) values
	('00000000-0000-4000-8000-000000000001', 'contributor'),
	('00000000-0000-4000-8000-000000000002', 'moderator'),
	('00000000-0000-4000-8000-000000000004', 'trusted_contributor'),
	('00000000-0000-4000-8000-000000000005', 'moderator'),
	('00000000-0000-4000-8000-000000000006', 'admin');

insert into public.sources (slug, name, theatres, kind, platform, feed_kind, side, description, reliability,
	reliability_reason, status)
values ('known', 'Known', '{ukraine}', 'media', 'telegram', 'none', 'none', 'for tests', 'C', 'for tests', 'link_only');
insert into public.source_grades (source, reliability, reason, set_by_name) values ('known', 'C', 'for tests', 'tests');

insert into public.reports (id, theatre, title, event_type, occurred_at, time_precision, geom, place_name, geo_precision,
	uncertainty_m, state, state_reason, published_at)
overriding system value
select n, 'ukraine', 'Report ' || n, 'shelling', '2023-11-01T10:00:00Z', 'hour',
	'srid=4326;point(37.745 48.139)'::extensions.geography, 'Avdiivka', 'settlement', 1000, state,
	case when state in ('rejected', 'retracted') then 'a test' end, case when state = 'published' then now() end
from unnest(array['submitted', 'unreviewed', 'in_review', 'needs_help', 'ready_for_review', 'published', 'rejected',
	'retracted']) with ordinality s (state, n);
-- The first is the contributor's, the others that of a third person.
insert into public.submissions (report_id, contributor, point, geo_precision, uncertainty_m, delay_minutes, contact)
select r.id, case when r.id = 1 then '00000000-0000-4000-8000-000000000001'::uuid else '00000000-0000-4000-8000-000000000003' end,
	'srid=4326;point(37.7411 48.1377)'::extensions.geography, 'exact', 50, 0, '{"address": "secret"}'
from public.reports r;
insert into private.receipts (idempotency_key, receipt_hash, facts_hash, report_id)
select gen_random_uuid(), repeat(to_hex(r.id::integer), 64), 'a test', r.id from public.reports r where r.id > 1;
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
create function pg_temp.second_moderator() returns uuid language sql as $$ select '00000000-0000-4000-8000-000000000005'::uuid $$;
create function pg_temp.admin() returns uuid language sql as $$ select '00000000-0000-4000-8000-000000000006'::uuid $$;
