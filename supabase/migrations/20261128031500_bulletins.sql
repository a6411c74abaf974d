-- Bulletins: which reports of a front and a day or week were told of, as they were known when. The words are made from
-- the data whenever somebody reads them; what is kept is the instant, the reports, and what a moderator changed.
create table public.bulletins (
	id bigint primary key generated always as identity,
	theatre text not null references public.theatres (slug),
	date text not null check (date ~ '^20\d\d-(\d\d-\d\d|W\d\d)$'),
	starts_at timestamptz not null,
	ends_at timestamptz not null check (ends_at > starts_at),
	revision integer not null check (revision > 0),
	as_of timestamptz not null,
	published_at timestamptz not null default now(),
	signed_by_role text,
	reason text check (length(trim(reason)) > 0),
	edits jsonb not null default '{"lead": "", "lang": "en", "left_out": [], "notes": []}',
	reports bigint[] not null,
	facts jsonb not null,
	unique (theatre, date, revision),
	check (revision = 1 or signed_by_role is not null)
);
comment on table public.bulletins is 'Every edition of every bulletin; the highest revision counts. Append-only.';
comment on column public.bulletins.date is 'A day, "2023-10-31", or an ISO week, "2023-W44". UTC.';
comment on column public.bulletins.signed_by_role is 'Null: published by the schedule. Who it was is in the audit log alone.';
comment on column public.bulletins.edits is '{lead, lang, left_out: [{id, reason}], notes: [{id, text}]}: against the text the data alone gives.';
comment on column public.bulletins.facts is '{total, unreviewed, types: {event_type: count}, countries: [code | null]} when it was published.';
create index on public.bulletins (starts_at desc);
create index on public.report_revisions (changed_at);
create trigger bulletins_append_only before update or delete on public.bulletins
	for each row execute function private.refuse_change();
create trigger bulletins_not_emptied before truncate on public.bulletins
	for each statement execute function private.refuse_change();

alter table public.bulletins enable row level security;
revoke all on public.bulletins from anon, authenticated, service_role;
grant select on public.bulletins to anon, authenticated, service_role;
create policy "everyone can see published bulletins" on public.bulletins for select using (true);

-- The first instant of a day or ISO week; null where there is no such one.
create function private.bulletin_start(date text) returns timestamptz
language plpgsql immutable set search_path = ''
as $$
declare
	is_week boolean := date ~ '^20\d\d-W\d\d$';
	day date;
begin
	if not is_week and date !~ '^20\d\d-\d\d-\d\d$' then
		return null;
	end if;
	day := case when is_week then to_date(replace(date, '-W', ''), 'IYYYIW') else to_date(date, 'YYYY-MM-DD') end;
	return case when to_char(day, case when is_week then 'IYYY"-W"IW' else 'YYYY-MM-DD' end) = date
		then day::timestamp at time zone 'UTC' end;
exception when others then
	return null;
end
$$;

create function private.bulletin_end(date text) returns timestamptz
language sql immutable set search_path = ''
as $$
	select private.bulletin_start(date) + case when date like '%W%' then interval '7 days' else interval '1 day' end
$$;

-- Adds an edition; false where there is one with that revision already.
create function private.add_bulletin(theatre text, date text, revision integer, as_of timestamptz, edits jsonb default null,
	reason text default null) returns boolean
language plpgsql set search_path = ''
as $$
declare
	starts constant timestamptz := private.bulletin_start(add_bulletin.date);
	ends constant timestamptz := private.bulletin_end(add_bulletin.date);
	told bigint[];
	counts jsonb;
begin
	with known as (
		select t.id, t.state, t.event_type, p.country
		from public.reports r
		cross join lateral private.report_at(r.id, add_bulletin.as_of) t
		left join public.places p on p.id = t.place_id
		where r.theatre = add_bulletin.theatre and private.is_public(r.state)
			and r.occurred_at >= starts and r.occurred_at < ends
			and t.occurred_at >= starts and t.occurred_at < ends and private.is_public(t.state)
	), standing as (
		select * from known k where k.state <> 'retracted'
	)
	select coalesce((select array_agg(k.id order by k.id) from known k), '{}'),
		jsonb_build_object('total', (select count(*) from standing),
			'unreviewed', (select count(*) from standing s where s.state = 'unreviewed'),
			'types', (select coalesce(jsonb_object_agg(s.event_type, s.n), '{}')
				from (select s.event_type, count(*) as n from standing s group by s.event_type) s),
			'countries', (select coalesce(jsonb_agg(distinct s.country), '[]') from standing s))
	into told, counts;
	insert into public.bulletins (theatre, date, starts_at, ends_at, revision, as_of, signed_by_role, reason, edits, reports, facts)
	values (add_bulletin.theatre, add_bulletin.date, starts, ends, add_bulletin.revision, add_bulletin.as_of,
		case when add_bulletin.edits is not null then private.actor_role() end, add_bulletin.reason,
		coalesce(add_bulletin.edits, '{"lead": "", "lang": "en", "left_out": [], "notes": []}'), told, counts)
	on conflict on constraint bulletins_theatre_date_revision_key do nothing;
	return found;
