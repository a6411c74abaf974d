-- Somebody has what the map already tells of: what they bring is offered to that report, and moderators take it or not.
create table public.offers (
	id bigint primary key generated always as identity,
	report_id bigint not null references public.reports (id),
	received_at timestamptz not null default now(),
	contributor uuid references auth.users (id) on delete set null,
	links text[] not null,
	note text not null check (length(note) <= 4000),
	contact jsonb check (jsonb_typeof(contact) = 'object' and length(contact::text) <= 2000),
	state text not null default 'waiting' check (state in ('waiting', 'taken', 'declined')),
	decided_at timestamptz,
	reason text,
	check (cardinality(links) > 0 or note <> ''),
	check ((state = 'waiting') = (decided_at is null) and (state = 'waiting') = (reason is null))
);
comment on table public.offers is 'Further citations for a report that is public, from people; none is public before a moderator takes it.';
create index on public.offers (report_id);
create index on public.offers (contributor);

create table private.offer_receipts (
	idempotency_key uuid primary key,
	receipt_hash text unique check (receipt_hash ~ '^[0-9a-f]{64}$'),
	sender uuid,
	facts_hash text not null,
	offer_id bigint not null unique references public.offers (id),
	check (receipt_hash is not null or sender is not null)
);
comment on table private.offer_receipts is 'As private.receipts, of offers.';

alter table public.offers enable row level security;
alter table private.offer_receipts enable row level security;
revoke all on public.offers, private.offer_receipts from anon, authenticated, service_role;
grant select on public.offers to authenticated;
create policy "moderators can see what was offered" on public.offers
	for select to authenticated using ((select private.is_moderator()));
create policy "people can see what they offered" on public.offers
	for select to authenticated using (contributor = (select auth.uid()));

create index on public.citations (url);

-- Public reports that may tell of the same event: one of the links, or near in place and time. Nobody learns here what is
-- not public. `likenessOf` of src/lib/domain/duplicate.ts decides among them.
create function public.public_reports_like(links text[], point jsonb, reach integer, occurred_at timestamptz) returns bigint[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(c.id order by c.is_linked desc, c.apart), '{}') from (
		select r.id, r.geom operator(extensions.<->) private.lonlat(public_reports_like.point) as apart,
			exists (select from public.citations k where k.report_id = r.id and k.url = any (public_reports_like.links)) as is_linked
		from public.reports r
		where private.is_public(r.state) and r.state <> 'retracted' and not r.is_demo and (
			r.id in (select k.report_id from public.citations k where k.url = any (public_reports_like.links))
			or extensions.st_dwithin(r.geom, private.lonlat(public_reports_like.point), least(public_reports_like.reach, 50000))
			and r.occurred_at between public_reports_like.occurred_at - interval '24 hours' and public_reports_like.occurred_at + interval '24 hours')
		order by is_linked desc, apart limit 40) c
$$;

