-- What an account is beyond its address and password: who may see it is who it belongs to, through functions.
create table private.accounts (
	user_id uuid primary key references auth.users (id) on delete cascade,
	notify_by_mail boolean not null default true,
	lang text not null default 'en' check (lang in ('en', 'ar', 'fr', 'ru', 'uk', 'es')),
	-- Of the address of the private feed; whoever knows it may read the feed.
	feed_hash text unique check (feed_hash ~ '^[0-9a-f]{64}$'),
	must_change_password boolean not null default false,
	-- When a new password was set with a link that was sent to the address: whoever did owns both.
	address_proven_at timestamptz
);
alter table private.accounts enable row level security;
revoke all on private.accounts from anon, authenticated, service_role;

-- @raises insufficient_privilege where nobody is signed in
create function private.own_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	if (select auth.uid()) is null then
		raise exception 'nobody is signed in' using errcode = 'insufficient_privilege';
	end if;
	return (select auth.uid());
end
$$;

create function private.check_service() returns void
language plpgsql stable set search_path = ''
as $$
begin
	if not private.is_service() then
		raise exception 'only the server does this' using errcode = 'insufficient_privilege';
	end if;
end
$$;

-- {role, notify_by_mail, lang, has_feed, must_change_password} of who asks.
create function public.my_account() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('role', coalesce((select m.role::text from public.members m where m.user_id = u.id), 'viewer'),
		'notify_by_mail', coalesce(a.notify_by_mail, true), 'lang', coalesce(a.lang, 'en'),
		'has_feed', a.feed_hash is not null, 'must_change_password', coalesce(a.must_change_password, false))
	from (select private.own_id() as id) u left join private.accounts a on a.user_id = u.id
$$;

-- Changes {notify_by_mail?, lang?} of who asks.
create function public.change_my_account(patch jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.accounts as a (user_id, notify_by_mail, lang)
	values (private.own_id(), coalesce((patch ->> 'notify_by_mail')::boolean, true), coalesce(patch ->> 'lang', 'en'))
	on conflict (user_id) do update set
		notify_by_mail = coalesce((patch ->> 'notify_by_mail')::boolean, a.notify_by_mail),
		lang = coalesce(patch ->> 'lang', a.lang);
end
$$;

-- Gives the private feed an address, of which only the hash is kept; null takes it away.
create function public.set_my_feed(feed_hash text) returns void
language sql security definer set search_path = ''
as $$
	insert into private.accounts (user_id, feed_hash) values (private.own_id(), set_my_feed.feed_hash)
	on conflict (user_id) do update set feed_hash = excluded.feed_hash
$$;

-- The states of a person's reports, newest first, for whoever has the address of the feed: [{report_id, state, at}].
-- Null where no feed has it. Nothing a report says is in it.
create function public.private_feed(feed_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce((
		select jsonb_agg(jsonb_build_object('report_id', e.id, 'state', e.state, 'at', e.updated_at, 'is_public', private.is_public(e.state))
			order by e.updated_at desc, e.id desc)
		from (select r.id, r.state, r.updated_at from public.submissions s join public.reports r on r.id = s.report_id
			where s.contributor = a.user_id order by r.updated_at desc limit 50) e), '[]')
	from private.accounts a where a.feed_hash = private_feed.feed_hash
$$;

-- What who asks has sent, newest first, with the questions about it and whether it may still be revised.
create function public.my_reports() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('report_id', r.id, 'title', r.title, 'summary', r.summary, 'place_name', r.place_name,
		'theatre', r.theatre, 'state', r.state, 'state_reason', r.state_reason, 'is_public', private.is_public(r.state),
		'received_at', s.received_at, 'publish_after', s.received_at + make_interval(mins => s.delay_minutes),
		'may_revise', r.state = 'submitted' and r.published_at is null
			and not exists (select from public.review_claims c where c.report_id = r.id),
		'questions', coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'asked_at', q.asked_at, 'question', q.question,
			'answered_at', q.answered_at, 'answer', q.answer) order by q.id)
			from public.questions q where q.report_id = r.id), '[]'))
		order by s.received_at desc, r.id desc), '[]')
	from public.submissions s join public.reports r on r.id = s.report_id
	where s.contributor = private.own_id()
