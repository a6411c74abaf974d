-- What pages and the API read. All of it runs as the reader: row-level security decides what is there.

-- The best judged letter; F only when none has been judged. F is not the bottom of the scale.
create function public.best_reliability(letters text[]) returns text
language sql immutable set search_path = ''
as $$ select coalesce((select min(l) from unnest(letters) l where l <> 'F'), 'F') $$;

-- A report as the API gives it, with its citations; null where the reader may not see it.
create function public.report_json(report_id bigint) returns jsonb
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
		'citations', coalesce(c.citations, '[]'::jsonb))
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

-- The same for several reports, in the order asked for; those the reader may not see are left out.
create function public.reports_json(ids bigint[]) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(j order by i.n), '[]')
	from unnest(ids) with ordinality i (id, n)
	cross join lateral public.report_json(i.id) j
	where j is not null
$$;

create function public.report_history(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('revision', h.revision, 'changed_at', h.changed_at,
		'changed_by_role', h.changed_by_role, 'reason', h.reason, 'changes', h.changes) order by h.revision desc), '[]')
	from public.report_revisions h where h.report_id = report_history.report_id
$$;

-- Narrow rows for the read model, by id: [id, theatre, type, occurred_at (ms), lon, lat, geo_precision, uncertainty_m,
-- reliability, credibility, state, [source slugs]].
create function private.report_row(r public.reports) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_array(r.id, r.theatre, r.event_type, (extract(epoch from r.occurred_at) * 1000)::bigint,
		extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry),
		r.geo_precision, r.uncertainty_m, public.best_reliability(coalesce(c.letters, '{}')), r.credibility, r.state,
		coalesce(to_jsonb(c.slugs), '[]'))
	from (
		select array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			array_agg(distinct s.slug order by s.slug) filter (where s.slug is not null) as slugs
		from public.citations c left join public.sources s on s.slug = c.source where c.report_id = r.id
	) c
$$;
grant execute on function private.report_row(public.reports) to anon, authenticated, service_role;

-- One page of all public reports as narrow rows, by id.
create function public.report_rows(after_id bigint default 0, page integer default 20000) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(private.report_row(r) order by r.id), '[]')
	from (
		select * from public.reports r
		where r.id > report_rows.after_id and private.is_public(r.state)
		order by r.id limit least(report_rows.page, 50000)
	) r
$$;

-- The cursor behind which nothing can appear any more, "xid-seq".
create function public.change_cursor() returns text
language sql stable set search_path = ''
as $$
	select coalesce((
		select c.xid::text || '-' || c.seq from public.report_changes c
		where c.xid < pg_snapshot_xmin(pg_current_snapshot())
		order by c.xid desc, c.seq desc limit 1), '0-0')
$$;

-- Changes after a cursor in commit order: {cursor, changes: [{cursor, id, changed_at, row | null}], more}.
-- row is null when the report may no longer be seen. A report that changed several times comes once a change.
create function public.changes_after(after_cursor text default '0-0', page integer default 500) returns jsonb
language sql stable set search_path = ''
as $$
	with asked as (
		select split_part(after_cursor, '-', 1)::xid8 as xid, split_part(after_cursor, '-', 2)::bigint as seq
	), next as (
		select c.* from public.report_changes c, asked a
		where (c.xid, c.seq) > (a.xid, a.seq) and c.xid < pg_snapshot_xmin(pg_current_snapshot())
		order by c.xid, c.seq limit least(page, 1000)
	)
	select jsonb_build_object(
		'cursor', coalesce((select n.xid::text || '-' || n.seq from next n order by n.xid desc, n.seq desc limit 1), after_cursor),
		'more', (select count(*) = least(page, 1000) from next),
		'changes', coalesce((
			select jsonb_agg(jsonb_build_object('cursor', n.xid::text || '-' || n.seq, 'id', n.report_id,
				'changed_at', n.changed_at, 'row', (
					select private.report_row(r) from public.reports r
					where r.id = n.report_id and private.is_public(r.state))) order by n.xid, n.seq)
			from next n), '[]'))
$$;

-- Ids of public reports whose words match, newest first. Runs as its owner, and looks at public reports only: under
-- row-level security the index on the words could not be used.
create function public.search_reports(words text, page integer default 5000) returns bigint[]
language sql stable security definer set search_path = ''
as $$
	-- Materialised: an index on time would be walked with every row's words compared.
	with found as materialized (
		select r.id, r.occurred_at from public.reports r
		where r.words @@ websearch_to_tsquery('simple', search_reports.words) and private.is_public(r.state)
	)
	select coalesce(array_agg(f.id order by f.occurred_at desc, f.id desc), '{}')
	from (select * from found order by occurred_at desc, id desc limit least(page, 50000)) f
$$;

-- The registry as pages show it, with who set each letter and the state of each feed.
create function public.registry() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(to_jsonb(s) - 'position' || jsonb_build_object(
		'reliability_set_by', g.set_by_name, 'reliability_set_at', g.set_at,
		'feed', jsonb_build_object('checkedAt', f.checked_at, 'succeededAt', f.succeeded_at, 'outcome', f.outcome,
			'message', f.message, 'consecutiveFailures', coalesce(f.consecutive_failures, 0),
			'postsSeen', coalesce(f.posts_seen, 0), 'lastPostAt', f.last_post_at)) order by s.position), '[]')
	from public.sources s
	left join public.source_feeds f on f.source = s.slug
	left join lateral (
		select g.set_by_name, g.set_at from public.source_grades g
		where g.source = s.slug and g.topic is null order by g.set_at desc, g.id desc limit 1) g on true
$$;

create function public.source_history(source text) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('topic', g.topic, 'reliability', g.reliability, 'reason', g.reason,
		'setBy', g.set_by_name, 'setAt', g.set_at) order by g.set_at desc, g.id desc), '[]')
	from public.source_grades g where g.source = source_history.source
$$;

create function public.has_demo() returns boolean
language sql stable set search_path = ''
as $$ select exists (select from public.reports r where r.is_demo and private.is_public(r.state)) $$;
