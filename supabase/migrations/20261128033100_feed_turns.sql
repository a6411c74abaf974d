-- Whose turn it is: many workers may read, each source once, each host one thing at a time with the pause it wants.
alter table public.sources drop constraint sources_feed_kind_check;
alter table public.sources add constraint sources_feed_kind_check
	check (feed_kind in ('telegram_preview', 'rss', 'youtube_atom', 'api', 'arcgis', 'none'));

create table private.hosts (
	host text primary key,
	-- A worker reads one of its sources until then at most; a crashed worker's hold ends by itself.
	held_until timestamptz,
	free_at timestamptz
);
alter table private.hosts enable row level security;
revoke all on private.hosts from anon, authenticated, service_role;

create function private.host_of(url text) returns text
language sql immutable set search_path = ''
as $$ select lower(substring(url from '^https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#]+)')) $$;

create function private.note_host() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.hosts (host) values (private.host_of(new.feed_url)) on conflict do nothing;
	return new;
end
$$;
create trigger sources_note_host after insert or update of feed_url on public.sources
	for each row when (new.feed_url is not null) execute function private.note_host();
insert into private.hosts (host) select distinct private.host_of(s.feed_url) from public.sources s where s.feed_url is not null;

-- A claim far in the future was made by a clock that was wrong.
create function private.is_held(until timestamptz) returns boolean
language sql stable set search_path = ''
as $$ select coalesce(until > now() and until < now() + interval '11 minutes', false) $$;

-- A source that was last read in the future was read by a clock that was wrong: it is due.
create function private.is_due(feed public.source_feeds) returns boolean
language sql stable set search_path = ''
as $$
	select feed.next_due_at is null or feed.next_due_at <= now() or coalesce(feed.checked_at > now() + interval '5 minutes', false)
$$;

-- Takes the source that has waited longest and whose host is free: {"source": ReadableSource}. While sources are due but
-- their hosts want a pause: {"wait_ms"}. Null when there is nothing to do. `done` are those the worker has just read.
create function public.claim_next_source(done text[] default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	chosen text;
	chosen_host text;
	soonest timestamptz;
begin
	-- Both rows are locked, so that of two workers the second sees what the first decided, and takes another host.
	select f.source, h.host into chosen, chosen_host
	from public.source_feeds f
	join public.sources s on s.slug = f.source
	join private.hosts h on h.host = private.host_of(s.feed_url)
	where s.feed_kind <> 'none' and s.status in ('active', 'unreachable') and not f.source = any (done)
		and private.is_due(f) and not private.is_held(f.claimed_until)
		and not private.is_held(h.held_until) and (h.free_at is null or h.free_at <= now() or h.free_at > now() + interval '8 days')
	order by f.next_due_at nulls first, s.position
	limit 1
	for update of f, h skip locked;
	if chosen is not null then
		update public.source_feeds f set claimed_until = now() + interval '10 minutes' where f.source = chosen;
		update private.hosts h set held_until = now() + interval '10 minutes' where h.host = chosen_host;
		return jsonb_build_object('source', (
			select r.s from jsonb_array_elements(public.readable_sources()) r (s) where r.s ->> 'slug' = chosen));
	end if;
	select min(h.free_at) into soonest
	from public.source_feeds f
	join public.sources s on s.slug = f.source
	join private.hosts h on h.host = private.host_of(s.feed_url)
	where s.feed_kind <> 'none' and s.status in ('active', 'unreachable') and not f.source = any (done)
		and private.is_due(f) and not private.is_held(f.claimed_until) and not private.is_held(h.held_until) and h.free_at > now();
	return case when soonest is not null
		then jsonb_build_object('wait_ms', ceil(extract(epoch from soonest - now()) * 1000)) end;
end
$$;

-- Takes one source for a reading that a person asked for, due or not: "taken"; "held" while another reads it,
-- "host busy" while another source of its host is read or the host wants a pause.
drop function public.claim_source(text);
create function public.claim_source(source text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	feed public.source_feeds;
	turn private.hosts;
begin
	select f.* into feed from public.source_feeds f where f.source = claim_source.source for update;
	if not found or private.is_held(feed.claimed_until) then
		return 'held';
	end if;
	select h.* into turn from private.hosts h
	where h.host = (select private.host_of(s.feed_url) from public.sources s where s.slug = claim_source.source)
	for update;
	if private.is_held(turn.held_until) or (turn.free_at > now() and turn.free_at < now() + interval '1 minute') then
		return 'host busy';
	end if;
	update public.source_feeds f set claimed_until = now() + interval '10 minutes' where f.source = claim_source.source;
	update private.hosts h set held_until = now() + interval '10 minutes' where h.host = turn.host;
	return 'taken';
end
$$;

create function private.end_turn(source text, pause interval) returns void
language sql set search_path = ''
as $$
	update private.hosts h set held_until = null, free_at = now() + end_turn.pause
	where h.host = (select private.host_of(s.feed_url) from public.sources s where s.slug = end_turn.source)
$$;

-- Keeps how a reading of a feed went and releases the source. `state` is FeedOutcome of src/lib/ingest/post-store.ts.
create or replace function public.record_feed_state(source text, state jsonb) returns void
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
	where f.source = record_feed_state.source;
	select private.end_turn(record_feed_state.source,
		least(coalesce((state ->> 'host_pause_ms')::float8, 0), 604800000) * interval '1 millisecond');
$$;

-- Gives a source back unread, after a fault of ours: it is tried again in a minute.
create function public.release_source(source text) returns void
language sql security definer set search_path = ''
as $$
	update public.source_feeds f set claimed_until = null, next_due_at = greatest(f.next_due_at, now() + interval '1 minute')
	where f.source = release_source.source;
	select private.end_turn(release_source.source, '2 seconds');
$$;

revoke all on function private.host_of(text), private.note_host(), private.is_held(timestamptz),
	private.is_due(public.source_feeds), private.end_turn(text, interval), public.claim_next_source(text[]),
	public.claim_source(text), public.record_feed_state(text, jsonb), public.release_source(text)
from public, anon, authenticated, service_role;
grant execute on function public.claim_next_source(text[]), public.claim_source(text), public.record_feed_state(text, jsonb),
	public.release_source(text)
to service_role;