$$;

-- Everything that is kept about who asks.
create function public.my_data() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('account', (select jsonb_build_object('email', u.email, 'created_at', u.created_at)
			from auth.users u where u.id = me.id) || public.my_account(),
		'reports', (select coalesce(jsonb_agg(public.report_json(r.id) || jsonb_build_object('sent', jsonb_build_object(
				'received_at', s.received_at, 'point', jsonb_build_array(extensions.st_x(s.point::extensions.geometry),
				extensions.st_y(s.point::extensions.geometry)), 'geo_precision', s.geo_precision, 'uncertainty_m', s.uncertainty_m,
				'public_precision', s.public_precision, 'delay_minutes', s.delay_minutes, 'contact', s.contact)) order by r.id), '[]')
			from public.submissions s join public.reports r on r.id = s.report_id where s.contributor = me.id),
		'questions', (select coalesce(jsonb_agg(to_jsonb(q) order by q.id), '[]')
			from public.questions q join public.submissions s on s.report_id = q.report_id where s.contributor = me.id),
		'acts', (select coalesce(jsonb_agg(to_jsonb(l) - 'actor' order by l.id), '[]') from public.audit_log l where l.actor = me.id))
	from (select private.own_id() as id) me
$$;

-- A receipt whose person is gone leads to nobody, but the same report sent again is still known.
alter table private.receipts drop constraint receipts_check;

-- Deletes the account of who asks. Reports stay, without a person; how to ask back goes.
create function public.forget_me() returns void
language plpgsql security definer set search_path = ''
as $$
declare me uuid := private.own_id();
begin
	if private.is_admin() and (select count(*) from public.members m where m.role = 'admin') = 1 then
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

-- The server's notes on accounts: a password was changed; with a link that was sent to the address, if so.
create function public.note_new_password(person uuid, by_mail boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.check_service();
	insert into private.accounts as a (user_id, address_proven_at) values (person, case when by_mail then now() end)
	on conflict (user_id) do update set must_change_password = false,
		address_proven_at = coalesce(excluded.address_proven_at, a.address_proven_at);
end
$$;

-- Makes the account of an address admin where there is none yet. `made_now` is the account the server has just made for
-- it; any other must have proven the address: a name somebody else was quicker to sign up with is not enough.
-- Returns appointed, admin_exists, no_account or unproven.
create function public.appoint_first_admin(email text, made_now uuid default null) returns text
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
		insert into private.accounts (user_id, must_change_password) values (person, true)
		on conflict (user_id) do update set must_change_password = true;
	end if;
	insert into public.members (user_id, role) values (person, 'admin')
	on conflict (user_id) do update set role = 'admin', granted_at = now(), granted_by = null;
	perform private.audit('grant_role', null, 'First admin, named by the operator', jsonb_build_object('person', person, 'to', 'admin'));
	return 'appointed';
end
$$;

revoke all on function private.own_id(), private.check_service(), public.my_account(), public.change_my_account(jsonb),
	public.set_my_feed(text), public.private_feed(text), public.my_reports(), public.my_data(), public.forget_me(),
	public.note_new_password(uuid, boolean), public.appoint_first_admin(text, uuid) from public, anon, authenticated, service_role;
grant execute on function public.my_account(), public.change_my_account(jsonb), public.set_my_feed(text), public.my_reports(),
	public.my_data(), public.forget_me() to authenticated;
grant execute on function public.private_feed(text) to anon, authenticated;
grant execute on function public.note_new_password(uuid, boolean), public.appoint_first_admin(text, uuid) to service_role;
