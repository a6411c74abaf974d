-- How every report is written from here on: private.add_report and private.change_report, which leave the revision.

-- Who is behind a revision is in the audit log alone: in the row it would tie all work of a person together.
alter table public.report_revisions drop column changed_by;

-- What was changed before anyone could read the report may be a name or a place that must never be read.
alter table public.report_revisions add column is_public boolean not null default true;
comment on column public.report_revisions.is_public is 'The report was, or became, public with it. Others are for moderators and the sender.';
drop policy "corrections are as public as their report" on public.report_revisions;
create policy "corrections of public reports are as public as their report" on public.report_revisions
	for select using (is_public and exists (select from public.reports r where r.id = report_id));
create policy "moderators can see all revisions" on public.report_revisions
	for select to authenticated using ((select private.is_moderator()));
create policy "people can see all revisions of their own reports" on public.report_revisions
	for select to authenticated using (report_id in (
		select s.report_id from public.submissions s where s.contributor = (select auth.uid())));

-- How far the true place may lie from the point, in metres: PRECISION_RADIUS of src/lib/domain/location.ts.
create function private.precision_radius(geo_precision text) returns integer
language sql immutable set search_path = ''
as $$
	select (array[50, 500, 3000, 25000, 40000, 100000, 150000, 500000])[array_position(
		array['exact', 'street', 'settlement', 'near', 'admin2', 'admin1', 'area', 'country'], geo_precision)]
$$;

-- The middle of the square of that many metres a point lies in, [lon, lat]. All points of a square give the same one,
-- so that no number of reports from one place gives the place away.
create function private.coarse_point(point jsonb, metres integer) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	-- Metres of a degree of latitude; of longitude at the equator.
	degree constant float8 := 111320;
	tall float8 := metres / degree;
	lat float8 := least((floor((point ->> 1)::float8 / tall) + 0.5) * tall, 89);
	wide float8 := metres / (degree * greatest(cos(radians(lat)), 0.01));
	lon float8 := least((floor((point ->> 0)::float8 / wide) + 0.5) * wide, 180);
begin
	return jsonb_build_array(round(lon::numeric, 5), round(lat::numeric, 5));
end
$$;

-- Before this time a report is not to be public: its sender's wish, and what its front is held back by.
create function private.public_from(report public.reports) returns timestamptz
language sql stable security definer set search_path = ''
as $$
	select greatest(report.created_at + t.publication_delay,
		(select s.received_at + make_interval(mins => s.delay_minutes) from public.submissions s where s.report_id = report.id))
	from public.theatres t where t.slug = report.theatre
$$;

create or replace function private.add_report(facts jsonb, state text, is_demo boolean default false) returns bigint
language plpgsql set search_path = ''
as $$
declare
	added bigint;
	is_held boolean;
begin
	select not add_report.is_demo and t.publication_delay > '0' and private.is_public(add_report.state) into is_held
	from public.theatres t where t.slug = facts ->> 'theatre';
	insert into public.reports (theatre, title, summary, event_type, event_subtype, occurred_at, occurred_until, time_precision,
		geom, place_id, place_name, geo_precision, uncertainty_m, credibility, credibility_reason, state, sensitivity, fatalities,
		is_demo, demo_key, published_at)
	values (facts ->> 'theatre', facts ->> 'title', coalesce(facts ->> 'summary', ''), facts ->> 'event_type',
		facts ->> 'event_subtype', (facts ->> 'occurred_at')::timestamptz, (facts ->> 'occurred_until')::timestamptz,
		facts ->> 'time_precision', private.lonlat(facts -> 'point'), facts ->> 'place_id', facts ->> 'place_name',
		facts ->> 'geo_precision', (facts ->> 'uncertainty_m')::integer, coalesce((facts ->> 'credibility')::smallint, 6),
		facts ->> 'credibility_reason', case when is_held then 'submitted' else add_report.state end,
		coalesce((select array_agg(x) from jsonb_array_elements_text(facts -> 'sensitivity') x), '{}'),
		nullif(facts -> 'fatalities', 'null'), add_report.is_demo, facts ->> 'demo_key',
		case when add_report.state = 'published' and not is_held then now() end)
	returning id into added;
	if is_held then
		insert into private.awaiting_publication (report_id, to_state) values (added, add_report.state);
	end if;
	insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes)
	values (added, 1, case when add_report.is_demo then 'demo archive' else private.actor_role() end,
		case when add_report.is_demo then 'Entered by hand from public documents' else 'First seen' end, '{}');
	return added;
end
$$;

-- Changes the fields named in `patch` and keeps what changed with the reason. Whether that is allowed is for the
-- functions that call it. Returns the new revision; a change that changes nothing is refused.
create function private.change_report(report_id bigint, patch jsonb, reason text) returns integer
language plpgsql set search_path = ''
as $$
declare
	before jsonb;
	after jsonb;
	changes jsonb;
	unknown text;
	was_published boolean;
	next_revision integer;
