-- Extensions live in a schema of their own, helpers of the policies in one that no client can reach.
create schema if not exists extensions;
create schema if not exists private;
create extension if not exists postgis with schema extensions;

grant usage on schema extensions to anon, authenticated, service_role;
revoke all on schema private from public;
-- Policies call the helpers as the reader, so readers may use them; nothing else in the schema is granted.
grant usage on schema private to anon, authenticated, service_role;

-- Functions are callable only where a migration says so: see the access file, which comes last. PostgreSQL lets
-- everyone call a new function, and default privileges of a schema cannot take that back.

create type public.member_role as enum ('viewer', 'contributor', 'moderator', 'admin');

create table public.members (
	user_id uuid primary key references auth.users (id) on delete cascade,
	role public.member_role not null default 'contributor',
	granted_at timestamptz not null default now(),
	granted_by uuid references auth.users (id) on delete set null
);
comment on table public.members is 'What a signed-in person may do. No row: a viewer.';

alter table public.members enable row level security;
revoke all on public.members from anon, authenticated, service_role;
grant select on public.members to authenticated, service_role;

create policy "people can see their own role" on public.members
	for select to authenticated using (user_id = (select auth.uid()));

create function private.is_moderator() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select from public.members m
		where m.user_id = (select auth.uid()) and m.role in ('moderator', 'admin')
	)
$$;
grant execute on function private.is_moderator() to anon, authenticated, service_role;

-- service_role is our own server acting for nobody in particular: ingestion, first start, commands.
-- The setting outlives the change of user inside a security definer function, and nobody can set it who is not a member.
create function private.is_service() returns boolean
language sql stable set search_path = ''
as $$ select coalesce(current_setting('role', true), '') = 'service_role' $$;

create function private.refuse_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
	raise exception '% is append-only: % is not allowed', tg_table_name, lower(tg_op)
		using errcode = 'insufficient_privilege';
end
$$;
