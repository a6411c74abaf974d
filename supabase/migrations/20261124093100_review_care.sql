-- What a moderator does for the safety of people: publish later, show a place less exactly, take the exact one out of
-- the past. And what the server does for the queue: free what somebody has left.

insert into private.review_moves (act, actor, from_state, to_state) values
	('delay', 'moderator', 'in_review', 'in_review'),
	('delay', 'moderator', 'needs_help', 'needs_help'),
	('delay', 'moderator', 'ready_for_review', 'ready_for_review'),
	('coarsen', 'moderator', 'submitted', 'submitted'),
	('coarsen', 'moderator', 'in_review', 'in_review'),
	('coarsen', 'moderator', 'needs_help', 'needs_help'),
	('coarsen', 'moderator', 'ready_for_review', 'ready_for_review'),
	('coarsen', 'moderator', 'unreviewed', 'unreviewed'),
	('coarsen', 'moderator', 'published', 'published'),
	('coarsen', 'moderator', 'retracted', 'retracted');

create table private.moderators_delays (
	report_id bigint primary key references public.reports (id),
	public_from timestamptz not null
);
comment on table private.moderators_delays is 'Not before this time: set by a moderator, beyond what its sender wished.';
alter table private.moderators_delays enable row level security;
revoke all on private.moderators_delays from anon, authenticated, service_role;

-- Before this time a report is not to be public: its sender's wish, what its front is held back by, a moderator's care.
create or replace function private.public_from(report public.reports) returns timestamptz
language sql stable security definer set search_path = ''
as $$
	select greatest(report.created_at + t.publication_delay,
		(select s.received_at + make_interval(mins => s.delay_minutes) from public.submissions s where s.report_id = report.id),
		(select d.public_from from private.moderators_delays d where d.report_id = report.id))
	from public.theatres t where t.slug = report.theatre
$$;

-- Locks a report for an act of the person who asks. @raises what stands in the way: FR002 its state, FR003 another's claim
create or replace function private.begin_act(act text, report_id bigint) returns public.reports
language plpgsql security definer set search_path = ''
as $$
declare report public.reports;
begin
	if not private.is_moderator() then
		raise exception 'only moderators review reports' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	select * into report from public.reports r where r.id = begin_act.report_id for update;
	if not found then
		raise exception 'no report has the id %', report_id using errcode = 'no_data_found';
	end if;
	if not exists (select from private.review_moves m where m.act = begin_act.act and m.from_state = report.state
		and m.history in ('any', case when report.published_at is null then 'never_published' else 'published' end)) then
		raise exception 'a report that is % leaves no way to %', report.state, act using errcode = 'FR002';
	end if;
	-- To hide a report or its place in a hurry nobody has to wait; and an admin frees what somebody has left.
	if act not in ('hold', 'coarsen') and not (act = 'release' and private.is_admin()) and exists (
		select from public.review_claims c
		where c.report_id = begin_act.report_id and c.moderator <> (select auth.uid())) then
		raise exception 'another moderator works on this report' using errcode = 'FR003';
	end if;
	return report;
end
$$;

