-- What readers see of a report's pictures, videos and proofs.

create function private.media_json(x public.media) returns jsonb
language sql immutable set search_path = ''
as $$
	select jsonb_build_object('id', x.id, 'kind', x.kind, 'width', x.width, 'height', x.height, 'sensitive', x.sensitive, 'alt', x.alt)
$$;

-- {media, proofs} of a public report. At an instant: what was shown then and without a break since. What was hidden later
-- was hidden because showing it does harm, and a frozen link is no way around that; a mark set later counts for then too.
-- plpgsql keeps its plans: it is called once for each report of a page, and most have none of it.
create function private.shown_with(report_id bigint, as_of timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (select from public.media x where x.report_id = shown_with.report_id and x.state = 'public')
		and not exists (select from public.geolocation_proofs p
			where p.report_id = shown_with.report_id and p.state = 'accepted') then
		return '{"media": [], "proofs": []}';
	end if;
	return (
		select coalesce((
			select jsonb_build_object(
				'media', coalesce((
					select jsonb_agg(private.media_json(x) order by x.shown_at, x.id) from public.media x
					where x.report_id = r.id and x.proof_id is null and x.state = 'public' and x.shown_at <= coalesce(as_of, 'infinity')), '[]'),
				'proofs', coalesce((
					select jsonb_agg(jsonb_build_object('id', p.id, 'credit', p.credit, 'reasoning', p.reasoning, 'links', to_jsonb(p.links),
						'point', jsonb_build_array(extensions.st_x(p.point::extensions.geometry), extensions.st_y(p.point::extensions.geometry)),
						'accepted_at', p.accepted_at,
						'media', coalesce((
							select jsonb_agg(private.media_json(x) order by x.shown_at, x.id) from public.media x
							where x.proof_id = p.id and x.state = 'public' and x.shown_at <= coalesce(as_of, 'infinity')), '[]'))
						order by p.accepted_at, p.id)
					from public.geolocation_proofs p
					where p.report_id = r.id and p.state = 'accepted' and p.accepted_at <= coalesce(as_of, 'infinity')
						and not private.is_kept_coarse(r.id)), '[]'))
			from public.reports r
			where r.id = shown_with.report_id and private.is_public(r.state)), '{"media": [], "proofs": []}')
	);
end
$$;

-- As before, with what is shown of its pictures, videos and proofs.
create or replace function public.report_json(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'id', r.id, 'theatre', r.theatre, 'title', r.title, 'summary', r.summary,
		'event_type', r.event_type, 'event_subtype', r.event_subtype,
		'occurred_at', r.occurred_at, 'occurred_until', r.occurred_until, 'time_precision', r.time_precision,
		'point', jsonb_build_array(extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry)),
		'place_id', r.place_id, 'place_name', r.place_name, 'geo_precision', r.geo_precision, 'uncertainty_m', r.uncertainty_m,
		'credibility', r.credibility, 'credibility_reason', r.credibility_reason,
		'reliability', public.best_reliability(coalesce(c.letters, '{}')),
		'state', r.state, 'state_reason', r.state_reason, 'sensitivity', to_jsonb(r.sensitivity), 'fatalities', r.fatalities,
		'origins', coalesce(c.origins, 0), 'revision', r.revision, 'is_demo', r.is_demo,
		'published_at', r.published_at, 'updated_at', r.updated_at,
		'citations', coalesce(c.citations, '[]'::jsonb)) || private.shown_with(r.id, null)
	from public.reports r
	left join lateral (
		select array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			count(distinct c.origin) as origins,
			jsonb_agg(jsonb_build_object(
				'source', c.source, 'source_name', s.name, 'reliability', coalesce(s.reliability, c.reliability, 'F'),
				'reliability_reason', coalesce(s.reliability_reason, c.reliability_reason), 'publisher', c.publisher, 'title', c.title, 'url', c.url,
				'archived_url', c.archived_url, 'published_at', c.published_at,
				'original_text_lang', c.original_text_lang, 'note', c.note,
				'text', case when p.deleted_at is null then p.text end,
				'content_warnings', to_jsonb(coalesce(s.content_warnings, '{}')), 'origin', c.origin)
				order by coalesce(s.reliability, c.reliability, 'F'), c.id) as citations
		from public.citations c
		left join public.sources s on s.slug = c.source
		left join public.posts p on p.id = c.post_id
		where c.report_id = r.id
	) c on true
	where r.id = report_json.report_id
$$;

create or replace function private.report_json_then(report_id bigint, as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select j.today || was.facts || jsonb_build_object(
		'point', jsonb_build_array(extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry)),
		'reliability', public.best_reliability(coalesce(c.letters, '{}')),
		'origins', coalesce(c.origins, 0),
		'citations', coalesce(c.citations, '[]'::jsonb)) || private.shown_with(r.id, as_of)
	from private.report_at(report_json_then.report_id, as_of) r
	cross join lateral public.report_json(r.id) j (today)
	cross join lateral (
		select jsonb_object_agg(f.key, f.value) as facts from jsonb_each(to_jsonb(r)) f where j.today ? f.key) was
	left join lateral (
		select array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			count(distinct c.origin) as origins,
			jsonb_agg(jsonb_build_object(
				'source', c.source, 'source_name', s.name, 'reliability', coalesce(s.reliability, c.reliability, 'F'),
				'reliability_reason', coalesce(s.reliability_reason, c.reliability_reason), 'publisher', c.publisher, 'title', c.title, 'url', c.url,
				'archived_url', c.archived_url, 'published_at', c.published_at,
				'original_text_lang', c.original_text_lang, 'note', c.note,
				'text', private.post_text_at(c.post_id, as_of),
				'content_warnings', to_jsonb(coalesce(s.content_warnings, '{}')), 'origin', c.origin)
				order by coalesce(s.reliability, c.reliability, 'F'), c.id) as citations
		from private.citations_at(r.id, as_of) c
		left join lateral private.source_at(c.source, as_of) s on true
	) c on true
$$;

revoke all on function private.media_json(public.media), private.shown_with(bigint, timestamptz)
from public, anon, authenticated, service_role;
grant execute on function private.shown_with(bigint, timestamptz) to anon, authenticated, service_role;
