-- Who holds what, on which day, according to whom. A snapshot is what one source draws of one front for one day; it is
-- never rewritten: a better one takes its place, and what was known before stays for frozen links.
create table public.control_snapshots (
	id bigint primary key generated always as identity,
	theatre text not null references public.theatres (slug),
	source text not null references public.sources (slug) on update cascade,
	drawn_on date not null,
	uncertainty_m integer not null check (uncertainty_m between 0 and 500000),
	citation text not null check (length(trim(citation)) between 1 and 2000),
	url text check (url ~ '^https?://'),
	note text check (length(note) <= 2000),
	rights text not null check (length(trim(rights)) between 1 and 500),
	digest text not null,
	front extensions.geometry(MultiLineString, 4326),
	imported_at timestamptz not null default now(),
	published_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_reason text,
	check ((withdrawn_at is null) = (withdrawn_reason is null)),
	check (withdrawn_at is null or published_at is not null)
);
comment on table public.control_snapshots is 'Areas of control as one source draws them for one day. A draft has no published_at.';
comment on column public.control_snapshots.uncertainty_m is 'How far a line may lie from where it is drawn.';
comment on column public.control_snapshots.digest is 'Of all that was imported: the same again is no new snapshot.';
comment on column public.control_snapshots.front is 'Derived: where areas held by different sides meet.';
create unique index control_snapshots_one_a_day on public.control_snapshots (theatre, source, drawn_on)
	where published_at is not null and withdrawn_at is null;
create index on public.control_snapshots (source);

create table public.control_areas (
	snapshot bigint not null references public.control_snapshots (id) on delete cascade,
	position smallint not null,
	side text not null check (side in ('russia', 'ukraine', 'israel', 'palestinian_factions', 'state_forces',
		'azawad_movements', 'jnim', 'is_sahel', 'several')),
	status text not null check (status in ('held', 'claimed', 'contested', 'grey', 'restricted')),
	geom extensions.geometry(MultiPolygon, 4326) not null,
	area_m2 double precision not null check (area_m2 > 0),
	primary key (snapshot, position)
);
comment on column public.control_areas.area_m2 is 'On the ellipsoid.';

alter table public.control_snapshots enable row level security;
alter table public.control_areas enable row level security;
revoke all on public.control_snapshots, public.control_areas from anon, authenticated, service_role;
grant select on public.control_snapshots, public.control_areas to anon, authenticated, service_role;
create policy "everyone can see published snapshots, moderators drafts too" on public.control_snapshots
	for select using (published_at is not null or (select private.is_moderator()));
create policy "areas are seen with their snapshot" on public.control_areas
	for select using (exists (select from public.control_snapshots s where s.id = snapshot));

create function private.control_areas_of(entry jsonb) returns table (
	"position" integer, side text, status text, geom extensions.geometry
)
language plpgsql stable set search_path = ''
as $$
declare
	area jsonb;
	shape extensions.geometry;
begin
	if jsonb_typeof(entry -> 'areas') is distinct from 'array' or jsonb_array_length(entry -> 'areas') = 0 then
		raise exception 'areas: at least one is needed' using errcode = 'check_violation';
	end if;
	for "position", area in select a.ordinality - 1, a.value from jsonb_array_elements(entry -> 'areas') with ordinality a
	loop
		begin
			shape := extensions.st_geomfromgeojson(area ->> 'geometry');
		exception when others then
			raise exception 'areas[%].geometry: %', "position", sqlerrm using errcode = 'check_violation';
		end;
		shape := extensions.st_multi(extensions.st_collectionextract(
			extensions.st_makevalid(extensions.st_setsrid(extensions.st_force2d(shape), 4326)), 3));
		if shape is null or extensions.st_isempty(shape) then
			raise exception 'areas[%].geometry: it encloses nothing', "position" using errcode = 'check_violation';
		end if;
		side := area ->> 'side';
		status := area ->> 'status';
		geom := shape;
		return next;
	end loop;
end
$$;

