-- Reports that may tell of one event: proposed by src/lib/domain/event-cluster.ts, decided by a person. To accept is
-- merge_reports, which can be undone; what was dismissed is not proposed again.
create table public.same_event_suggestions (
	a bigint not null references public.reports (id),
	b bigint not null references public.reports (id),
	why text not null check (why in ('same_link', 'same_event')),
	-- Share of the words' trigrams in common; null where they are of two scripts.
	score real check (score between 0 and 1),
	distance_m integer not null,
	hours real not null,
	suggested_at timestamptz not null default now(),
	dismissed_at timestamptz,
	dismissed_by uuid references auth.users (id) on delete set null,
	dismiss_reason text,
	primary key (a, b),
	check (a < b),
	check ((dismissed_at is null) = (dismiss_reason is null))
);
create index on public.same_event_suggestions (b);
alter table public.same_event_suggestions enable row level security;
revoke all on public.same_event_suggestions from anon, authenticated, service_role;
grant select on public.same_event_suggestions to authenticated;
create policy "moderators can see what may be one event" on public.same_event_suggestions
	for select to authenticated using ((select private.is_moderator()));

create table private.reports_to_compare (report_id bigint primary key references public.reports (id));
comment on table private.reports_to_compare is 'Reports that are new or have changed since they were compared with those around them.';
alter table private.reports_to_compare enable row level security;
revoke all on private.reports_to_compare from anon, authenticated, service_role;

create function private.is_comparable(report public.reports) returns boolean
language sql immutable set search_path = ''
as $$
	select report.state not in ('rejected', 'retracted') and not report.is_demo
		and report.geo_precision in ('exact', 'street', 'settlement', 'near') and report.time_precision in ('minute', 'hour', 'day')
$$;

insert into private.reports_to_compare (report_id)
select r.id from public.reports r where private.is_comparable(r) order by 1;

create function private.note_report_to_compare() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if not new.is_demo then
		insert into private.reports_to_compare (report_id) values (new.id) on conflict do nothing;
	end if;
	return null;
end
$$;
create trigger reports_are_compared after insert or update of revision on public.reports
	for each row execute function private.note_report_to_compare();

-- A report as the comparison takes it (`ToldReport`), with its revision.
create function private.told_json(r public.reports) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('id', r.id, 'revision', r.revision, 'words', r.title || E'\n' || r.summary,
		'event_type', r.event_type, 'occurred_at', r.occurred_at, 'time_precision', r.time_precision,
		'point', jsonb_build_array(extensions.st_x(r.geom::extensions.geometry), extensions.st_y(r.geom::extensions.geometry)),
		'geo_precision', r.geo_precision, 'links', coalesce((
			select jsonb_agg(c.url order by c.id) from public.citations c where c.report_id = r.id and c.url is not null), '[]'))
$$;

-- Reports that are new or have changed since they were compared, and those of the same days and region:
-- {reports, others: [ToldReport & {revision}]}; reports that cannot be compared are among neither. For the server.
create function public.reports_to_compare(page integer default 200) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off
as $$
declare
	mine bigint[];
	others bigint[];
begin
	delete from private.reports_to_compare w using public.reports r where r.id = w.report_id and not private.is_comparable(r);
	select coalesce(array_agg(w.report_id), '{}') into mine
	from (select x.report_id from private.reports_to_compare x order by 1 limit least(page, 500)) w;
	select coalesce(array_agg(distinct o.id), '{}') into others
	from unnest(mine) m (id) join public.reports own on own.id = m.id
	cross join lateral (
		select x.id from public.reports x
		where x.occurred_at between own.occurred_at - interval '36 hours' and own.occurred_at + interval '36 hours'
			and extensions.st_dwithin(x.geom, own.geom, 50000) and private.is_comparable(x)
	) o
	where o.id <> all (mine);
	return jsonb_build_object(
		'reports', coalesce((select jsonb_agg(private.told_json(r) order by r.id) from public.reports r where r.id = any (mine)), '[]'),
		'others', coalesce((select jsonb_agg(private.told_json(r) order by r.id) from public.reports r where r.id = any (others)), '[]'));
