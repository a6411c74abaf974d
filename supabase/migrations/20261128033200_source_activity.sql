-- How lively each source is: counts only, so everybody may see them though not every post.
-- {slug: SourceActivity of src/lib/domain/source-activity.ts}; sources without a post are left out.
create function public.source_activity(days integer default 14) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with recent as (
		select p.source, p.placement, p.first_seen_at, p.published_at,
			coalesce(p.published_at, p.first_seen_at) as at
		from public.posts p
		where coalesce(p.published_at, p.first_seen_at) >= date_trunc('day', now(), 'UTC') - make_interval(days => days - 1)
			and coalesce(p.published_at, p.first_seen_at) <= now() + interval '1 hour'
	), gaps as (
		select g.source, percentile_cont(0.5) within group (order by g.gap) filter (where g.gap is not null) as hours
		from (
			select p.source, extract(epoch from p.published_at
				- lag(p.published_at) over (partition by p.source order by p.published_at)) / 3600 as gap
			from public.posts p
			where p.published_at > now() - interval '90 days'
		) g
		group by g.source having count(g.gap) >= 2
	), per_day as (
		select r.source, date_trunc('day', r.at, 'UTC') as day, count(*) as n from recent r group by 1, 2
	), sums as (
		select r.source, count(*) as posts, count(*) filter (where r.placement = 'placed') as placed,
			percentile_cont(0.5) within group (order by extract(epoch from r.first_seen_at - r.published_at) / 60)
				filter (where r.published_at is not null) as lag
		from recent r group by r.source
	), waiting as (
		select p.source, count(*) as n from public.posts p where p.placement = 'waiting' group by p.source
	), known as (
		select source from sums union select source from waiting union select source from gaps
	)
	select coalesce(jsonb_object_agg(k.source, jsonb_build_object(
		'perDay', (
			select jsonb_agg(coalesce(d.n, 0) order by t.day)
			from generate_series(date_trunc('day', now(), 'UTC') - make_interval(days => days - 1),
				date_trunc('day', now(), 'UTC'), interval '1 day') t (day)
			left join per_day d on d.source = k.source and d.day = t.day),
		'posts', coalesce(s.posts, 0), 'placed', coalesce(s.placed, 0), 'waiting', coalesce(w.n, 0),
		'lagMinutes', round(greatest(s.lag, 0)::numeric, 1), 'gapHours', round(g.hours::numeric, 1))), '{}')
	from known k
	left join sums s on s.source = k.source
	left join waiting w on w.source = k.source
	left join gaps g on g.source = k.source
$$;

revoke all on function public.source_activity(integer) from public, anon, authenticated, service_role;
grant execute on function public.source_activity(integer) to anon, authenticated, service_role;
