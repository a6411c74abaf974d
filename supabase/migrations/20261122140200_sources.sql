create table public.sources (
	slug text primary key check (slug ~ '^[a-z0-9][a-z0-9_-]*$'),
	position integer not null generated always as identity,
	name text not null,
	theatres text[] not null check (cardinality(theatres) > 0),
	kind text not null,
	platform text not null,
	languages text[] not null default '{}',
	url text check (url ~ '^https?://'),
	feed_url text check (feed_url ~ '^https?://'),
	feed_kind text not null check (feed_kind in ('telegram_preview', 'rss', 'youtube_atom', 'api', 'none')),
	mirrors jsonb not null default '[]',
	side text not null,
	affiliation text,
	description text not null,
	content_warnings text[] not null default '{}' check (content_warnings <@ array['combat', 'graphic', 'hate']),
	list_remark text,
	reliability char(1) not null check (reliability between 'A' and 'F'),
	reliability_reason text not null,
	reliability_by_topic jsonb not null default '{}',
	origin_group text,
	figure_note text,
	status text not null check (status in ('active', 'unlinked', 'link_only', 'retired', 'unreachable')),
	status_reason text,
	is_addition boolean not null default false,
	check (status <> 'active' or feed_url is not null)
);
comment on table public.sources is 'The registry: every listed source, graded. The letter changes only through grade_source().';
comment on column public.sources.figure_note is 'Shown next to the source''s own figures; never applied to them.';
comment on column public.sources.origin_group is 'Sources of one group count as one origin.';

create table public.source_grades (
	id bigint primary key generated always as identity,
	source text not null references public.sources (slug) on update cascade,
	topic text,
	reliability char(1) not null check (reliability between 'A' and 'F'),
	reason text not null check (length(trim(reason)) > 0),
	set_by uuid references auth.users (id) on delete set null,
	set_by_name text not null,
	set_at timestamptz not null default now()
);
comment on table public.source_grades is 'Every letter a source ever had, with its reason. Append-only.';
create index on public.source_grades (source, set_at desc);
create trigger source_grades_append_only before update or delete on public.source_grades
	for each row execute function private.refuse_change();

create table public.source_feeds (
	source text primary key references public.sources (slug) on update cascade on delete cascade,
	checked_at timestamptz,
	succeeded_at timestamptz,
	outcome text,
	message text,
	consecutive_failures integer not null default 0,
	validators jsonb not null default '{}',
	next_due_at timestamptz,
	claimed_until timestamptz,
	posts_seen integer not null default 0,
	last_post_at timestamptz
);
comment on table public.source_feeds is 'How the last reading of each feed went: what the status page shows.';
comment on column public.source_feeds.posts_seen is 'Posts on the last page that could be read: from some to none is an alarm, not "no news".';
comment on column public.source_feeds.validators is 'By feed address: {"etag", "lastModified"} of the last full answer.';

alter table public.sources enable row level security;
alter table public.source_grades enable row level security;
alter table public.source_feeds enable row level security;
revoke all on public.sources, public.source_grades, public.source_feeds from anon, authenticated, service_role;
grant select on public.sources, public.source_grades, public.source_feeds to anon, authenticated, service_role;
create policy "everyone can see the registry" on public.sources for select using (true);
create policy "everyone can see how sources were graded" on public.source_grades for select using (true);
create policy "everyone can see the state of the feeds" on public.source_feeds for select using (true);