end
$$;

-- Publishes, unsigned, what ended six hours ago or earlier and has reports but no edition; the server calls it, and
-- several at once publish nothing twice. Returns how many, `page` at most.
create function public.publish_due_bulletins(since timestamptz default '2000-01-01', page integer default 200) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	due record;
	n integer := 0;
begin
	if not private.is_service() then
		raise exception 'only the server publishes unsigned bulletins' using errcode = 'insufficient_privilege';
	end if;
	if (select s.read_only from private.settings s) then
		return 0;
	end if;
	for due in
		select distinct r.theatre, d.date
		from public.reports r
		cross join lateral (values (to_char(r.occurred_at at time zone 'UTC', 'YYYY-MM-DD')),
			(to_char(r.occurred_at at time zone 'UTC', 'IYYY"-W"IW'))) d (date)
		where r.state in ('unreviewed', 'published')
			and r.occurred_at >= greatest(since, '2000-01-03'::timestamptz) and r.occurred_at < now()
			and private.bulletin_end(d.date) <= now() - interval '6 hours'
			and not exists (select from public.bulletins b where b.theatre = r.theatre and b.date = d.date)
		order by d.date desc, r.theatre limit least(page, 1000)
	loop
		n := n + private.add_bulletin(due.theatre, due.date, 1, now())::integer;
	end loop;
	return n;
end
$$;

-- Signs a bulletin, by a moderator: a new edition of the reports as known at `as_of`, when the moderator read them.
-- `seen` is the revision that was edited, 0 where none was published yet. Returns the new revision.
create function public.sign_bulletin(theatre text, date text, seen integer, as_of timestamptz, edits jsonb, reason text)
returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	newest integer;
	item jsonb;
begin
	if not private.is_moderator() then
		raise exception 'only moderators sign bulletins' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(sign_bulletin.reason);
	if not exists (select from public.theatres t where t.slug = sign_bulletin.theatre) then
		raise exception 'there is no front "%"', sign_bulletin.theatre using errcode = 'no_data_found';
	end if;
	if private.bulletin_start(sign_bulletin.date) is null or private.bulletin_start(sign_bulletin.date) > now() then
		raise exception 'a bulletin is of a day or week that has begun, not of "%"', sign_bulletin.date using errcode = 'check_violation';
	end if;
	if as_of > now() or as_of < now() - interval '1 day' then
		raise exception 'a bulletin is signed as it was read within the last day' using errcode = 'check_violation';
	end if;
	if jsonb_typeof(edits -> 'lead') is distinct from 'string' or length(edits ->> 'lead') > 4000
		or not coalesce(edits ->> 'lang' in ('en', 'ar', 'fr', 'ru', 'uk', 'es'), false)
		or jsonb_typeof(edits -> 'left_out') is distinct from 'array' or jsonb_typeof(edits -> 'notes') is distinct from 'array'
		or jsonb_array_length(edits -> 'left_out') > 300 or jsonb_array_length(edits -> 'notes') > 300 then
		raise exception 'a bulletin has a lead of at most 4000 characters, a language, and lists of what is left out and noted'
			using errcode = 'check_violation';
	end if;
	for item in select x from jsonb_array_elements(edits -> 'left_out') x loop
		perform private.checked_reason(item ->> 'reason');
		if (item ->> 'id')::bigint is null then
			raise exception 'what a bulletin leaves out has the id of a report' using errcode = 'check_violation';
		end if;
	end loop;
	for item in select x from jsonb_array_elements(edits -> 'notes') x loop
		if coalesce(length(trim(item ->> 'text')), 0) not between 1 and 1000 or (item ->> 'id')::bigint is null then
			raise exception 'a note on a report has 1 to 1000 characters' using errcode = 'check_violation';
		end if;
	end loop;
	select coalesce(max(b.revision), 0) into newest from public.bulletins b
	where b.theatre = sign_bulletin.theatre and b.date = sign_bulletin.date;
	if newest <> seen or not private.add_bulletin(sign_bulletin.theatre, sign_bulletin.date, seen + 1, as_of,
		jsonb_build_object('lead', trim(edits ->> 'lead'), 'lang', edits ->> 'lang', 'left_out', edits -> 'left_out',
			'notes', edits -> 'notes'), trim(sign_bulletin.reason)) then
		raise exception 'another moderator works on this bulletin: there is a newer edition' using errcode = 'FR003';
	end if;
	perform private.audit('sign_bulletin', null, sign_bulletin.reason, jsonb_build_object('theatre', sign_bulletin.theatre,
		'date', sign_bulletin.date, 'revision', seen + 1, 'left_out', edits -> 'left_out'));
	return seen + 1;
