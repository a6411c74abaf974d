-- Pictures and videos of reports. The bytes are in Storage, under the id; here is what is known of them. Nothing is
-- public until a moderator shows it.
create table public.media (
	id uuid primary key default gen_random_uuid(),
	-- Null until the report it was uploaded for is sent.
	report_id bigint references public.reports (id),
	kind text not null check (kind in ('image', 'video')),
	mime text not null check (mime in ('image/webp', 'video/mp4')),
	width integer not null check (width between 1 and 16384),
	height integer not null check (height between 1 and 16384),
	duration_s numeric check (duration_s > 0 and duration_s <= 120),
	bytes integer not null check (bytes between 1 and 52428800),
	sha256_received text not null check (sha256_received ~ '^[0-9a-f]{64}$'),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	phash bit(64),
	sensitive boolean not null default false,
	alt text check (length(alt) between 1 and 300),
	state text not null default 'private' check (state in ('private', 'public')),
	shown_at timestamptz,
	created_at timestamptz not null default now(),
	check ((kind = 'video') = (duration_s is not null)),
	check ((kind = 'video') = (mime = 'video/mp4')),
	check ((state = 'public') = (shown_at is not null)),
	check (state = 'private' or report_id is not null)
);
comment on table public.media is 'What is known of each picture and video. Moderators read it; readers get the public ones with their report.';
comment on column public.media.sha256_received is 'Of the file as it was sent. Never public: who holds the original could prove who sent it.';
comment on column public.media.phash is 'How it looks (dHash): copies of a picture differ in few bits.';
comment on column public.media.shown_at is 'Since when readers see it without a break: a frozen view shows nothing that was hidden since.';
create index on public.media (report_id);
create index on public.media (sha256);
create index on public.media (sha256_received);
create index on public.media (created_at) where report_id is null;

-- Whoever knows the key of an upload may send it with a report, or remove it: no role may read these.
create table private.uploads (
	media_id uuid primary key references public.media (id) on delete cascade,
	key_hash text not null unique check (key_hash ~ '^[0-9a-f]{64}$'),
	uploader uuid references auth.users (id) on delete set null,
	discarded boolean not null default false
);

alter table public.media enable row level security;
alter table private.uploads enable row level security;
revoke all on public.media, private.uploads from anon, authenticated, service_role;
grant select on public.media to authenticated;
create policy "moderators can see all media" on public.media
	for select to authenticated using ((select private.is_moderator()));
create policy "people can see the media of what they sent" on public.media
	for select to authenticated using (report_id in (
		select s.report_id from public.submissions s where s.contributor = (select auth.uid())));