-- Takes in one snapshot, whole or not at all. The same again changes nothing; another drawing of the same day takes the
-- place of the published one once it is published itself.
create function public.import_control(entry jsonb, publish boolean, reason text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	drawing text := md5((entry - 'theatre' - 'source' - 'on')::text);
	known public.control_snapshots;
	new_id bigint;
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators import areas of control' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	if not exists (select from public.sources s where s.slug = entry ->> 'source') then
		raise exception 'source "%" is not in the registry', entry ->> 'source' using errcode = 'no_data_found';
	end if;
	select s.* into known from public.control_snapshots s
	where s.theatre = entry ->> 'theatre' and s.source = entry ->> 'source' and s.drawn_on = (entry ->> 'on')::date
		and s.digest = drawing and s.withdrawn_at is null
	order by s.id desc limit 1;
	if known.id is not null then
		if publish and known.published_at is null then
			perform public.publish_control(known.id, reason);
			return jsonb_build_object('id', known.id, 'outcome', 'published');
		end if;
		return jsonb_build_object('id', known.id, 'outcome', 'unchanged');
	end if;

	insert into public.control_snapshots (theatre, source, drawn_on, uncertainty_m, citation, url, note, rights, digest)
	values (entry ->> 'theatre', entry ->> 'source', (entry ->> 'on')::date, (entry ->> 'uncertainty_m')::integer,
		entry ->> 'citation', entry ->> 'url', entry ->> 'note', entry ->> 'rights', drawing)
	returning control_snapshots.id into new_id;
	insert into public.control_areas (snapshot, position, side, status, geom, area_m2)
	select new_id, a."position", a.side, a.status, a.geom, extensions.st_area(a.geom::extensions.geography)
	from private.control_areas_of(entry) a;
	update public.control_snapshots s set front = (
		select extensions.st_multi(extensions.st_linemerge(extensions.st_collectionextract(extensions.st_union(
			extensions.st_intersection(extensions.st_boundary(a.geom), extensions.st_boundary(b.geom))), 2)))
		from public.control_areas a
		join public.control_areas b on b.snapshot = a.snapshot and b.position > a.position and b.side <> a.side
		where a.snapshot = s.id and a.status = 'held' and b.status = 'held'
			and extensions.st_intersects(a.geom, b.geom)
	) where s.id = new_id;
	perform private.audit('import_control', null, reason, jsonb_build_object('snapshot', new_id));
	if publish then
		perform public.publish_control(new_id, reason);
	end if;
	return jsonb_build_object('id', new_id, 'outcome', case when publish then 'published' else 'draft' end);
exception
	when check_violation or not_null_violation then
		raise exception 'snapshot of % by %: %', entry ->> 'on', entry ->> 'source', sqlerrm using errcode = 'check_violation';
end
$$;

-- Shows a draft to everyone; the snapshot of the same day that was shown until now is withdrawn.
create function public.publish_control(snapshot bigint, reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare drawn public.control_snapshots;
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators publish areas of control' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	select s.* into drawn from public.control_snapshots s where s.id = publish_control.snapshot for update;
	if drawn.id is null then
		raise exception 'there is no snapshot %', publish_control.snapshot using errcode = 'no_data_found';
	end if;
	if drawn.published_at is not null then
		raise exception 'snapshot % is published already', publish_control.snapshot using errcode = 'check_violation';
	end if;
	update public.control_snapshots s set withdrawn_at = now(), withdrawn_reason = coalesce(reason, 'drawn anew')
	where s.theatre = drawn.theatre and s.source = drawn.source and s.drawn_on = drawn.drawn_on
		and s.published_at is not null and s.withdrawn_at is null;
	update public.control_snapshots s set published_at = now() where s.id = drawn.id;
	perform private.audit('publish_control', null, reason, jsonb_build_object('snapshot', drawn.id));
end
$$;

-- Takes a published snapshot off the present map, with the reason.
create function public.withdraw_control(snapshot bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators withdraw areas of control' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	update public.control_snapshots s set withdrawn_at = now(), withdrawn_reason = private.checked_reason(reason)
	where s.id = withdraw_control.snapshot and s.published_at is not null and s.withdrawn_at is null;
	if not found then
		raise exception 'there is no published snapshot %', withdraw_control.snapshot using errcode = 'no_data_found';
	end if;
	perform private.audit('withdraw_control', null, reason, jsonb_build_object('snapshot', withdraw_control.snapshot));
end
$$;

-- Published snapshots without their areas, oldest day first, as they were known at an instant (null: now). Each says
-- how many square metres a side and status have.
create function public.control_snapshots_at(known_at timestamptz default null) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', s.id, 'theatre', s.theatre, 'source', s.source, 'source_name', r.name, 'reliability', r.reliability,
		'on', s.drawn_on, 'uncertainty_m', s.uncertainty_m, 'citation', s.citation, 'url', s.url, 'note', s.note,
		'rights', s.rights, 'published_at', s.published_at,
		'areas', (
			select jsonb_agg(jsonb_build_object('side', a.side, 'status', a.status, 'area_m2', a.area_m2)
				order by a.position)
			from (select min(c.position) as position, c.side, c.status, round(sum(c.area_m2)) as area_m2
				from public.control_areas c where c.snapshot = s.id group by c.side, c.status) a)
	) order by s.theatre, s.drawn_on, s.source), '[]')
	from public.control_snapshots s join public.sources r on r.slug = s.source
	where s.published_at <= coalesce(known_at, now()) and (s.withdrawn_at is null or s.withdrawn_at > coalesce(known_at, now()))
