-- Why a report happened where it says: matched pictures, coordinates and reasoning, by anybody; public once a moderator
-- accepts it, and credited to whom its author wished.
create table public.geolocation_proofs (
	id bigint primary key generated always as identity,
	report_id bigint not null references public.reports (id),
	credit text check (length(credit) between 1 and 80),
	point extensions.geography(point, 4326) not null,
	reasoning text not null check (length(reasoning) between 20 and 4000),
	links text[] not null default '{}' check (cardinality(links) <= 10),
	state text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined')),
	created_at timestamptz not null default now(),
	accepted_at timestamptz,
	check ((state = 'accepted') = (accepted_at is not null))
);
comment on table public.geolocation_proofs is 'Moderators read it; readers get the accepted ones with their report.';
create index on public.geolocation_proofs (report_id);

-- Who wrote a proof is no part of its row: it would tie all work of a person together.
create table private.proof_authors (
	idempotency_key uuid primary key,
	proof_id bigint not null unique references public.geolocation_proofs (id) on delete cascade,
	facts_hash text not null,
	author uuid references auth.users (id) on delete set null
);

-- A file belongs to a report, and may belong to a proof of it.
alter table public.media add column proof_id bigint references public.geolocation_proofs (id);
create index on public.media (proof_id);

alter table public.geolocation_proofs enable row level security;
alter table private.proof_authors enable row level security;
revoke all on public.geolocation_proofs, private.proof_authors from anon, authenticated, service_role;
grant select on public.geolocation_proofs to authenticated;
create policy "moderators can see all proofs" on public.geolocation_proofs
	for select to authenticated using ((select private.is_moderator()));

-- A report whose place its sender keeps coarse: a proof would give away the exact one.
create function private.is_kept_coarse(report_id bigint) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.submissions s
		where s.report_id = is_kept_coarse.report_id and s.public_precision <> s.geo_precision)
$$;

-- Proposes a proof: by who sent the report (signed in or with its receipt), or by anybody where it is public.
-- `facts`: {point: [lon, lat], reasoning, links: [text], credit: text | null, media: [{key_hash, sensitive, alt}]}. The
-- same key and facts again give the same id. @raises check_violation naming the field
create function public.add_proof(report_id bigint, facts jsonb, idempotency_key uuid, receipt_hash text default null) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
	-- As private.check_submission has it.
	invisible constant text := '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]';
	known private.proof_authors;
	state text;
	field text;
	added bigint;