begin
	if coalesce(trim(reason), '') = '' then
		raise exception 'a correction needs a reason' using errcode = 'check_violation';
	end if;
	select f.key into unknown from jsonb_object_keys(patch) f (key)
	where f.key not in ('title', 'summary', 'event_type', 'event_subtype', 'occurred_at', 'occurred_until', 'time_precision',
		'point', 'place_id', 'place_name', 'geo_precision', 'uncertainty_m', 'credibility', 'credibility_reason', 'state',
		'state_reason', 'sensitivity', 'fatalities');
	if unknown is not null then
		raise exception 'a report has no field "%" that can be corrected', unknown using errcode = 'check_violation';
	end if;
	select r.published_at is not null into was_published
	from public.reports r where r.id = change_report.report_id for update;
	if not found then
		raise exception 'no report has the id %', report_id using errcode = 'no_data_found';
	end if;
	before := public.report_json(report_id);
	update public.reports r set
		title = coalesce(patch ->> 'title', r.title),
		summary = coalesce(patch ->> 'summary', r.summary),
		event_type = coalesce(patch ->> 'event_type', r.event_type),
		event_subtype = case when patch ? 'event_subtype' then patch ->> 'event_subtype' else r.event_subtype end,
		occurred_at = coalesce((patch ->> 'occurred_at')::timestamptz, r.occurred_at),
		occurred_until = case when patch ? 'occurred_until' then (patch ->> 'occurred_until')::timestamptz else r.occurred_until end,
		time_precision = coalesce(patch ->> 'time_precision', r.time_precision),
		geom = case when patch ? 'point' then private.lonlat(patch -> 'point') else r.geom end,
		place_id = case when patch ? 'place_id' then patch ->> 'place_id' else r.place_id end,
		place_name = coalesce(patch ->> 'place_name', r.place_name),
		geo_precision = coalesce(patch ->> 'geo_precision', r.geo_precision),
		uncertainty_m = coalesce((patch ->> 'uncertainty_m')::integer, r.uncertainty_m),
		credibility = coalesce((patch ->> 'credibility')::smallint, r.credibility),
		credibility_reason = case when patch ? 'credibility_reason' then patch ->> 'credibility_reason' else r.credibility_reason end,
		state = coalesce(patch ->> 'state', r.state),
		state_reason = case when patch ? 'state_reason' then patch ->> 'state_reason' else r.state_reason end,
		sensitivity = case when patch ? 'sensitivity'
			then coalesce((select array_agg(x) from jsonb_array_elements_text(patch -> 'sensitivity') x), '{}') else r.sensitivity end,
		fatalities = case when patch ? 'fatalities' then nullif(patch -> 'fatalities', 'null') else r.fatalities end,
		published_at = case when patch ->> 'state' = 'published' then coalesce(r.published_at, now()) else r.published_at end,
		revision = r.revision + 1,
		updated_at = now()
	where r.id = change_report.report_id
	returning r.revision into next_revision;
	after := public.report_json(report_id);
	select jsonb_object_agg(p.key, jsonb_build_object(
		-- A place that was made less exact was made so on purpose: the history does not keep the exact one.
		'from', case when p.key <> 'point' or (after ->> 'uncertainty_m')::integer <= (before ->> 'uncertainty_m')::integer
			then before -> p.key end,
		'to', after -> p.key)) into changes
	from jsonb_object_keys(patch) p (key) where before -> p.key is distinct from after -> p.key;
	if changes is null then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes, is_public)
	values (change_report.report_id, next_revision, private.actor_role(), change_report.reason, changes,
		was_published or private.is_public(before ->> 'state') or private.is_public(after ->> 'state'));
	return next_revision;
end
$$;

-- The server's own changes: what a source edited or deleted. People correct through the functions of the review.
create or replace function public.revise_report(report_id bigint, patch jsonb, reason text) returns integer
language plpgsql security definer set search_path = ''
as $$
begin
	if not private.is_service() then
		raise exception 'only the server revises reports' using errcode = 'insufficient_privilege';
	end if;
	return private.change_report(revise_report.report_id, revise_report.patch, revise_report.reason);
end
$$;

-- Makes public what was approved and whose time has come; the server calls it. Returns how many.
create function public.publish_due() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	due record;
	n integer := 0;
begin
	if (select s.read_only from private.settings s) then
		return 0;
	end if;
	for due in
		select a.report_id, a.to_state from private.awaiting_publication a join public.reports r on r.id = a.report_id
		where private.public_from(r) <= now()
			and r.state = case a.to_state when 'published' then 'ready_for_review' else 'submitted' end
		order by a.report_id
		for update of a, r skip locked
	loop
		perform private.change_report(due.report_id, jsonb_build_object('state', due.to_state), 'Its time has come');
		delete from private.awaiting_publication a where a.report_id = due.report_id;
		n := n + 1;
	end loop;
	return n;
end
$$;

revoke all on function private.precision_radius(text), private.coarse_point(jsonb, integer), private.public_from(public.reports),
	private.change_report(bigint, jsonb, text), public.revise_report(bigint, jsonb, text), public.publish_due()
from public, anon, authenticated, service_role;
grant execute on function public.revise_report(bigint, jsonb, text), public.publish_due() to service_role;
