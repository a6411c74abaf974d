-- Who did what: kept where nobody can change it, seen by moderators. Public history names roles, never persons.
create table public.audit_log (
	id bigint primary key generated always as identity,
	at timestamptz not null default now(),
	-- Not a foreign key: the record outlives the account.
	actor uuid,
	actor_role text not null,
	act text not null,
	report_id bigint,
	reason text,
	details jsonb not null default '{}'
);
comment on table public.audit_log is 'Every act of every person, append-only. Nobody may change it, not even an admin.';
create index on public.audit_log (report_id, id);
create trigger audit_log_append_only before update or delete on public.audit_log
	for each row execute function private.refuse_change();
create trigger audit_log_not_emptied before truncate on public.audit_log
	for each statement execute function private.refuse_change();

alter table public.audit_log enable row level security;
revoke all on public.audit_log from anon, authenticated, service_role;
grant select on public.audit_log to authenticated;
create policy "moderators can see who did what" on public.audit_log
	for select to authenticated using ((select private.is_moderator()));

create function private.audit(act text, report_id bigint, reason text, details jsonb default '{}') returns void
language sql security definer set search_path = ''
as $$
	insert into public.audit_log (actor, actor_role, act, report_id, reason, details)
	values ((select auth.uid()), private.actor_role(), act, report_id, reason, details)
$$;

create function private.is_admin() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.members m where m.user_id = (select auth.uid()) and m.role = 'admin')
$$;

-- @raises check_violation where a reason is empty
create function private.checked_reason(reason text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
	if coalesce(trim(reason), '') = '' then
		raise exception 'a reason is needed' using errcode = 'check_violation';
	end if;
	if length(reason) > 1000 then
		raise exception 'a reason has at most 1000 characters' using errcode = 'check_violation';
	end if;
	return trim(reason);
end
$$;

-- Gives a person another role, by an admin or by the operator's command. The last admin is not taken away by an admin.
create function public.grant_role(email text, role text, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	person uuid;
	before text;
begin
	if not (private.is_admin() or private.is_service()) then
		raise exception 'only admins give roles' using errcode = 'insufficient_privilege';
	end if;
	perform private.checked_reason(grant_role.reason);
	if not grant_role.role = any (enum_range(null::public.member_role)::text[]) then
		raise exception 'there is no role "%"', grant_role.role using errcode = 'check_violation';
	end if;
	select u.id into person from auth.users u where lower(u.email) = lower(trim(grant_role.email));
	if person is null then
		raise exception 'nobody has signed up as %', grant_role.email using errcode = 'no_data_found';
	end if;
	-- One grant at a time: two admins who demote each other would leave none.
	lock table public.members in share row exclusive mode;
	select m.role::text into before from public.members m where m.user_id = person;
	if before = 'admin' and grant_role.role <> 'admin' and not private.is_service()
		and (select count(*) from public.members m where m.role = 'admin') = 1 then
		raise exception 'the last admin cannot be taken away' using errcode = 'check_violation';
	end if;
	insert into public.members (user_id, role, granted_by)
	values (person, grant_role.role::public.member_role, (select auth.uid()))
	on conflict (user_id) do update set role = excluded.role, granted_at = now(), granted_by = excluded.granted_by;
	perform private.audit('grant_role', null, grant_role.reason,
		jsonb_build_object('person', person, 'from', before, 'to', grant_role.role));
end
$$;

revoke all on function private.audit(text, bigint, text, jsonb), private.is_admin(), private.checked_reason(text),
	public.grant_role(text, text, text) from public, anon, authenticated, service_role;
grant execute on function public.grant_role(text, text, text) to authenticated, service_role;