begin
	perform pg_advisory_xact_lock(hashtextextended(add_proof.idempotency_key::text, 0));
	select a.* into known from private.proof_authors a where a.idempotency_key = add_proof.idempotency_key;
	if found then
		if known.facts_hash <> md5(add_proof.report_id || facts::text) or known.author is distinct from (select auth.uid()) then
			raise exception 'this key was used for another proof' using errcode = 'FR004';
		end if;
		return known.proof_id;
	end if;
	perform private.check_writable();
	if not (select s.submissions_open from private.settings s) then
		raise exception 'proofs are not taken at the moment' using errcode = 'FR011';
	end if;
	select r.state into state from public.reports r where r.id = add_proof.report_id for update;
	if not coalesce(private.is_public(state) or private.is_sender(add_proof.report_id, add_proof.receipt_hash), false) then
		raise exception 'there is no such report' using errcode = 'insufficient_privilege';
	end if;
	if state in ('rejected', 'retracted') then
		raise exception 'a report that is % takes no proof', state using errcode = 'FR002';
	end if;
	if (select count(*) from public.geolocation_proofs p where p.report_id = add_proof.report_id and p.state = 'proposed') >= 20 then
		raise exception 'many proofs of this report wait to be looked at' using errcode = 'FR012';
	end if;
	select case
		when not coalesce((select bool_and(k in ('point', 'reasoning', 'links', 'credit', 'media')) from jsonb_object_keys(facts) k), false)
			then 'a field'
		when jsonb_typeof(facts -> 'point') is distinct from 'array' or jsonb_array_length(facts -> 'point') <> 2
			or jsonb_typeof(facts #> '{point,0}') <> 'number' or jsonb_typeof(facts #> '{point,1}') <> 'number'
			or (facts #>> '{point,0}')::numeric not between -180 and 180 or (facts #>> '{point,1}')::numeric not between -90 and 90
			then 'point'
		when coalesce(length(trim(facts ->> 'reasoning')) not between 20 and 4000, true) or facts ->> 'reasoning' ~ invisible then 'reasoning'
		when facts ->> 'credit' is not null and (length(trim(facts ->> 'credit')) not between 1 and 80 or facts ->> 'credit' ~ invisible)
			then 'credit'
		when jsonb_typeof(coalesce(facts -> 'links', '[]')) <> 'array' or jsonb_array_length(coalesce(facts -> 'links', '[]')) > 10
			or exists (select from jsonb_array_elements_text(facts -> 'links') c
				where length(c) > 2000 or c !~ '^https?://[^@/?#]+\.[^@/?#]+' or c ~ invisible) then 'links'
		when jsonb_typeof(coalesce(facts -> 'media', '[]')) <> 'array' or jsonb_array_length(coalesce(facts -> 'media', '[]')) > 10 then 'media'
	end into field;
	if field is not null then
		raise exception '% cannot be taken as it is', field using errcode = 'check_violation';
	end if;
	insert into public.geolocation_proofs (report_id, credit, point, reasoning, links)
	values (add_proof.report_id, trim(facts ->> 'credit'), private.lonlat(facts -> 'point'), trim(facts ->> 'reasoning'),
		coalesce((select array_agg(x) from jsonb_array_elements_text(facts -> 'links') x), '{}'))
	returning id into added;
	insert into private.proof_authors (idempotency_key, proof_id, facts_hash, author)
	values (add_proof.idempotency_key, added, md5(add_proof.report_id || facts::text), (select auth.uid()));
	-- Uploads of the author: not sent yet, or sent with this report by the same person.
	update public.media x set report_id = add_proof.report_id, proof_id = added,
		sensitive = x.sensitive or coalesce((g ->> 'sensitive')::boolean, false), alt = coalesce(nullif(trim(g ->> 'alt'), ''), x.alt)
	from jsonb_array_elements(coalesce(facts -> 'media', '[]')) g join private.uploads u on u.key_hash = g ->> 'key_hash'
	where u.media_id = x.id and not u.discarded and x.proof_id is null and private.can_be_attached(x, add_proof.report_id);
	perform private.audit('add_proof', add_proof.report_id, null, jsonb_build_object('proof', added));
	return added;
end
$$;

create function private.accepted_proofs(report_id bigint) returns bigint
language sql stable security definer set search_path = ''
as $$ select count(*) from public.geolocation_proofs p where p.report_id = accepted_proofs.report_id and p.state = 'accepted' $$;

-- Shows a proof with its report. Its pictures are shown one by one, like all others.
create function public.accept_proof(proof_id bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	target bigint := (select p.report_id from public.geolocation_proofs p where p.id = accept_proof.proof_id);
	report public.reports := private.begin_media_act(target, 'accept_proof');
	before bigint := private.accepted_proofs(target);
begin
	perform private.checked_reason(accept_proof.reason);
	if private.is_kept_coarse(target) then
		raise exception 'the place of this report is kept coarse: a proof would give it away' using errcode = 'FR002';
	end if;
	update public.geolocation_proofs p set state = 'accepted', accepted_at = now()
	where p.id = accept_proof.proof_id and p.state <> 'accepted';
	if not found then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	perform private.note_shown(report, 'proofs', before, before + 1, accept_proof.reason);
	perform private.audit('accept_proof', target, accept_proof.reason, jsonb_build_object('proof', accept_proof.proof_id));
end
$$;

-- Declines a proof, also one that was accepted.
create function public.decline_proof(proof_id bigint, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	target bigint := (select p.report_id from public.geolocation_proofs p where p.id = decline_proof.proof_id);
	report public.reports := private.begin_media_act(target, 'decline_proof');
	before bigint := private.accepted_proofs(target);
begin
	perform private.checked_reason(decline_proof.reason);
	update public.geolocation_proofs p set state = 'declined', accepted_at = null
	where p.id = decline_proof.proof_id and p.state <> 'declined';
	if not found then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	if before <> private.accepted_proofs(target) then
		perform private.note_shown(report, 'proofs', before, before - 1, decline_proof.reason);
	end if;
	perform private.audit('decline_proof', target, decline_proof.reason, jsonb_build_object('proof', decline_proof.proof_id));
end
$$;

revoke all on function private.is_kept_coarse(bigint), public.add_proof(bigint, jsonb, uuid, text), private.accepted_proofs(bigint),
	public.accept_proof(bigint, text), public.decline_proof(bigint, text) from public, anon, authenticated, service_role;
grant execute on function public.add_proof(bigint, jsonb, uuid, text) to anon, authenticated;
grant execute on function public.accept_proof(bigint, text), public.decline_proof(bigint, text) to authenticated;