-- Has a report wait until a time before it is published, at most 90 days from now; null takes this delay away. What its
-- sender or its front waits for stays.
create function public.delay_publication(report_id bigint, until timestamptz, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports := private.begin_act('delay', report_id);
begin
	perform private.checked_reason(reason);
	if until is null then
		delete from private.moderators_delays d where d.report_id = report.id;
		if not found then
			raise exception 'nothing would change' using errcode = 'FR001';
		end if;
	elsif until <= now() or until > now() + interval '90 days' then
		raise exception 'a delay ends within 90 days' using errcode = 'check_violation';
	else
		insert into private.moderators_delays as d (report_id, public_from) values (report.id, delay_publication.until)
		on conflict on constraint moderators_delays_pkey do update set public_from = excluded.public_from;
	end if;
	return private.finish_act('delay', report, reason, '{}', jsonb_build_object('until', delay_publication.until))
		|| jsonb_build_object('until', private.public_from(report));
end
$$;

-- What history keeps of a report's place. Nothing else in it may change, and this only to be taken out.
create function private.without_place(changes jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(c.key, case when c.key in ('point', 'place_id', 'place_name')
		then '{"from": null, "to": null}'::jsonb else c.value end), '{}')
	from jsonb_each(changes) c
$$;

create function private.refuse_all_but_redaction() returns trigger
language plpgsql set search_path = ''
as $$
declare
	place constant text[] := array['geom', 'geo_precision', 'uncertainty_m', 'place_id', 'place_name'];
	was jsonb := to_jsonb(old);
	now_is jsonb := to_jsonb(new);
begin
	if tg_table_name = 'report_revisions' and now_is - 'changes' = was - 'changes'
		and now_is -> 'changes' = private.without_place(was -> 'changes') then
		return new;
	end if;
	if tg_table_name = 'past_rows' and was ->> 'of_table' = 'reports'
		and now_is - '{facts,words}'::text[] = was - '{facts,words}'::text[]
		and (now_is -> 'facts') - place = (was -> 'facts') - place then
		return new;
	end if;
	raise exception '% is append-only: % is not allowed', tg_table_name, lower(tg_op)
		using errcode = 'insufficient_privilege';
end
$$;
drop trigger report_revisions_append_only on public.report_revisions;
create trigger report_revisions_append_only before delete on public.report_revisions
	for each row execute function private.refuse_change();
create trigger report_revisions_kept before update on public.report_revisions
	for each row execute function private.refuse_all_but_redaction();
drop trigger past_rows_append_only on private.past_rows;
create trigger past_rows_append_only before delete on private.past_rows
	for each row execute function private.refuse_change();
create trigger past_rows_kept before update on private.past_rows
	for each row execute function private.refuse_all_but_redaction();

-- Shows a report's place less exactly, from now on and in everything that is kept for readers: its corrections and its
-- past lose the exact one. What is left of it: in the submission, for moderators and the sender; in the posts it cites;
-- in what its title and summary say; and with whoever has read it. `place_name` replaces a name that says too much.
create function public.coarsen_report(report_id bigint, geo_precision text, reason text, place_name text default null)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports := private.begin_act('coarsen', report_id);
	precisions constant text[] := array['exact', 'street', 'settlement', 'near', 'admin2', 'admin1', 'area', 'country'];
	radius integer := private.precision_radius(coarsen_report.geo_precision);
	name text := nullif(trim(coarsen_report.place_name), '');
	result jsonb;
	coarse public.reports;
begin
	perform private.checked_reason(reason);
	if coalesce(array_position(precisions, coarsen_report.geo_precision), 0) <= array_position(precisions, report.geo_precision) then
		raise exception 'the place is not known more exactly than that' using errcode = 'check_violation';
	end if;
	if length(name) > 200 then
		raise exception 'the name of a place has at most 200 characters' using errcode = 'check_violation';
	end if;
	result := private.finish_act('coarsen', report, reason, jsonb_build_object(
		'point', private.coarse_point(jsonb_build_array(extensions.st_x(report.geom::extensions.geometry),
			extensions.st_y(report.geom::extensions.geometry)), radius),
		'geo_precision', coarsen_report.geo_precision, 'uncertainty_m', greatest(report.uncertainty_m, radius),
		-- The gazetteer knows where that is.
		'place_id', null, 'place_name', coalesce(name, report.place_name)),
		jsonb_build_object('precision', coarsen_report.geo_precision));
	select * into coarse from public.reports r where r.id = report.id;
	update public.report_revisions h set changes = private.without_place(h.changes)
	where h.report_id = report.id and h.changes ?| array['point', 'place_id', 'place_name'];
	update private.past_rows p set
		facts = p.facts || jsonb_build_object('geom', to_jsonb(coarse) -> 'geom', 'geo_precision', coarse.geo_precision,
			'uncertainty_m', coarse.uncertainty_m, 'place_id', null, 'place_name', coarse.place_name),
		words = to_tsvector('simple'::regconfig, (p.facts ->> 'title') || ' ' || (p.facts ->> 'summary') || ' ' || coarse.place_name)
	where p.of_table = 'reports' and p.row_id = report.id and p.facts is not null;
	-- What was proposed may have named it.
	delete from public.proposals p where p.report_id = report.id and p.act = 'correct';
	return result;
end
$$;

-- Frees reports nobody has worked on for a day, for the server. Where a question waits, the report goes on waiting.
-- Returns how many.
create function public.release_idle_claims() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	left_one record;
	n integer := 0;
begin
	if (select s.read_only from private.settings s) then
		return 0;
	end if;
	for left_one in
		select r.id, r.state from public.review_claims c join public.reports r on r.id = c.report_id
		where c.claimed_at < now() - interval '1 day' and not exists (
			select from public.audit_log a
			where a.report_id = r.id and a.actor = c.moderator and a.at >= now() - interval '1 day')
		order by r.id
		for update of c, r skip locked
	loop
		delete from public.review_claims c where c.report_id = left_one.id;
		if left_one.state = 'in_review' then
			perform private.change_report(left_one.id, '{"state": "submitted"}', 'Nobody has worked on it for a day');
		end if;
		perform private.audit('release', left_one.id, 'Nobody has worked on it for a day');
		n := n + 1;
	end loop;
	return n;
end
$$;

revoke all on function public.delay_publication(bigint, timestamptz, text), private.without_place(jsonb),
	private.refuse_all_but_redaction(), public.coarsen_report(bigint, text, text, text), public.release_idle_claims()
from public, anon, authenticated, service_role;
grant execute on function public.delay_publication(bigint, timestamptz, text), public.coarsen_report(bigint, text, text, text)
to authenticated;
grant execute on function public.release_idle_claims() to service_role;