-- Keeps what the server knows of a file it has cleaned; it alone can say that. `facts`: {kind, mime, width, height,
-- duration_s, bytes, sha256_received, sha256, phash (16 hexadecimal digits or null)}. Returns the id to store it under.
create function public.keep_media(facts jsonb, key_hash text, uploader uuid default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare added uuid;
begin
	perform private.check_writable();
	if not (select s.submissions_open from private.settings s) then
		raise exception 'reports are not taken at the moment' using errcode = 'FR011';
	end if;
	-- Two gigabytes that belong to no report: somebody fills the disk.
	if (select coalesce(sum(x.bytes), 0) from public.media x where x.report_id is null) > 2147483648 then
		raise exception 'too many files wait for their report' using errcode = 'FR012';
	end if;
	insert into public.media (kind, mime, width, height, duration_s, bytes, sha256_received, sha256, phash)
	values (facts ->> 'kind', facts ->> 'mime', (facts ->> 'width')::integer, (facts ->> 'height')::integer,
		(facts ->> 'duration_s')::numeric, (facts ->> 'bytes')::integer, facts ->> 'sha256_received', facts ->> 'sha256',
		('x' || (facts ->> 'phash'))::bit(64))
	returning id into added;
	insert into private.uploads (media_id, key_hash, uploader) values (added, keep_media.key_hash, keep_media.uploader);
	return added;
end
$$;

-- Takes back an upload that was not sent yet; the server removes its bytes. False where there is none.
create function public.discard_media(media_id uuid, key_hash text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	update private.uploads u set discarded = true
	from public.media x
	where u.media_id = discard_media.media_id and u.key_hash = discard_media.key_hash
		and x.id = u.media_id and x.report_id is null;
	return found;
end
$$;

-- Uploads that no report took within a day, and discarded ones: their bytes are to go.
create function public.abandoned_media() returns uuid[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(x.id), '{}') from public.media x left join private.uploads u on u.media_id = x.id
	-- A little later than they are too old to be sent: none is taken by a report while its bytes go.
	where x.report_id is null and (u.discarded or x.created_at < now() - interval '1 day 10 minutes')
$$;

-- After their bytes are gone. Returns how many.
create function public.forget_media(ids uuid[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare n integer;
begin
	delete from public.media x where x.id = any (ids) and x.id = any (public.abandoned_media());
	get diagnostics n = row_count;
	return n;
end
$$;

-- An upload that can still be given to this report, or was already.
create function private.can_be_attached(x public.media, report_id bigint) returns boolean
language sql stable set search_path = ''
as $$
	select case when x.report_id is null then x.created_at > now() - interval '1 day' else x.report_id = can_be_attached.report_id end
$$;

-- The report was sent by the person who asks, or with the receipt.
create function private.is_sender(report_id bigint, receipt_hash text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from private.receipts x where x.report_id = is_sender.report_id
		and (x.sender = (select auth.uid()) or x.receipt_hash = is_sender.receipt_hash))
$$;

-- Gives uploads to the report they were made for: `files` is [{key_hash, sensitive, alt}]. The same again changes
-- nothing. Returns {attached: [id], missing: how many are known no longer}.
create function public.attach_media(report_id bigint, files jsonb, receipt_hash text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	state text;
	taken uuid[];
	before bigint;
	after bigint;
begin
	if not private.is_sender(attach_media.report_id, attach_media.receipt_hash) then
		raise exception 'only who sent the report adds media to it' using errcode = 'insufficient_privilege';
	end if;
	if jsonb_typeof(files) <> 'array' or jsonb_array_length(files) > 10 then
		raise exception 'a report has at most 10 files' using errcode = 'check_violation';
	end if;
	perform private.check_writable();
	select r.state into state from public.reports r where r.id = attach_media.report_id for update;
	if state in ('rejected', 'retracted') then
		raise exception 'a report that is % takes no media', state using errcode = 'FR002';
	end if;
	select count(*) into before from public.media x where x.report_id = attach_media.report_id and x.proof_id is null;
	with given as (
		select g ->> 'key_hash' as key_hash, coalesce((g ->> 'sensitive')::boolean, false) as sensitive,
			nullif(trim(g ->> 'alt'), '') as alt
		from jsonb_array_elements(files) g
	), attached as (
		update public.media x set report_id = attach_media.report_id,
			sensitive = case when x.report_id is null then g.sensitive else x.sensitive end,
			alt = case when x.report_id is null then g.alt else x.alt end
		from given g join private.uploads u on u.key_hash = g.key_hash
		where x.id = u.media_id and not u.discarded and private.can_be_attached(x, attach_media.report_id)
		returning x.id
	)
	select coalesce(array_agg(a.id), '{}') into taken from attached a;
	select count(*) into after from public.media x where x.report_id = attach_media.report_id and x.proof_id is null;
	if after > 10 then
		raise exception 'a report has at most 10 files' using errcode = 'check_violation';
	end if;
	if after > before then
		perform private.audit('attach_media', attach_media.report_id, null, jsonb_build_object('files', after - before));
	end if;
	return jsonb_build_object('attached', to_jsonb(taken), 'missing', jsonb_array_length(files) - cardinality(taken));
end
$$;

-- Locks the report of a file for an act of the moderator who asks. To hide something nobody has to wait for another.
create function private.begin_media_act(report_id bigint, act text) returns public.reports
language plpgsql security definer set search_path = ''
as $$
declare report public.reports;
begin
	if not private.is_moderator() then
		raise exception 'only moderators show and hide media' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	select * into report from public.reports r where r.id = begin_media_act.report_id for update;
	if not found then
		raise exception 'there is no such report' using errcode = 'no_data_found';
	end if;
	if act not in ('hide_media', 'decline_proof') and exists (select from public.review_claims c
		where c.report_id = report.id and c.moderator <> (select auth.uid())) then
		raise exception 'another moderator works on this report' using errcode = 'FR003';
	end if;
	return report;
end
$$;

-- A revision that says how many of something readers saw before and see now: the change row of the report comes with it.
create function private.note_shown(report public.reports, field text, before bigint, after bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update public.reports r set revision = r.revision + 1, updated_at = now() where r.id = report.id;
	insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes, is_public)
	values (report.id, report.revision + 1, private.actor_role(), note_shown.reason,
		jsonb_build_object(field, jsonb_build_object('from', before, 'to', after)),
		report.published_at is not null or private.is_public(report.state));
end
$$;

create function private.shown_media(report_id bigint) returns bigint
language sql stable security definer set search_path = ''
as $$ select count(*) from public.media x where x.report_id = shown_media.report_id and x.state = 'public' $$;

-- Shows a file with its report: behind its warning where it is sensitive. Null leaves the mark or the words as they are.
create function public.show_media(media_id uuid, reason text, sensitive boolean default null, alt text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	target bigint := (select x.report_id from public.media x where x.id = show_media.media_id);
	report public.reports := private.begin_media_act(target, 'show_media');
	before bigint := private.shown_media(target);
begin
	perform private.checked_reason(show_media.reason);
	update public.media x set state = 'public', shown_at = coalesce(x.shown_at, now()),
		sensitive = coalesce(show_media.sensitive, x.sensitive), alt = coalesce(nullif(trim(show_media.alt), ''), x.alt)
	where x.id = show_media.media_id and (x.state = 'private' or x.sensitive <> coalesce(show_media.sensitive, x.sensitive)
		or x.alt is distinct from coalesce(nullif(trim(show_media.alt), ''), x.alt));
	if not found then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	perform private.note_shown(report, 'media', before, private.shown_media(target), show_media.reason);
	perform private.audit('show_media', target, show_media.reason,
		jsonb_build_object('media', show_media.media_id, 'sensitive', show_media.sensitive));
end
$$;

create function public.hide_media(media_id uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	target bigint := (select x.report_id from public.media x where x.id = hide_media.media_id);
	report public.reports := private.begin_media_act(target, 'hide_media');
	before bigint := private.shown_media(target);
begin
	perform private.checked_reason(hide_media.reason);
	update public.media x set state = 'private', shown_at = null where x.id = hide_media.media_id and x.state = 'public';
	if not found then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	perform private.note_shown(report, 'media', before, before - 1, hide_media.reason);
	perform private.audit('hide_media', target, hide_media.reason, jsonb_build_object('media', hide_media.media_id));
end
$$;

-- Whether the person who asks may see a file, and as what: {kind, mime, is_public}; null where not.
create function public.media_file(media_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('kind', x.kind, 'mime', x.mime, 'is_public', x.state = 'public' and private.is_public(r.state))
	from public.media x left join public.reports r on r.id = x.report_id
	where x.id = media_file.media_id
		and ((x.state = 'public' and private.is_public(r.state)) or private.is_moderator())
$$;

-- SAME_PICTURE_BITS of src/lib/domain/media.ts.
create function private.looks_like(a public.media, b public.media) returns boolean
language sql immutable set search_path = ''
as $$
	select a.sha256_received = b.sha256_received or a.sha256 = b.sha256
		or coalesce(length(replace((a.phash # b.phash)::text, '0', '')) <= 6, false)
$$;

-- Where else a file was sent, for moderators: [{media_id, report_id, state, is_same, differing_bits, created_at}].
create function public.similar_media(media_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_moderator() then
		raise exception 'only moderators compare media' using errcode = 'insufficient_privilege';
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('media_id', y.id, 'report_id', y.report_id, 'state', y.state,
			'is_same', y.sha256_received = x.sha256_received or y.sha256 = x.sha256,
			'differing_bits', length(replace((x.phash # y.phash)::text, '0', '')), 'created_at', y.created_at) order by y.created_at), '[]')
		from public.media x join public.media y on y.id <> x.id and y.report_id is not null and private.looks_like(x, y)
		where x.id = similar_media.media_id);
end
$$;

-- Public reports that show what somebody uploads just now: ids, newest first. Only of what readers can see anyway.
create function public.seen_before(key_hash text) returns bigint[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(distinct r.id order by r.id desc), '{}')
	from private.uploads u
	join public.media x on x.id = u.media_id
	join public.media y on y.id <> x.id and y.state = 'public' and private.looks_like(x, y)
	join public.reports r on r.id = y.report_id and private.is_public(r.state)
	where u.key_hash = seen_before.key_hash
$$;

revoke all on function public.keep_media(jsonb, text, uuid), public.discard_media(uuid, text), public.abandoned_media(),
	public.forget_media(uuid[]), private.can_be_attached(public.media, bigint), private.is_sender(bigint, text), public.attach_media(bigint, jsonb, text),
	private.begin_media_act(bigint, text), private.note_shown(public.reports, text, bigint, bigint, text),
	private.shown_media(bigint), public.show_media(uuid, text, boolean, text), public.hide_media(uuid, text),
	public.media_file(uuid), private.looks_like(public.media, public.media), public.similar_media(uuid), public.seen_before(text)
from public, anon, authenticated, service_role;
grant execute on function public.keep_media(jsonb, text, uuid), public.discard_media(uuid, text), public.abandoned_media(),
	public.forget_media(uuid[]) to service_role;
grant execute on function public.discard_media(uuid, text), public.attach_media(bigint, jsonb, text), public.media_file(uuid),
	public.seen_before(text) to anon, authenticated;
grant execute on function public.show_media(uuid, text, boolean, text), public.hide_media(uuid, text),
	public.similar_media(uuid) to authenticated;
