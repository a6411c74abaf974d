-- Letters by e-mail: whose address is proven to be theirs, and what is still to be told to whom about their own reports.

-- Set when a link that was sent there was used; `address_proven_at` says more, that the password was set that way, too.
alter table private.accounts add column address_confirmed_at timestamptz;

create or replace function public.my_account() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('role', coalesce((select m.role::text from public.members m where m.user_id = u.id), 'viewer'),
		'notify_by_mail', coalesce(a.notify_by_mail, true), 'lang', coalesce(a.lang, 'en'),
		'is_address_confirmed', a.address_confirmed_at is not null,
		'has_feed', a.feed_hash is not null, 'must_change_password', coalesce(a.must_change_password, false))
	from (select private.own_id() as id) u left join private.accounts a on a.user_id = u.id
$$;

-- The account an address belongs to, for the server that writes to it: {user_id, is_confirmed}; null where there is none.
create function public.mailbox_of(email text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.check_service();
	return (select jsonb_build_object('user_id', u.id, 'is_confirmed', u.email_confirmed_at is not null)
		from auth.users u where lower(u.email) = lower(trim(mailbox_of.email)));
end
$$;

-- The server's note that somebody signed in, in which language; with a link that was sent to the address, if so.
create function public.note_sign_in(person uuid, lang text, by_mail boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.check_service();
	insert into private.accounts as a (user_id, lang, address_confirmed_at)
	values (person, note_sign_in.lang, case when by_mail then now() end)
	on conflict (user_id) do update set lang = excluded.lang,
		address_confirmed_at = coalesce(a.address_confirmed_at, excluded.address_confirmed_at);
end
$$;

-- What a person is told about a report of theirs. Nothing a report or a moderator says goes into a letter.
create table private.notices (
	id bigint generated always as identity primary key,
	user_id uuid not null references auth.users (id) on delete cascade,
	report_id bigint not null references public.reports (id) on delete cascade,
	kind text not null check (kind in ('question', 'published', 'rejected', 'corrected', 'retracted')),
	created_at timestamptz not null default now(),
	-- Not before this time: a server has it in hand, or it could not be sent.
	due_at timestamptz not null default now(),
	attempts integer not null default 0
);
create index on private.notices (due_at);
create index on private.notices (user_id);
create index on private.notices (report_id);
alter table private.notices enable row level security;
revoke all on private.notices from anon, authenticated, service_role;

create function private.notify_sender(report_id bigint, kind text) returns void
language sql security definer set search_path = ''
as $$
	insert into private.notices (user_id, report_id, kind)
	select s.contributor, s.report_id, notify_sender.kind
	from public.submissions s join private.accounts a on a.user_id = s.contributor
	where s.report_id = notify_sender.report_id and a.notify_by_mail and a.address_confirmed_at is not null
		-- Nobody is told what they did themselves.
		and s.contributor is distinct from (select auth.uid())
$$;

create function private.notify_of_revision() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare state text := new.changes #>> '{state,to}';
begin
	if state in ('published', 'rejected', 'retracted') then
		perform private.notify_sender(new.report_id, state);
	elsif state is null and new.is_public and new.changes ?| array['title', 'summary', 'event_type', 'event_subtype', 'occurred_at',
		'occurred_until', 'time_precision', 'point', 'place_name', 'geo_precision', 'uncertainty_m', 'fatalities'] then
		perform private.notify_sender(new.report_id, 'corrected');
	end if;
	return null;
end
$$;
create trigger report_revisions_notify after insert on public.report_revisions
	for each row execute function private.notify_of_revision();

create function private.notify_of_question() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.notify_sender(new.report_id, 'question');
	return null;
end
$$;
create trigger questions_notify after insert on public.questions
	for each row execute function private.notify_of_question();

-- Hands notices that are due to the server that asks, for a quarter of an hour: [{id, user_id, email, lang, report_id, kind}].
-- What nobody could be told for three days is not told any more; neither is who wants no letters by now.
create function public.take_notices(most integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare notices jsonb;
begin
	perform private.check_service();
	delete from private.notices n where n.created_at < now() - interval '3 days' or not exists (
		select from private.accounts a where a.user_id = n.user_id and a.notify_by_mail and a.address_confirmed_at is not null);
	with taken as (
		update private.notices n set due_at = now() + interval '15 minutes', attempts = n.attempts + 1
		where n.id in (select d.id from private.notices d where d.due_at <= now() order by d.id limit most for update skip locked)
		returning n.*)
	select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'user_id', t.user_id, 'email', u.email, 'lang', a.lang,
		'report_id', t.report_id, 'kind', t.kind) order by t.id), '[]') into notices
	from taken t join auth.users u on u.id = t.user_id join private.accounts a on a.user_id = t.user_id;
	return notices;
end
$$;

-- What became of a notice that was taken: it is gone once it is sent or never can be, else it is due again later each time.
create function public.settle_notice(notice_id bigint, is_done boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.check_service();
	delete from private.notices n where n.id = notice_id and (is_done or n.attempts >= 6);
	update private.notices n set due_at = now() + interval '10 minutes' * power(2, n.attempts - 1) where n.id = notice_id;
end
$$;

-- No more letters about their reports to the person whose letter it was asked from.
create function public.stop_letters(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.check_service();
	update private.accounts a set notify_by_mail = false where a.user_id = person;
	delete from private.notices n where n.user_id = person;
end
$$;

-- As before. Whoever the server makes an account for needs no letter to use it.
create or replace function public.appoint_first_admin(email text, made_now uuid default null) returns text
language plpgsql security definer set search_path = ''
as $$
declare person uuid;
begin
	perform private.check_service();
	lock table public.members in share row exclusive mode;
	if exists (select from public.members m where m.role = 'admin') then
		return 'admin_exists';
	end if;
	select u.id into person from auth.users u where lower(u.email) = lower(trim(appoint_first_admin.email));
	if person is null then
		return 'no_account';
	end if;
	if person is distinct from made_now
		and not exists (select from private.accounts a where a.user_id = person and a.address_proven_at is not null) then
		return 'unproven';
	end if;
	if person = made_now then
		update auth.users u set email_confirmed_at = now() where u.id = person and u.email_confirmed_at is null;
		insert into private.accounts (user_id, must_change_password) values (person, true)
		on conflict (user_id) do update set must_change_password = true;
	end if;
	insert into public.members (user_id, role) values (person, 'admin')
	on conflict (user_id) do update set role = 'admin', granted_at = now(), granted_by = null;
	perform private.audit('grant_role', null, 'First admin, named by the operator', jsonb_build_object('person', person, 'to', 'admin'));
	return 'appointed';
end
$$;

revoke all on function public.mailbox_of(text), public.note_sign_in(uuid, text, boolean), private.notify_sender(bigint, text),
	private.notify_of_revision(), private.notify_of_question(), public.take_notices(integer), public.settle_notice(bigint, boolean),
	public.stop_letters(uuid) from public, anon, authenticated, service_role;
grant execute on function public.mailbox_of(text), public.note_sign_in(uuid, text, boolean), public.take_notices(integer),
	public.settle_notice(bigint, boolean), public.stop_letters(uuid) to service_role;
