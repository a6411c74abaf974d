-- Public reports in bulk, for exports, in the order asked for: arrays, since names would be most of the bytes. Runs as its
-- owner, and looks at public reports only: under row-level security each citation would ask for its report again.
-- [id, theatre, title, summary, event_type, event_subtype, occurred_at, occurred_until, time_precision, lon, lat, place_id,
--  place_name, geo_precision, uncertainty_m, credibility, credibility_reason, reliability, state, state_reason,
--  [sensitivity], fatalities, origins, revision, is_demo, published_at, updated_at,
--  [[source, source_name, reliability, publisher, title, url, archived_url, published_at, original_text_lang,
--   [content_warnings], origin]]]
create function public.export_rows(ids bigint[]) returns json
language sql stable security definer set search_path = ''
as $$
	with cited as materialized (
		select c.report_id, count(distinct c.origin) as origins,
			array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			json_agg(json_build_array(c.source, s.name, coalesce(s.reliability, c.reliability, 'F'), c.publisher, c.title, c.url,
				c.archived_url, c.published_at, c.original_text_lang, to_json(coalesce(s.content_warnings, '{}')), c.origin)
				order by coalesce(s.reliability, c.reliability, 'F'), c.id) as citations
		from public.citations c
		left join public.sources s on s.slug = c.source
		where c.report_id = any (export_rows.ids)
		group by c.report_id
	)
	select coalesce(json_agg(json_build_array(
		r.id, r.theatre, r.title, r.summary, r.event_type, r.event_subtype, r.occurred_at, r.occurred_until,
		r.time_precision, extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry), r.place_id,
		r.place_name, r.geo_precision, r.uncertainty_m, r.credibility, r.credibility_reason,
		public.best_reliability(coalesce(c.letters, '{}')), r.state, r.state_reason,
		to_json(r.sensitivity), r.fatalities, coalesce(c.origins, 0), r.revision, r.is_demo, r.published_at, r.updated_at,
		coalesce(c.citations, '[]')) order by i.n), '[]')
	from unnest(export_rows.ids) with ordinality i (id, n)
	join public.reports r on r.id = i.id and private.is_public(r.state)
	left join cited c on c.report_id = r.id
$$;
revoke all on function public.export_rows(bigint[]) from public, anon, authenticated, service_role;
grant execute on function public.export_rows(bigint[]) to anon, authenticated, service_role;
