-- The past as it was known: what each row said until it changed, and what readers of a frozen link are shown.
-- Revisions tell people what was corrected; they do not hold who was public when, which letter a source had, or which
-- citations came later. So the rows themselves are kept. A post's words are in its own revisions already.

create table private.past_rows (
	id bigint primary key generated always as identity,
	of_table text not null check (of_table in ('reports', 'citations', 'sources')),
	row_id bigint not null,
	report_id bigint,
	known_until timestamptz not null default now(),
	facts jsonb,
	words tsvector
);
comment on table private.past_rows is 'What a row said until it changed or went. Append-only; the order is that of the ids: a transaction may begin before one that it waits for.';
comment on column private.past_rows.row_id is 'reports.id, citations.id or sources.position.';
comment on column private.past_rows.facts is 'The whole row; null for a report that was not public, whose past nobody is shown.';
create index on private.past_rows (of_table, row_id, id);
create index on private.past_rows (report_id) where of_table = 'citations';
create index on private.past_rows using gin (words);
create trigger past_rows_append_only before update or delete on private.past_rows
	for each row execute function private.refuse_change();
alter table private.past_rows enable row level security;
revoke all on private.past_rows from anon, authenticated, service_role;

-- Earlier instants cannot be restored. Empty where nothing had been entered before the past was kept.
create table private.past_begins (at timestamptz not null);
comment on table private.past_begins is 'From when on the past can be restored, where reports are older than its keeping.';
insert into private.past_begins select now() where exists (select from public.reports);
alter table private.past_begins enable row level security;
revoke all on private.past_begins from anon, authenticated, service_role;

create function private.keep_past() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	was jsonb := to_jsonb(old);
	was_shown boolean := tg_table_name <> 'reports' or private.is_public(was ->> 'state');
begin
	if tg_op = 'UPDATE' and was = to_jsonb(new) then
		return null;
	end if;
	insert into private.past_rows (of_table, row_id, report_id, facts, words)
	values (tg_table_name, (was ->> tg_argv[0])::bigint, (was ->> tg_argv[1])::bigint,
		case when was_shown then was - 'words' end, case when was_shown then (was ->> 'words')::tsvector end);
	return null;
end
$$;
create trigger reports_keep_past after update or delete on public.reports
	for each row execute function private.keep_past('id', 'id');
create trigger citations_keep_past after update or delete on public.citations
	for each row execute function private.keep_past('id', 'report_id');
create trigger sources_keep_past after update or delete on public.sources
	for each row execute function private.keep_past('position', 'none');

create index on public.report_changes (changed_at, seq);
create index on public.report_changes (report_id, changed_at);

-- A citation that moves to another report changes both.
create or replace function private.note_citation_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.report_changes (report_id)
	select r.id from public.reports r
	where r.id in (case when tg_op <> 'INSERT' then old.report_id end, case when tg_op <> 'DELETE' then new.report_id end)
		and private.is_public(r.state) order by r.id;
	perform pg_notify('report_changes', '');
	return null;
end
$$;

-- A report as it was public at an instant. What is no longer public at all stays hidden: it may have been taken back
-- because showing it does harm, and a frozen link is no way around that.
-- `rows`: where PostgreSQL expects a thousand, it compiles each call for half a second.
create function private.report_at(report_id bigint, as_of timestamptz) returns setof public.reports
language sql stable rows 1 set search_path = ''
as $$
	select f.* from public.reports r
	left join lateral (
		select p.id, p.facts from private.past_rows p
		where p.of_table = 'reports' and p.row_id = r.id and p.known_until > as_of order by p.id limit 1) p on true
	cross join lateral jsonb_populate_record(r, coalesce(p.facts, '{}')) f
	where r.id = report_at.report_id and r.created_at <= as_of and private.is_public(r.state)
		and (p.id is null or p.facts is not null)
$$;

