-- Hides a source in a crisis: its feed is not read, and what rests on nothing else is off the map until it is shown again.
create table private.hidden_sources (
	source text primary key references public.sources (slug) on update cascade,
	status_before text not null,
	hidden_at timestamptz not null default now()
);
create table private.hidden_with_source (
	report_id bigint primary key references public.reports (id),
	source text not null references private.hidden_sources (source) on update cascade on delete cascade,
	state_before text not null
);
alter table private.hidden_sources enable row level security;
alter table private.hidden_with_source enable row level security;
revoke all on private.hidden_sources, private.hidden_with_source from anon, authenticated, service_role;

-- Returns how many reports were hidden. Moderators, and the operator.
create function public.hide_source(source text, reason text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	report record;
	n integer := 0;
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators hide sources' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(hide_source.reason);
	insert into private.hidden_sources (source, status_before)
	select s.slug, s.status from public.sources s where s.slug = hide_source.source on conflict do nothing;
	if not found then
		raise exception 'there is no source "%" that is shown', hide_source.source using errcode = 'no_data_found';
	end if;
	update public.sources s set status = case when s.status = 'active' then 'unlinked' else s.status end,
		status_reason = 'Hidden by a moderator'
	where s.slug = hide_source.source;
	for report in
		select r.id, r.state from public.reports r
		where r.state in ('unreviewed', 'published')
			and exists (select from public.citations c where c.report_id = r.id and c.source = hide_source.source)
			and not exists (select from public.citations c where c.report_id = r.id and c.source is distinct from hide_source.source)
		order by r.id for update
	loop
		insert into private.hidden_with_source (report_id, source, state_before) values (report.id, hide_source.source, report.state);
		perform private.change_report(report.id, '{"state": "in_review"}', hide_source.reason);
		n := n + 1;
	end loop;
	perform private.audit('hide_source', null, hide_source.reason, jsonb_build_object('source', hide_source.source, 'reports', n));
	return n;
end
$$;

-- Takes it back. What a moderator decided otherwise in between stays decided. Returns how many reports are shown again.
create function public.show_source(source text, reason text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	hidden record;
	n integer := 0;
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators show sources again' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(show_source.reason);
	update public.sources s set status = h.status_before, status_reason = null
	from private.hidden_sources h where h.source = s.slug and s.slug = show_source.source;
	if not found then
		raise exception 'the source "%" is not hidden', show_source.source using errcode = 'no_data_found';
	end if;
	for hidden in
		select h.report_id, h.state_before from private.hidden_with_source h
		join public.reports r on r.id = h.report_id
		where h.source = show_source.source and r.state = 'in_review'
			and not exists (select from public.review_claims c where c.report_id = r.id)
		order by h.report_id for update of r
	loop
		perform private.change_report(hidden.report_id, jsonb_build_object('state', hidden.state_before), show_source.reason);
		n := n + 1;
	end loop;
	delete from private.hidden_sources h where h.source = show_source.source;
	perform private.audit('show_source', null, show_source.reason, jsonb_build_object('source', show_source.source, 'reports', n));
	return n;
end
$$;

-- [slug]: which sources are hidden, for moderators.
create function public.hidden_sources() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(h.source order by h.source), '[]') from private.hidden_sources h where private.is_moderator()
$$;

revoke all on function public.hide_source(text, text), public.show_source(text, text), public.hidden_sources()
from public, anon, authenticated, service_role;
grant execute on function public.hide_source(text, text), public.show_source(text, text) to authenticated, service_role;
grant execute on function public.hidden_sources() to authenticated;