-- Offers links and words to a public report. The same key, sender and words again give the same answer and no second
-- offer. Who is not signed in gives the hash of a receipt. Returns {report_id, received_at}.
create function public.join_report(report_id bigint, facts jsonb, idempotency_key uuid, receipt_hash text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	sender uuid := (select auth.uid());
	known private.offer_receipts;
	target bigint;
	summed text := md5(join_report.report_id || facts::text);
begin
	if private.is_service() then
		raise exception 'the server offers nothing of its own' using errcode = 'insufficient_privilege';
	end if;
	if sender is null and join_report.receipt_hash is null then
		raise exception 'without an account, an offer needs a receipt' using errcode = 'check_violation';
	end if;
	perform pg_advisory_xact_lock(hashtextextended(join_report.idempotency_key::text, 0));
	select x.* into known from private.offer_receipts x where x.idempotency_key = join_report.idempotency_key;
	if found then
		if known.sender is distinct from sender or known.receipt_hash is distinct from join_report.receipt_hash
			or known.facts_hash <> summed then
			raise exception 'this key was used for another report' using errcode = 'FR004';
		end if;
		target := known.offer_id;
	else
		if exists (select from private.receipts x where x.idempotency_key = join_report.idempotency_key) then
			raise exception 'this key was used for another report' using errcode = 'FR004';
		end if;
		perform private.check_writable();
		if not (select s.submissions_open from private.settings s) then
			raise exception 'reports are not taken at the moment' using errcode = 'FR011';
		end if;
		if not exists (select from public.reports r where r.id = join_report.report_id
			and private.is_public(r.state) and r.state <> 'retracted' and not r.is_demo) then
			raise exception 'no public report has the id %', join_report.report_id using errcode = 'no_data_found';
		end if;
		perform private.check_offer(facts);
		insert into public.offers (report_id, contributor, links, note, contact)
		values (join_report.report_id, sender, array(select jsonb_array_elements_text(facts -> 'citations')),
			facts ->> 'summary', nullif(facts -> 'contact', 'null'))
		returning id into target;
		insert into private.offer_receipts (idempotency_key, receipt_hash, sender, facts_hash, offer_id)
		values (join_report.idempotency_key, join_report.receipt_hash, sender, summed, target);
		perform private.audit('offer', join_report.report_id, null);
	end if;
	return (select jsonb_build_object('report_id', o.report_id, 'received_at', o.received_at) from public.offers o where o.id = target);
end
$$;

-- {citations, summary, contact}: as private.check_submission has them. @raises check_violation naming the field
create function private.check_offer(facts jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
declare
	invisible constant text := '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]';
	field text;
begin
	select case
		when not coalesce((select bool_and(k in ('citations', 'summary', 'contact')) from jsonb_object_keys(facts) k), false) then 'a field'
		when jsonb_typeof(facts -> 'summary') is distinct from 'string' or facts ->> 'summary' ~ invisible then 'summary'
		when jsonb_typeof(facts -> 'citations') is distinct from 'array' or jsonb_array_length(facts -> 'citations') > 10
			or exists (select from jsonb_array_elements_text(facts -> 'citations') c
				where length(c) > 2000 or c !~ '^https?://[^@/?#]+\.[^@/?#]+' or c ~ invisible) then 'citations'
	end into field;
	if field is not null then
		raise exception '% cannot be taken as it is', field using errcode = 'check_violation';
	end if;
end
$$;

-- Takes an offer's links as citations of the report, or declines it. By a moderator, once, with a reason.
create function public.decide_offer(offer_id bigint, take boolean, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	offer public.offers;
	before integer;
begin
	if not private.is_moderator() then
		raise exception 'only moderators decide on offers' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	perform private.checked_reason(reason);
	update public.offers o set state = case when take then 'taken' else 'declined' end, decided_at = now(), reason = trim(decide_offer.reason)
	where o.id = decide_offer.offer_id and o.state = 'waiting' returning o.* into offer;
	if not found then
		raise exception 'no offer with the id % waits', decide_offer.offer_id using errcode = 'no_data_found';
	end if;
	if take and cardinality(offer.links) > 0 then
		perform from public.reports r where r.id = offer.report_id for update;
		before := private.origins_of(offer.report_id);
		perform private.cite_link(offer.report_id, link) from unnest(offer.links) link
		where not exists (select from public.citations c where c.report_id = offer.report_id and c.url = link);
		perform private.note_origins(offer.report_id, before, decide_offer.reason);
	end if;
	perform private.audit('decide_offer', offer.report_id, decide_offer.reason, jsonb_build_object('offer', offer.id, 'taken', take));
end
$$;

-- Where the report or the offer of a receipt stands, for whoever has the receipt; null where there is none.
create or replace function public.submission_status(receipt_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('kind', 'report', 'report_id', r.id, 'state', r.state, 'state_reason', r.state_reason,
		'is_public', private.is_public(r.state), 'received_at', s.received_at,
		'publish_after', s.received_at + make_interval(mins => s.delay_minutes), 'questions', coalesce((
			select jsonb_agg(jsonb_build_object('id', q.id, 'asked_at', q.asked_at, 'question', q.question,
				'answered_at', q.answered_at, 'answer', q.answer) order by q.id)
			from public.questions q where q.report_id = r.id), '[]'))
	from private.receipts x
	join public.reports r on r.id = x.report_id
	join public.submissions s on s.report_id = r.id
	where x.receipt_hash = submission_status.receipt_hash
	union all
	select jsonb_build_object('kind', 'offer', 'report_id', r.id, 'state', o.state, 'state_reason', o.reason,
		'is_public', private.is_public(r.state), 'received_at', o.received_at, 'publish_after', o.received_at, 'questions', '[]'::jsonb)
	from private.offer_receipts x
	join public.offers o on o.id = x.offer_id
	join public.reports r on r.id = o.report_id
	where x.receipt_hash = submission_status.receipt_hash
	limit 1
$$;

revoke all on function public.public_reports_like(text[], jsonb, integer, timestamptz), public.join_report(bigint, jsonb, uuid, text),
	private.check_offer(jsonb), public.decide_offer(bigint, boolean, text), public.submission_status(text)
from public, anon, authenticated, service_role;
grant execute on function public.public_reports_like(text[], jsonb, integer, timestamptz), public.join_report(bigint, jsonb, uuid, text),
	public.submission_status(text) to anon, authenticated;
grant execute on function public.decide_offer(bigint, boolean, text) to authenticated;
