create table public.reports (
	id bigint primary key generated always as identity,
	theatre text not null references public.theatres (slug),
	title text not null check (length(title) between 1 and 300),
	summary text not null default '' check (length(summary) <= 4000),
	event_type text not null check (event_type in ('battles', 'air_strikes', 'shelling', 'explosions',
		'violence_against_civilians', 'protests_riots', 'strategic_developments', 'humanitarian')),
	event_subtype text,
	occurred_at timestamptz not null,
	occurred_until timestamptz check (occurred_until >= occurred_at),
	time_precision text not null check (time_precision in ('minute', 'hour', 'day', 'week', 'month')),
	geom extensions.geography(point, 4326) not null,
	place_id text references public.places (id),
	place_name text not null,
	geo_precision text not null check (geo_precision in ('exact', 'street', 'settlement', 'near', 'admin2', 'admin1',
		'area', 'country')),
	uncertainty_m integer not null check (uncertainty_m > 0),
	credibility smallint not null default 6 check (credibility between 1 and 6),
	credibility_reason text,
	state text not null default 'submitted' check (state in ('submitted', 'unreviewed', 'in_review', 'needs_help',
		'ready_for_review', 'published', 'rejected', 'retracted')),
	state_reason text,
	sensitivity text[] not null default '{}' check (sensitivity <@ array['threatens_civilian_safety', 'graphic_violence',
		'deleted_by_source', 'deceptive_or_misleading']),
	fatalities jsonb check (fatalities ? 'claimed_by'),
	is_demo boolean not null default false,
	demo_key text unique,
	created_by uuid references auth.users (id) on delete set null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	published_at timestamptz,
	revision integer not null default 1,
	words tsvector not null generated always as (
		to_tsvector('simple'::regconfig, title || ' ' || summary || ' ' || place_name)) stored,
	check (state <> 'published' or published_at is not null),
	check (state not in ('rejected', 'retracted') or state_reason is not null),
	check (is_demo = (demo_key is not null))
);
comment on table public.reports is 'What happened where and when, graded. Written only by functions; every change leaves a revision and a change row.';
comment on column public.reports.geom is 'Longitude, latitude, WGS 84. How far the true place may lie: uncertainty_m.';
comment on column public.reports.credibility is 'Admiralty 1 (confirmed) to 6 (cannot be judged): of the claim, not of the source.';
create index on public.reports (occurred_at desc, id desc);
create index on public.reports using gist (geom);
create index on public.reports using gin (words);

create table public.report_revisions (
	report_id bigint not null references public.reports (id),
	revision integer not null,
	changed_at timestamptz not null default now(),
	changed_by uuid,
	changed_by_role text not null,
	reason text not null check (length(trim(reason)) > 0),
	changes jsonb not null,
	primary key (report_id, revision)
);
comment on table public.report_revisions is 'Corrections in public: {field: {from, to}}, by which role, why. Append-only.';
create trigger report_revisions_append_only before update or delete on public.report_revisions
	for each row execute function private.refuse_change();

create function private.is_public(state text) returns boolean
language sql immutable set search_path = '' as $$ select state in ('unreviewed', 'published', 'retracted') $$;
grant execute on function private.is_public(text) to anon, authenticated, service_role;

alter table public.reports enable row level security;
alter table public.report_revisions enable row level security;
revoke all on public.reports, public.report_revisions from anon, authenticated, service_role;
grant select on public.reports, public.report_revisions to anon, authenticated, service_role;

create policy "everyone can see public reports" on public.reports
	for select using (private.is_public(state));
create policy "people can see their own reports" on public.reports
	for select to authenticated using (created_by = (select auth.uid()));
create policy "moderators can see all reports" on public.reports
	for select to authenticated using ((select private.is_moderator()));
create policy "corrections are as public as their report" on public.report_revisions
	for select using (exists (select from public.reports r where r.id = report_id));