end
$$;

-- All editions of one bulletin, newest first: [{theatre, date, revision, as_of, published_at, signed_by_role, reason, edits, reports}].
create function public.bulletin_editions(theatre text, date text) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(to_jsonb(b) - array['id', 'starts_at', 'ends_at', 'facts'] order by b.revision desc), '[]')
	from public.bulletins b where b.theatre = bulletin_editions.theatre and b.date = bulletin_editions.date
$$;

-- Published bulletins in their newest edition, the newest time first: [{theatre, date, revision, published_at (of the
-- first edition), updated_at, signed_by_role, facts}]. `fronts` and `country` null: all. A report whose place the
-- gazetteer does not know lies in any country of its front (`fronts`).
create function public.bulletin_list(since timestamptz default null, until timestamptz default null, fronts text[] default null,
	country text default null, page integer default 50) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('theatre', b.theatre, 'date', b.date, 'revision', b.revision,
		'published_at', b.first_at, 'updated_at', b.published_at, 'signed_by_role', b.signed_by_role, 'facts', b.facts)
		order by b.ends_at desc, b.starts_at, b.theatre), '[]')
	from (
		select b.*, f.published_at as first_at
		from public.bulletins b
		join public.bulletins f on f.theatre = b.theatre and f.date = b.date and f.revision = 1
		where (bulletin_list.since is null or b.ends_at > bulletin_list.since)
			and (bulletin_list.until is null or b.starts_at < bulletin_list.until)
			and (case when bulletin_list.country is null then bulletin_list.fronts is null or b.theatre = any (bulletin_list.fronts)
				else b.facts -> 'countries' @> to_jsonb(array[bulletin_list.country])
					or (b.theatre = any (bulletin_list.fronts) and b.facts -> 'countries' @> '[null]') end)
			and not exists (select from public.bulletins n
				where n.theatre = b.theatre and n.date = b.date and n.revision > b.revision)
		order by b.ends_at desc, b.starts_at, b.theatre limit least(bulletin_list.page, 1000)
	) b
$$;

-- Months that have bulletins, newest first: ["2023-11", …].
create function public.bulletin_months() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(m.month order by m.month desc), '[]')
	from (select distinct to_char(b.starts_at at time zone 'UTC', 'YYYY-MM') as month from public.bulletins b) m
$$;

-- Public revisions of a front's public reports within some time, after the first of each:
-- [{id, title, revision, changed_at, changed_by_role, reason, changes}].
create function public.bulletin_revisions(theatre text, since timestamptz, until timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'revision', h.revision, 'changed_at', h.changed_at,
		'changed_by_role', h.changed_by_role, 'reason', h.reason, 'changes', h.changes) order by h.changed_at, r.id), '[]')
	from public.report_revisions h join public.reports r on r.id = h.report_id
	where h.changed_at >= since and h.changed_at < until and h.revision > 1 and h.is_public
		and r.theatre = bulletin_revisions.theatre and private.is_public(r.state)
$$;

-- merged_accounts() of several reports, {id: [...]}; without those that took none in.
create function public.merged_accounts_of(ids bigint[]) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(i.id, a.accounts), '{}')
	from unnest(ids) i (id) cross join lateral public.merged_accounts(i.id) a (accounts)
	where a.accounts <> '[]'
$$;

revoke execute on function private.bulletin_start(text), private.bulletin_end(text),
	private.add_bulletin(text, text, integer, timestamptz, jsonb, text) from public, anon, authenticated, service_role;
revoke all on function public.publish_due_bulletins(timestamptz, integer),
	public.sign_bulletin(text, text, integer, timestamptz, jsonb, text), public.bulletin_editions(text, text),
	public.bulletin_list(timestamptz, timestamptz, text[], text, integer), public.bulletin_months(),
	public.bulletin_revisions(text, timestamptz, timestamptz), public.merged_accounts_of(bigint[])
from public, anon, authenticated, service_role;
grant execute on function public.publish_due_bulletins(timestamptz, integer) to service_role;
grant execute on function public.sign_bulletin(text, text, integer, timestamptz, jsonb, text) to authenticated;
grant execute on function public.bulletin_editions(text, text),
	public.bulletin_list(timestamptz, timestamptz, text[], text, integer), public.bulletin_months(),
	public.bulletin_revisions(text, timestamptz, timestamptz), public.merged_accounts_of(bigint[])
to anon, authenticated, service_role;