create function private.citations_at(report_id bigint, as_of timestamptz) returns setof public.citations
language sql stable rows 4 set search_path = ''
as $$
	with was as (
		select distinct on (p.row_id) p.row_id, p.facts from private.past_rows p
		where p.of_table = 'citations' and p.known_until > as_of and p.row_id in (
			select x.row_id from private.past_rows x where x.of_table = 'citations' and x.report_id = citations_at.report_id
			union
			select c.id from public.citations c where c.report_id = citations_at.report_id)
		order by p.row_id, p.id
	)
	select f.* from was w cross join lateral jsonb_populate_record(null::public.citations, w.facts) f
	where f.report_id = citations_at.report_id and f.created_at <= as_of
	union all
	select c.* from public.citations c
	where c.report_id = citations_at.report_id and c.created_at <= as_of and c.id not in (select w.row_id from was w)
$$;

create function private.source_at(slug text, as_of timestamptz) returns setof public.sources
language sql stable rows 1 set search_path = ''
as $$
	select f.* from public.sources s
	left join lateral (
		select p.facts from private.past_rows p
		where p.of_table = 'sources' and p.row_id = s.position and p.known_until > as_of order by p.id limit 1) p on true
	cross join lateral jsonb_populate_record(s, coalesce(p.facts, '{}')) f
	where s.slug = source_at.slug
$$;

-- The words of a post at an instant; null while it was deleted.
create function private.post_text_at(post_id bigint, as_of timestamptz) returns text
language sql stable set search_path = ''
as $$
	select case when h.kind <> 'deleted' then h.text end from public.post_revisions h
	where h.post_id = post_text_at.post_id and h.seen_at <= as_of order by h.revision desc limit 1
$$;

-- Nothing that is shown of a report has changed since: most are asked for like the present.
create function private.is_same_since(report_id bigint, as_of timestamptz) returns boolean
language sql stable set search_path = ''
as $$
	select not exists (
		select from public.report_changes x where x.report_id = is_same_since.report_id and x.changed_at > as_of)
	and not exists (
		select from public.citations c
		left join public.post_revisions h on h.post_id = c.post_id and h.seen_at > as_of
		left join public.sources s on s.slug = c.source
		left join private.past_rows p on p.of_table = 'sources' and p.row_id = s.position and p.known_until > as_of
		where c.report_id = is_same_since.report_id and (h.post_id is not null or p.id is not null))
$$;

-- report_json() as it was, whatever else that says of a report.
create function private.report_json_then(report_id bigint, as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select j.today || was.facts || jsonb_build_object(
		'point', jsonb_build_array(extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry)),
		'reliability', public.best_reliability(coalesce(c.letters, '{}')),
		'origins', coalesce(c.origins, 0),
		'citations', coalesce(c.citations, '[]'::jsonb))
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

-- report_json() as it was; null where the report was not public.
create function public.report_json_at(report_id bigint, as_of timestamptz) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select case when private.is_same_since(r.id, as_of) then public.report_json(r.id) else private.report_json_then(r.id, as_of) end
	from public.reports r
	where r.id = report_json_at.report_id and private.is_public(r.state) and r.created_at <= as_of
$$;

create function public.reports_json_at(ids bigint[], as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(j order by i.n), '[]')
	from unnest(ids) with ordinality i (id, n)
	cross join lateral public.report_json_at(i.id, as_of) j
	where j is not null
$$;

create function public.report_history_at(report_id bigint, as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('revision', h.revision, 'changed_at', h.changed_at,
		'changed_by_role', h.changed_by_role, 'reason', h.reason, 'changes', h.changes) order by h.revision desc), '[]')
	from public.report_revisions h where h.report_id = report_history_at.report_id and h.changed_at <= as_of
		and public.report_json_at(report_history_at.report_id, as_of) is not null
$$;

