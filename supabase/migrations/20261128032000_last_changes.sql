-- Which reports changed last, for feeds: [[id, changed_at (ms)]], each report once, the latest last. Up to an instant where one is given.
create function public.last_changes(as_of timestamptz default null, page integer default 10000) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_array(c.report_id, c.at) order by c.at, c.report_id), '[]')
	from (
		select x.report_id, (extract(epoch from max(x.changed_at)) * 1000)::bigint as at
		from (
			select n.report_id, n.changed_at from public.report_changes n
			where n.changed_at <= coalesce(as_of, 'infinity')
			order by n.changed_at desc, n.seq desc limit least(last_changes.page, 50000)) x
		group by x.report_id
	) c
$$;
revoke all on function public.last_changes(timestamptz, integer) from public, anon, authenticated, service_role;
grant execute on function public.last_changes(timestamptz, integer) to anon, authenticated, service_role;
