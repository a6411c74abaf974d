-- What an admin changes in a crisis, and the rules that ask for a second person.
create table private.settings (
	only_row boolean primary key default true check (only_row),
	read_only boolean not null default false,
	submissions_open boolean not null default true,
	two_person_confirmation boolean not null default true,
	two_person_retraction boolean not null default true,
	two_person_threat boolean not null default true
);
comment on column private.settings.read_only is 'No person writes but admins their switches and roles. The server goes on reading its sources.';
comment on column private.settings.two_person_confirmation is 'Credibility 1 needs two moderators.';
comment on column private.settings.two_person_threat is 'So does publishing what is marked as threatening civilians, and taking the mark away.';
insert into private.settings default values;

-- How much later than it came in anything of a front becomes public.
alter table public.theatres add column publication_delay interval not null default '0'
	check (publication_delay between '0' and '7 days');

alter table private.settings enable row level security;
revoke all on private.settings from anon, authenticated, service_role;

-- {read_only, submissions_open, two_person_*, publication_delay_hours: {theatre: hours}}: what pages say about it.
create function public.switches() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select to_jsonb(s) - 'only_row' || jsonb_build_object('publication_delay_hours',
		(select jsonb_object_agg(t.slug, extract(epoch from t.publication_delay) / 3600) from public.theatres t))
	from private.settings s
$$;

create function private.check_writable() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if (select s.read_only from private.settings s) then
		raise exception 'nothing can be changed at the moment' using errcode = 'FR010';
	end if;
end
$$;

-- Changes the switches named in `patch`, by an admin or the operator.
create function public.change_switches(patch jsonb, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare unknown text;
begin
	if not (private.is_admin() or private.is_service()) then
		raise exception 'only admins change the switches' using errcode = 'insufficient_privilege';
	end if;
	perform private.checked_reason(change_switches.reason);
	select p.key into unknown from jsonb_each(patch) p
	where jsonb_typeof(p.value) <> 'boolean' or p.key not in ('read_only', 'submissions_open', 'two_person_confirmation',
		'two_person_retraction', 'two_person_threat');
	if unknown is not null then
		raise exception 'there is no switch "%" with that value', unknown using errcode = 'check_violation';
	end if;
	update private.settings s set
		read_only = coalesce((patch ->> 'read_only')::boolean, s.read_only),
		submissions_open = coalesce((patch ->> 'submissions_open')::boolean, s.submissions_open),
		two_person_confirmation = coalesce((patch ->> 'two_person_confirmation')::boolean, s.two_person_confirmation),
		two_person_retraction = coalesce((patch ->> 'two_person_retraction')::boolean, s.two_person_retraction),
		two_person_threat = coalesce((patch ->> 'two_person_threat')::boolean, s.two_person_threat);
	perform private.audit('change_switches', null, change_switches.reason, patch);
end
$$;

-- Holds back what a front publishes by some hours; 0 ends it. Moderators, and the operator.
create function public.hold_front(theatre text, hours integer, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators hold a front back' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(hold_front.reason);
	update public.theatres t set publication_delay = make_interval(hours => hold_front.hours) where t.slug = hold_front.theatre;
	if not found then
		raise exception 'there is no front "%"', hold_front.theatre using errcode = 'no_data_found';
	end if;
	perform private.audit('hold_front', null, hold_front.reason,
		jsonb_build_object('theatre', hold_front.theatre, 'hours', hold_front.hours));
end
$$;

revoke all on function public.switches(), private.check_writable(), public.change_switches(jsonb, text),
	public.hold_front(text, integer, text) from public, anon, authenticated, service_role;
grant execute on function public.switches() to anon, authenticated, service_role;
grant execute on function public.change_switches(jsonb, text), public.hold_front(text, integer, text)
to authenticated, service_role;