end
$$;

-- Keeps what was found: `compared` is [{id, revision}], `pairs` [{a, b, why, score, distance_m, hours}]. What was suggested of
-- these reports and is no longer found goes; what a person dismissed stays dismissed. For the server.
create function public.suggest_same_event(compared jsonb, pairs jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.reports_to_compare w using public.reports r, jsonb_array_elements(compared) c
	where r.id = w.report_id and r.id = (c ->> 'id')::bigint and r.revision = (c ->> 'revision')::integer;
	delete from public.same_event_suggestions s
	where s.dismissed_at is null
		and exists (select from jsonb_array_elements(compared) c where (c ->> 'id')::bigint in (s.a, s.b))
		and not exists (select from jsonb_array_elements(pairs) p
			where least((p ->> 'a')::bigint, (p ->> 'b')::bigint) = s.a and greatest((p ->> 'a')::bigint, (p ->> 'b')::bigint) = s.b);
	insert into public.same_event_suggestions (a, b, why, score, distance_m, hours)
	select least((p ->> 'a')::bigint, (p ->> 'b')::bigint), greatest((p ->> 'a')::bigint, (p ->> 'b')::bigint), p ->> 'why',
		(p ->> 'score')::real, (p ->> 'distance_m')::integer, (p ->> 'hours')::real
	from jsonb_array_elements(pairs) p order by 1, 2
	on conflict (a, b) do update set why = excluded.why, score = excluded.score, distance_m = excluded.distance_m,
		hours = excluded.hours where same_event_suggestions.dismissed_at is null;
end
$$;

-- What may tell of the same event as a report: [{report, why, score, distance_m, hours, dismissed: {at, reason} or null}], the
-- likeliest first. Runs as the moderator; nobody else is answered anything.
create function public.same_event_suggestions_of(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('report', public.report_json(o.id), 'why', s.why, 'score', s.score,
		'distance_m', s.distance_m, 'hours', s.hours, 'dismissed', case when s.dismissed_at is not null then
			jsonb_build_object('at', s.dismissed_at, 'reason', s.dismiss_reason) end)
		order by s.dismissed_at is not null, s.score desc nulls last, o.id), '[]')
	from public.same_event_suggestions s
	join public.reports o on o.id = case when s.a = same_event_suggestions_of.report_id then s.b else s.a end
	where same_event_suggestions_of.report_id in (s.a, s.b) and o.state not in ('rejected', 'retracted')
		and (select private.is_moderator())
$$;

-- Says that two reports tell of two events. Remembered with the reason: the two are not proposed again.
create function public.dismiss_same_event(report_id bigint, other bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not private.is_moderator() then
		raise exception 'only moderators review reports' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(reason);
	update public.same_event_suggestions s
	set dismissed_at = now(), dismissed_by = (select auth.uid()), dismiss_reason = trim(dismiss_same_event.reason)
	where s.a = least(dismiss_same_event.report_id, other) and s.b = greatest(dismiss_same_event.report_id, other);
	if not found then
		raise exception 'there is no such report beside report %', report_id using errcode = 'no_data_found';
	end if;
	perform private.audit('not_same_event', report_id, reason, jsonb_build_object('other', other));
end
$$;

revoke all on function private.is_comparable(public.reports), private.note_report_to_compare(), private.told_json(public.reports),
	public.reports_to_compare(integer), public.suggest_same_event(jsonb, jsonb), public.same_event_suggestions_of(bigint),
	public.dismiss_same_event(bigint, bigint, text)
from public, anon, authenticated, service_role;
grant execute on function public.reports_to_compare(integer), public.suggest_same_event(jsonb, jsonb) to service_role;
grant execute on function public.same_event_suggestions_of(bigint), public.dismiss_same_event(bigint, bigint, text)
to authenticated;
