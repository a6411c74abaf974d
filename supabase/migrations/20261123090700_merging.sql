-- Duplicates: one report takes over the citations of another; taking it back gives them back.
alter table public.reports add column merged_into bigint references public.reports (id) check (merged_into <> id);
comment on column public.reports.merged_into is 'The report that tells of the same event, and now has this one''s citations.';

create table public.merges (
	id bigint primary key generated always as identity,
	kept bigint not null references public.reports (id),
	merged bigint not null references public.reports (id),
	-- What split_report gives back.
	state_before text not null,
	citations bigint[] not null,
	reason text not null,
	merged_at timestamptz not null default now(),
	split_at timestamptz
);
create unique index on public.merges (merged) where split_at is null;
alter table public.merges enable row level security;
revoke all on public.merges from anon, authenticated, service_role;
grant select on public.merges to authenticated;
create policy "moderators can see what was merged" on public.merges
	for select to authenticated using ((select private.is_moderator()));

-- Citations move between reports: both have changed then.
create or replace function private.note_citation_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.report_changes (report_id)
	select r.id from public.reports r
	where private.is_public(r.state) and r.id in (
		case when tg_op <> 'INSERT' then old.report_id end, case when tg_op <> 'DELETE' then new.report_id end);
	perform pg_notify('report_changes', '');
	return null;
end
$$;

create function private.origins_of(report_id bigint) returns integer
language sql stable set search_path = ''
as $$ select count(distinct c.origin)::integer from public.citations c where c.report_id = origins_of.report_id $$;

-- A revision of a report whose citations came or went: how many independent origins it rests on.
create function private.note_origins(report_id bigint, before integer, reason text) returns void
language plpgsql set search_path = ''
as $$
declare
	after integer := private.origins_of(report_id);
	r public.reports;
begin
	update public.reports x set revision = x.revision + 1, updated_at = now() where x.id = note_origins.report_id returning * into r;
	insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes, is_public)
	values (r.id, r.revision, private.actor_role(), note_origins.reason,
		jsonb_build_object('origins', jsonb_build_object('from', before, 'to', after)),
		r.published_at is not null or private.is_public(r.state));
end
$$;

-- Joins a report with the one that tells of the same event. The merged one is no longer public; report_successor leads on.
-- Returns {state, waits_for, origins}: of independent origins of the kept report.
create function public.merge_reports(kept bigint, merged bigint, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	target public.reports;
	report public.reports;
	before integer;
	moved bigint[];
begin
	if kept = merged then
		raise exception 'a report is not merged into itself' using errcode = 'check_violation';
	end if;
	-- In one order, so that two who merge the same two do not wait for each other.
	perform from public.reports r where r.id in (kept, merged) order by r.id for update;
	report := private.begin_act('merge', merged);
	perform private.checked_reason(reason);
	select * into target from public.reports r where r.id = kept;
	if target.id is null then
		raise exception 'no report has the id %', kept using errcode = 'no_data_found';
	end if;
	if target.state in ('rejected', 'retracted') or target.is_demo <> report.is_demo then
		raise exception 'a report that is % takes no other in', target.state using errcode = 'FR002';
	end if;
	if private.is_public(target.state) and private.public_from(report) > now() then
		raise exception 'the merged report is not to be public yet' using errcode = 'FR002';
	end if;
	before := private.origins_of(kept);
	with taken as (
		update public.citations c set report_id = kept
		where c.report_id = merged and not exists (
			select from public.citations k where k.report_id = kept and k.post_id = c.post_id)
		returning c.id
	)
	select coalesce(array_agg(t.id order by t.id), '{}') into moved from taken t;
	insert into public.merges (kept, merged, state_before, citations, reason) values (kept, merged, report.state, moved, reason);
	update public.reports r set merged_into = kept where r.id = merged;
	delete from public.review_claims c where c.report_id = merged;
	delete from private.awaiting_publication a where a.report_id = merged;
	perform private.finish_act('merge', report, reason, jsonb_build_object('state_reason', reason), jsonb_build_object('kept', kept));
	perform private.note_origins(kept, before, reason);
	return jsonb_build_object('state', 'rejected', 'waits_for', null, 'origins', private.origins_of(kept));
end
$$;

-- Takes a merge back: the state and the citations are as before. Returns {state, waits_for, origins} of the report.
create function public.split_report(report_id bigint, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports;
	joined public.merges;
	before integer;
begin
	select * into joined from public.merges m where m.merged = split_report.report_id and m.split_at is null;
	perform from public.reports r where r.id in (joined.kept, split_report.report_id) order by r.id for update;
	report := private.begin_act('split', report_id);
	perform private.checked_reason(reason);
	if joined.id is null then
		raise exception 'this report is merged with no other' using errcode = 'FR002';
	end if;
	if exists (select from public.merges m where m.merged = joined.kept and m.split_at is null) then
		raise exception 'report % is merged itself: split that first', joined.kept using errcode = 'FR002';
	end if;
	before := private.origins_of(joined.kept);
	update public.citations c set report_id = report.id where c.id = any (joined.citations) and c.report_id = joined.kept;
	update public.merges m set split_at = now() where m.id = joined.id;
	update public.reports r set merged_into = null where r.id = report.id;
	perform private.change_report(report.id, jsonb_build_object('state', joined.state_before, 'state_reason', null), reason);
	perform private.note_origins(joined.kept, before, reason);
	perform private.audit('split', report.id, reason, jsonb_build_object('kept', joined.kept));
	return jsonb_build_object('state', joined.state_before, 'waits_for', null, 'origins', private.origins_of(report.id));
end
$$;

-- The public report that took a merged one in; null where there is none. What the old address leads to.
create function public.report_successor(report_id bigint) returns bigint
language sql stable security definer set search_path = ''
as $$
	with recursive line as (
		select r.id, r.merged_into, r.state from public.reports r where r.id = report_successor.report_id
		union all
		select r.id, r.merged_into, r.state from public.reports r join line l on r.id = l.merged_into
	)
	select l.id from line l where l.id <> report_successor.report_id and l.merged_into is null and private.is_public(l.state)
$$;

revoke all on function private.origins_of(bigint), private.note_origins(bigint, integer, text),
	public.merge_reports(bigint, bigint, text), public.split_report(bigint, text), public.report_successor(bigint)
from public, anon, authenticated, service_role;
grant execute on function public.merge_reports(bigint, bigint, text), public.split_report(bigint, text) to authenticated;
grant execute on function public.report_successor(bigint) to anon, authenticated, service_role;