-- report_row() as it was: the letter and the sources are at 8 and 11.
create function private.report_row_at(report_id bigint, as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_set(jsonb_set(private.report_row(r), '{8}', to_jsonb(public.best_reliability(coalesce(c.letters, '{}')))),
		'{11}', coalesce(to_jsonb(c.slugs), '[]'))
	from private.report_at(report_row_at.report_id, as_of) r
	cross join lateral (
		select array_agg(coalesce(s.reliability, c.reliability, 'F')::text) as letters,
			array_agg(distinct s.slug order by s.slug) filter (where s.slug is not null) as slugs
		from private.citations_at(r.id, as_of) c left join lateral private.source_at(c.source, as_of) s on true
	) c
$$;

-- One page of what is other in the read model than at an instant, by id: [[id, row | null]]; every report that is not
-- named has the same row now. null: not public then, or no longer.
create function public.report_rows_at(as_of timestamptz, after_id bigint default 0, page integer default 1000) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_array(c.report_id, private.report_row_at(c.report_id, as_of)) order by c.report_id), '[]')
	from (
		select distinct x.report_id from public.report_changes x
		where x.changed_at > as_of and x.report_id > report_rows_at.after_id
		order by x.report_id limit least(report_rows_at.page, 5000)
	) c
$$;

-- The last change of a public report up to an instant: two instants with the same one show the same.
create function public.last_change_at(as_of timestamptz) returns bigint
language sql stable set search_path = ''
as $$
	select coalesce((
		select c.seq from public.report_changes c where c.changed_at <= as_of order by c.changed_at desc, c.seq desc limit 1), 0)
$$;

-- search_reports() as it was.
create function public.search_reports_at(words text, as_of timestamptz, page integer default 5000) returns bigint[]
language sql stable security definer set search_path = ''
as $$
	with found as materialized (
		select r.id from public.reports r where r.words @@ websearch_to_tsquery('simple', search_reports_at.words)
		union
		select p.row_id from private.past_rows p where p.words @@ websearch_to_tsquery('simple', search_reports_at.words)
	)
	select coalesce(array_agg(f.id order by f.occurred_at desc, f.id desc), '{}')
	from (
		select r.id, r.occurred_at from found x cross join lateral private.report_at(x.id, as_of) r
		where to_tsvector('simple'::regconfig, r.title || ' ' || r.summary || ' ' || r.place_name)
			@@ websearch_to_tsquery('simple', search_reports_at.words)
		order by r.occurred_at desc, r.id desc limit least(search_reports_at.page, 50000)
	) f
$$;

-- Which of some reports say something else now than at an instant: {id: 'retracted' | 'changed'}.
create function public.changed_since(ids bigint[], as_of timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(i.id,
		case when today ->> 'state' = 'retracted' and was ->> 'state' <> 'retracted' then 'retracted' else 'changed' end), '{}')
	from unnest(ids) i (id)
	cross join lateral public.report_json_at(i.id, as_of) was
	cross join lateral public.report_json(i.id) today
	where was is not null and was is distinct from today
$$;

-- From when on the past can be restored; null where all of it can.
create function public.past_begins() returns timestamptz
language sql stable security definer set search_path = ''
as $$ select max(b.at) from private.past_begins b $$;

revoke execute on all functions in schema private from public;
revoke execute on function private.keep_past(), private.report_at(bigint, timestamptz),
	private.citations_at(bigint, timestamptz), private.source_at(text, timestamptz),
	private.post_text_at(bigint, timestamptz), private.is_same_since(bigint, timestamptz),
	private.report_json_then(bigint, timestamptz), private.report_row_at(bigint, timestamptz)
from anon, authenticated, service_role;
revoke all on function
	public.report_json_at(bigint, timestamptz), public.reports_json_at(bigint[], timestamptz),
	public.report_history_at(bigint, timestamptz), public.report_rows_at(timestamptz, bigint, integer),
	public.last_change_at(timestamptz), public.search_reports_at(text, timestamptz, integer),
	public.changed_since(bigint[], timestamptz), public.past_begins()
from public, anon, authenticated, service_role;
grant execute on function
	public.report_json_at(bigint, timestamptz), public.reports_json_at(bigint[], timestamptz),
	public.report_history_at(bigint, timestamptz), public.report_rows_at(timestamptz, bigint, integer),
	public.last_change_at(timestamptz), public.search_reports_at(text, timestamptz, integer),
	public.changed_since(bigint[], timestamptz), public.past_begins()
to anon, authenticated, service_role;
