create table public.theatres (
	slug text primary key check (slug ~ '^[a-z]+$'),
	name text not null,
	position smallint not null unique
);
comment on table public.theatres is 'The fronts of the map. Their bounds and views are code: src/lib/domain/theatre.ts.';

insert into public.theatres (slug, name, position) values
	('gaza', 'Gaza', 1), ('ukraine', 'Ukraine', 2), ('sahel', 'Sahel', 3);

alter table public.theatres enable row level security;
revoke all on public.theatres from anon, authenticated, service_role;
grant select on public.theatres to anon, authenticated, service_role;
create policy "everyone can see the fronts" on public.theatres for select using (true);

create table public.places (
	id text primary key check (id ~ '^[a-z]{2}-[a-z0-9-]+$'),
	kind text not null check (kind in ('city', 'town', 'village', 'camp', 'neighbourhood', 'admin2', 'admin1',
		'country', 'area', 'crossing', 'site')),
	country text not null check (length(country) = 2),
	admin1 text,
	admin2 text,
	point extensions.geography(point, 4326) not null,
	radius_m integer check (radius_m > 0),
	names jsonb not null check (jsonb_typeof(names) = 'object'),
	former jsonb check (jsonb_typeof(former) = 'object'),
	guard boolean not null default false
);
comment on table public.places is 'The gazetteer. names: {"en": ["Avdiivka", "Avdeevka"], "uk": [...]}, the preferred form first.';
comment on column public.places.guard is 'A name is also an ordinary word: it counts only next to a cue.';

alter table public.places enable row level security;
revoke all on public.places from anon, authenticated, service_role;
grant select on public.places to anon, authenticated, service_role;
create policy "everyone can see the gazetteer" on public.places for select using (true);

-- Inserts or replaces places, [{id, kind, country, point: [lon, lat], names, ...}]; returns how many rows it touched.
create function public.import_places(places jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare touched integer;
begin
	insert into public.places as p (id, kind, country, admin1, admin2, point, radius_m, names, former, guard)
	select e ->> 'id', e ->> 'kind', e ->> 'country', e ->> 'admin1', e ->> 'admin2',
		extensions.st_setsrid(extensions.st_makepoint((e #>> '{point,0}')::float8, (e #>> '{point,1}')::float8), 4326)::extensions.geography,
		(e ->> 'radius_m')::integer, e -> 'names', e -> 'former', coalesce((e ->> 'guard')::boolean, false)
	from jsonb_array_elements(import_places.places) e
	on conflict (id) do update set kind = excluded.kind, country = excluded.country, admin1 = excluded.admin1,
		admin2 = excluded.admin2, point = excluded.point, radius_m = excluded.radius_m, names = excluded.names,
		former = excluded.former, guard = excluded.guard;
	get diagnostics touched = row_count;
	return touched;
end
$$;

-- The whole gazetteer as one JSON array: [{id, kind, country, admin1, admin2, point: [lon, lat], ...}].
create function public.gazetteer() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', p.id, 'kind', p.kind, 'country', p.country, 'admin1', p.admin1, 'admin2', p.admin2,
		'point', jsonb_build_array(extensions.st_x(p.point::extensions.geometry), extensions.st_y(p.point::extensions.geometry)),
		'radius_m', p.radius_m, 'names', p.names, 'former', coalesce(p.former, '{}'::jsonb), 'guard', p.guard) order by p.id), '[]')
	from public.places p
$$;
