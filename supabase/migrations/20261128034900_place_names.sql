-- Every name of every place as a row of its own, to be searched by name; `places.names` stays the form that is read whole.
create table public.place_names (
	place_id text not null references public.places (id) on delete cascade,
	lang text not null check (lang ~ '^[a-z]{2,3}$'),
	name text not null check (name <> ''),
	kind text not null check (kind in ('preferred', 'other', 'former')),
	primary key (place_id, lang, name)
);
comment on table public.place_names is 'Names of the gazetteer, one a row. Written with the places by import_places alone.';
create index place_names_name on public.place_names (lower(name));

alter table public.place_names enable row level security;
revoke all on public.place_names from anon, authenticated, service_role;
grant select on public.place_names to anon, authenticated, service_role;
create policy "everyone can see the names of the gazetteer" on public.place_names for select using (true);

-- Imports of an operator: rows wait here until the last has come, so that nothing is ever half imported.
create table private.gazetteer_imports (
	key text primary key check (key ~ '^[0-9a-f]{64}$'),
	label text not null,
	started_at timestamptz not null default now(),
	finished_at timestamptz,
	places integer
);
comment on table private.gazetteer_imports is 'key: SHA-256 of the files. Unfinished ones are taken up where they stopped.';
create table private.gazetteer_import_parts (
	key text not null references private.gazetteer_imports (key) on delete cascade,
	part integer not null check (part >= 0),
	places jsonb not null check (jsonb_typeof(places) = 'array'),
	primary key (key, part)
);
alter table private.gazetteer_imports enable row level security;
alter table private.gazetteer_import_parts enable row level security;
revoke all on private.gazetteer_imports, private.gazetteer_import_parts from public, anon, authenticated, service_role;

-- The names of these places anew.
create function private.rewrite_place_names(ids text[]) returns void
language sql set search_path = ''
as $$
	delete from public.place_names n where n.place_id = any (ids);
	insert into public.place_names (place_id, lang, name, kind)
	select distinct on (p.id, l.key, n.value) p.id, l.key, n.value,
		case when l.former then 'former' when n.ordinality = 1 then 'preferred' else 'other' end
	from public.places p
	cross join lateral (
		select key, value, false as former from jsonb_each(p.names)
		union all select key, value, true from jsonb_each(coalesce(p.former, '{}'))
	) l
	cross join lateral jsonb_array_elements_text(l.value) with ordinality n (value, ordinality)
	where p.id = any (ids)
	order by p.id, l.key, n.value, l.former, n.ordinality;
$$;
revoke all on function private.rewrite_place_names(text[]) from public;

-- Inserts or replaces places, [{id, kind, country, point: [lon, lat], names, ...}], and their names; returns how many were
-- given. What has not changed is not written again.
create or replace function public.import_places(places jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare changed text[];
begin
	with written as (
		insert into public.places as p (id, kind, country, admin1, admin2, point, radius_m, names, former, guard)
		select e ->> 'id', e ->> 'kind', e ->> 'country', e ->> 'admin1', e ->> 'admin2',
			extensions.st_setsrid(extensions.st_makepoint((e #>> '{point,0}')::float8, (e #>> '{point,1}')::float8), 4326)::extensions.geography,
			(e ->> 'radius_m')::integer, e -> 'names', e -> 'former', coalesce((e ->> 'guard')::boolean, false)
		from jsonb_array_elements(import_places.places) e
		on conflict (id) do update set kind = excluded.kind, country = excluded.country, admin1 = excluded.admin1,
			admin2 = excluded.admin2, point = excluded.point, radius_m = excluded.radius_m, names = excluded.names,
			former = excluded.former, guard = excluded.guard
		where (p.kind, p.country, p.admin1, p.admin2, p.radius_m, p.names, p.former, p.guard)
			is distinct from (excluded.kind, excluded.country, excluded.admin1, excluded.admin2, excluded.radius_m,
				excluded.names, excluded.former, excluded.guard)
			or extensions.st_astext(p.point::extensions.geometry) <> extensions.st_astext(excluded.point::extensions.geometry)
		returning p.id
	)
	select array_agg(w.id) into changed from written w;
	perform private.rewrite_place_names(coalesce(changed, '{}'));
	return jsonb_array_length(import_places.places);
end
$$;

-- Begins an import, or takes it up again: {"finished_at": …, "parts": [0, 1, …]}, the parts that have come already.
create function public.begin_gazetteer_import(key text, label text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.gazetteer_imports (key, label)
	values (begin_gazetteer_import.key, begin_gazetteer_import.label)
	on conflict do nothing;
	return (
		select jsonb_build_object('finished_at', i.finished_at, 'places', i.places, 'parts',
			coalesce((select jsonb_agg(p.part order by p.part) from private.gazetteer_import_parts p where p.key = i.key), '[]'))
		from private.gazetteer_imports i where i.key = begin_gazetteer_import.key
	);
end
$$;

-- Keeps one part of an import. The same part may come twice.
create function public.stage_gazetteer_part(key text, part integer, places jsonb) returns void
language sql security definer set search_path = ''
as $$
	insert into private.gazetteer_import_parts as p (key, part, places)
	values (stage_gazetteer_part.key, stage_gazetteer_part.part, stage_gazetteer_part.places)
	on conflict on constraint gazetteer_import_parts_pkey do update set places = excluded.places;
$$;

-- Makes all parts of an import places of the gazetteer, in one step; returns how many.
create function public.finish_gazetteer_import(key text, parts integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	imported integer := 0;
	piece jsonb;
begin
	if (select count(*) from private.gazetteer_import_parts p where p.key = finish_gazetteer_import.key) <> parts then
		raise exception 'the import is not complete: % of % parts have come',
			(select count(*) from private.gazetteer_import_parts p where p.key = finish_gazetteer_import.key), parts;
	end if;
	for piece in
		select p.places from private.gazetteer_import_parts p where p.key = finish_gazetteer_import.key order by p.part
	loop
		imported := imported + public.import_places(piece);
	end loop;
	delete from private.gazetteer_import_parts p where p.key = finish_gazetteer_import.key;
	update private.gazetteer_imports i set finished_at = now(), places = imported where i.key = finish_gazetteer_import.key;
	return imported;
end
$$;

revoke all on function public.begin_gazetteer_import(text, text), public.stage_gazetteer_part(text, integer, jsonb),
	public.finish_gazetteer_import(text, integer) from public, anon, authenticated, service_role;
grant execute on function public.begin_gazetteer_import(text, text), public.stage_gazetteer_part(text, integer, jsonb),
	public.finish_gazetteer_import(text, integer) to service_role;

-- Names of the places that are here already.
select private.rewrite_place_names(array(select p.id from public.places p));
