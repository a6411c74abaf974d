-- Whoever still has the password the server printed is a reader until they have chosen their own: the boundary is here.

create function private.has_own_password() returns boolean
language sql stable security definer set search_path = ''
as $$
	select not exists (
		select from private.accounts a where a.user_id = (select auth.uid()) and a.must_change_password)
$$;

create or replace function private.is_moderator() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select from public.members m
		where m.user_id = (select auth.uid()) and m.role in ('moderator', 'admin')
	) and private.has_own_password()
$$;

create or replace function private.is_admin() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.members m where m.user_id = (select auth.uid()) and m.role = 'admin')
		and private.has_own_password()
$$;

create or replace function private.actor_role() returns text
language sql stable security definer set search_path = ''
as $$
	select coalesce((select m.role::text from public.members m
			where m.user_id = (select auth.uid()) and private.has_own_password()),
		case when private.is_service() then 'server' else 'viewer' end)
$$;

-- The last admin stays one, with whatever password.
create or replace function public.forget_me() returns void
language plpgsql security definer set search_path = ''
as $$
declare me uuid := private.own_id();
begin
	if exists (select from public.members m where m.user_id = me and m.role = 'admin')
		and (select count(*) from public.members m where m.role = 'admin') = 1 then
		raise exception 'the last admin cannot be taken away' using errcode = 'check_violation';
	end if;
	update public.citations c set title = null
	where c.origin = 'contributor' and c.report_id in (select s.report_id from public.submissions s where s.contributor = me);
	update public.submissions s set contact = null where s.contributor = me;
	update private.receipts x set sender = null where x.sender = me;
	perform private.audit('forget_me', null, null);
	delete from auth.refresh_tokens t where t.user_id::text = me::text;
	delete from auth.users u where u.id = me;
end
$$;

revoke all on function private.has_own_password() from public, anon, authenticated, service_role;