$$;

-- The areas and the front line of one snapshot as GeoJSON features, longitude first, to about ten metres.
create function public.control_features(snapshot bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce((
		select jsonb_agg(f.feature order by f.n) from (
			select a.position as n, jsonb_build_object('type', 'Feature',
				'geometry', extensions.st_asgeojson(a.geom, 4)::jsonb,
				'properties', jsonb_build_object('kind', 'area', 'side', a.side, 'status', a.status,
					'area_m2', round(a.area_m2))) as feature
			from public.control_areas a where a.snapshot = s.id
			union all
			select 1000, jsonb_build_object('type', 'Feature', 'geometry', extensions.st_asgeojson(s.front, 4)::jsonb,
				'properties', jsonb_build_object('kind', 'front'))
			where s.front is not null and not extensions.st_isempty(s.front)
		) f), '[]')
	from public.control_snapshots s where s.id = control_features.snapshot
$$;

-- What changed hands between two snapshots: where both draw an area, and side or status differ. Slivers that come of
-- drawing are left out.
create function public.control_changes(earlier bigint, later bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('type', 'Feature',
		'geometry', extensions.st_asgeojson(c.geom, 4)::jsonb,
		'properties', jsonb_build_object('kind', 'change', 'from_side', c.from_side, 'from_status', c.from_status,
			'side', c.side, 'status', c.status, 'area_m2', round(c.area_m2))) order by c.area_m2 desc), '[]')
	from (
		select m.*, extensions.st_area(m.geom::extensions.geography) as area_m2 from (
			select a.side as from_side, a.status as from_status, b.side, b.status,
				extensions.st_multi(extensions.st_collectionextract(extensions.st_intersection(a.geom, b.geom), 3)) as geom
			from public.control_areas a
			join public.control_areas b on extensions.st_intersects(a.geom, b.geom)
			where a.snapshot = earlier and b.snapshot = later and (a.side, a.status) <> (b.side, b.status)
		) m
		where not extensions.st_isempty(m.geom)
	) c
	where c.area_m2 > 1000000
$$;

revoke all on function private.control_areas_of(jsonb), public.import_control(jsonb, boolean, text),
	public.publish_control(bigint, text), public.withdraw_control(bigint, text),
	public.control_snapshots_at(timestamptz), public.control_features(bigint), public.control_changes(bigint, bigint)
from public, anon, authenticated, service_role;
grant execute on function public.control_snapshots_at(timestamptz), public.control_features(bigint),
	public.control_changes(bigint, bigint) to anon, authenticated, service_role;
grant execute on function public.import_control(jsonb, boolean, text), public.publish_control(bigint, text),
	public.withdraw_control(bigint, text) to authenticated, service_role;