-- Adds sources that are not there yet, in order; what an operator changed since stays. Returns how many were added.
create function public.register_sources(entries jsonb, registered_by text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare added integer;
begin
	with inserted as (
		insert into public.sources (slug, name, theatres, kind, platform, languages, url, feed_url, feed_kind, mirrors,
			side, affiliation, description, content_warnings, list_remark, reliability, reliability_reason,
			reliability_by_topic, origin_group, figure_note, status, status_reason, is_addition)
		select e.slug, e.name, e.theatres, e.kind, e.platform, e.languages, e.url, e.feed_url, e.feed_kind, e.mirrors,
			e.side, e.affiliation, e.description, e.content_warnings, e.list_remark, e.reliability, e.reliability_reason,
			e.reliability_by_topic, e.origin_group, e.figure_note, e.status, e.status_reason, e.is_addition
		from rows from (jsonb_to_recordset(entries) as (slug text, name text, theatres text[], kind text, platform text,
			languages text[], url text, feed_url text, feed_kind text, mirrors jsonb, side text, affiliation text,
			description text, content_warnings text[], list_remark text, reliability text, reliability_reason text,
			reliability_by_topic jsonb, origin_group text, figure_note text, status text, status_reason text,
			is_addition boolean)) with ordinality as e
		order by e.ordinality
		on conflict (slug) do nothing
		returning slug, reliability, reliability_reason
	), graded as (
		insert into public.source_grades (source, reliability, reason, set_by_name)
		select slug, reliability, reliability_reason, registered_by from inserted
	), feeds as (
		insert into public.source_feeds (source) select slug from inserted
	)
	select count(*) into added from inserted;
	return added;
end
$$;

-- Sets a source's letter, by a moderator or the server; the history keeps every letter and reason.
create function public.grade_source(source text, reliability text, reason text, topic text default null) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators grade sources' using errcode = 'insufficient_privilege';
	end if;
	if not exists (select from public.sources s where s.slug = grade_source.source) then
		raise exception 'source "%" is not in the registry', grade_source.source using errcode = 'no_data_found';
	end if;
	insert into public.source_grades (source, topic, reliability, reason, set_by, set_by_name)
	values (grade_source.source, grade_source.topic, grade_source.reliability, grade_source.reason, (select auth.uid()),
		case when private.is_moderator() then 'moderator' else 'operator' end);
	if grade_source.topic is null then
		update public.sources s set reliability = grade_source.reliability, reliability_reason = grade_source.reason
		where s.slug = grade_source.source;
	else
		update public.sources s set reliability_by_topic = s.reliability_by_topic || jsonb_build_object(grade_source.topic,
			jsonb_build_object('reliability', grade_source.reliability, 'reason', grade_source.reason))
		where s.slug = grade_source.source;
	end if;
end
$$;

-- Takes a source for one reading; false while another reader holds it. A crashed reader's hold ends by itself.
create function public.claim_source(source text) returns boolean
language sql security definer set search_path = ''
as $$
	with taken as (
		update public.source_feeds f set claimed_until = now() + interval '5 minutes'
		where f.source = claim_source.source and (f.claimed_until is null or f.claimed_until < now())
		returning 1
	)
	select exists (select from taken)
$$;

-- Keeps how a reading of a feed went and releases the source. `state` is FeedOutcome of src/lib/ingest/post-store.ts.
create function public.record_feed_state(source text, state jsonb) returns void
language sql security definer set search_path = ''
as $$
	update public.source_feeds f set
		checked_at = (state ->> 'checked_at')::timestamptz,
		succeeded_at = case when state ->> 'outcome' in ('ok', 'not_modified')
			then (state ->> 'checked_at')::timestamptz else f.succeeded_at end,
		outcome = state ->> 'outcome',
		message = state ->> 'message',
		consecutive_failures = (state ->> 'consecutive_failures')::integer,
		validators = state -> 'validators',
		next_due_at = (state ->> 'next_due_at')::timestamptz,
		posts_seen = (state ->> 'posts_seen')::integer,
		last_post_at = greatest(f.last_post_at, (state ->> 'last_post_at')::timestamptz),
		claimed_until = null
	where f.source = record_feed_state.source
$$;

-- The sources that can be read, with the memory of their last reading: ReadableSource of src/lib/ingest/post-store.ts.
create function public.readable_sources() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name, 'theatres', s.theatres,
		'languages', s.languages, 'feed_url', s.feed_url, 'feed_kind', s.feed_kind, 'mirrors', s.mirrors, 'status', s.status,
		'memory', case when f.checked_at is not null then jsonb_build_object('validators', f.validators,
			'consecutive_failures', f.consecutive_failures, 'posts_seen', f.posts_seen, 'next_due_at', f.next_due_at) end)
		order by s.position), '[]')
	from public.sources s left join public.source_feeds f on f.source = s.slug
	where s.feed_url is not null
$$;
