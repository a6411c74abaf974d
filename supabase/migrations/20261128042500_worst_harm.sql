-- Narrow rows also say the most deaths that anybody claims for a report, 0 where nobody does: the worst known harm that
-- a bubble on the map stands for. [id, theatre, type, occurred_at (ms), lon, lat, geo_precision, uncertainty_m,
-- reliability, credibility, state, [source slugs], deaths].
create or replace function private.report_row(r public.reports) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_array(r.id, r.theatre, r.event_type, (extract(epoch from r.occurred_at) * 1000)::bigint,
		extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry),
		r.geo_precision, r.uncertainty_m, public.best_reliability(coalesce(c.letters, '{}')), r.credibility, r.state,
		coalesce(to_jsonb(c.slugs), '[]'), coalesce(greatest((r.fatalities ->> 'low')::integer,
			(r.fatalities ->> 'best')::integer, (r.fatalities ->> 'high')::integer), 0))
	from (
		select array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			array_agg(distinct s.slug order by s.slug) filter (where s.slug is not null) as slugs
		from public.citations c left join public.sources s on s.slug = c.source where c.report_id = r.id
	) c
$$;
