-- What moderators and admins see of each other's work.

-- [{email, role, granted_at, granted_by}], for admins.
create function public.member_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_admin() then
		raise exception 'only admins see who has which role' using errcode = 'insufficient_privilege';
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('email', u.email, 'role', m.role, 'granted_at', m.granted_at, 'granted_by', g.email)
		order by m.role desc, u.email), '[]')
		from public.members m join auth.users u on u.id = m.user_id left join auth.users g on g.id = m.granted_by);
end
$$;

-- A page of the audit log, newest first: [{id, at, person, actor_role, act, report_id, reason, details}].
create function public.audit_page(person text default null, act text default null, report_id bigint default null,
	before_id bigint default null, rows integer default 50) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_moderator() then
		raise exception 'only moderators see who did what' using errcode = 'insufficient_privilege';
	end if;
	return (select coalesce(jsonb_agg(to_jsonb(e) order by e.id desc), '[]') from (
		select l.id, l.at, u.email as person, l.actor_role, l.act, l.report_id, l.reason, l.details
		from public.audit_log l left join auth.users u on u.id = l.actor
		where (audit_page.person is null or lower(u.email) = lower(audit_page.person))
			and (audit_page.act is null or l.act = audit_page.act)
			and (audit_page.report_id is null or l.report_id = audit_page.report_id)
			and (audit_page.before_id is null or l.id < audit_page.before_id)
		order by l.id desc limit least(greatest(audit_page.rows, 1), 200)) e);
end
$$;

-- How letters and numbers were put together: [{moderator, reliability, credibility, reports}], of the last grade each
-- moderator gave each report, with the best letter of its sources as it is now.
create function public.grading_matrix() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_moderator() then
		raise exception 'only moderators see how claims are graded' using errcode = 'insufficient_privilege';
	end if;
	return (select coalesce(jsonb_agg(to_jsonb(c) order by c.moderator, c.reliability, c.credibility), '[]') from (
		select coalesce(u.email, '') as moderator, g.reliability, g.credibility, count(*)::integer as reports
		from (
			select distinct on (l.actor, l.report_id) l.actor, (l.details ->> 'to')::integer as credibility,
				(select min(coalesce(c.reliability, s.reliability)) from public.citations c
					left join public.sources s on s.slug = c.source where c.report_id = l.report_id) as reliability
			from public.audit_log l where l.act = 'grade_claim' and l.report_id is not null
			order by l.actor, l.report_id, l.id desc) g
		left join auth.users u on u.id = g.actor
		where g.reliability is not null
		group by 1, 2, 3) c);
end
$$;

revoke all on function public.member_list(), public.audit_page(text, text, bigint, bigint, integer), public.grading_matrix()
from public, anon, authenticated, service_role;
grant execute on function public.member_list(), public.audit_page(text, text, bigint, bigint, integer), public.grading_matrix()
to authenticated;
