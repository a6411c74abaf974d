-- Sending a report, asking for it and answering questions: with an account, or with a receipt and none.

-- The voice a link speaks with: a forward what it forwards, a post of a source its group or the post, else the page.
create function private.cite_link(report_id bigint, link text) returns void
language plpgsql set search_path = ''
as $$
declare
	page text := regexp_replace(regexp_replace(link, '^https?://(www\.)?', ''), '[?#].*$|/$', '');
	post public.posts;
	source public.sources;
begin
	select p.* into post from public.posts p where p.url = link limit 1;
	select s.* into source from public.sources s
	where s.slug = post.source or (post.id is null and
		starts_with(page || '/', regexp_replace(s.url, '^https?://(www\.)?|/$', '', 'g') || '/'))
	order by length(s.url) desc limit 1;
	insert into public.citations (report_id, source, post_id, publisher, url, published_at, original_text_lang, origin)
	values (cite_link.report_id, source.slug, post.id, case when source.slug is null then split_part(page, '/', 1) end, link,
		post.published_at, post.lang,
		coalesce(post.forwarded_from, 'group:' || source.origin_group,
			case when post.id is not null then 'post:' || post.source || '/' || post.external_id end, 'link:' || page))
	on conflict do nothing;
end
$$;

-- What the form has checked already, checked again where it counts. @raises check_violation naming the field
create function private.check_submission(facts jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
	-- As src/lib/domain/plain-text.ts has it, without what PostgreSQL's text cannot hold anyway.
	invisible constant text := '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]';
	precisions constant text[] := array['exact', 'street', 'settlement', 'near', 'admin2', 'admin1', 'area', 'country'];
	field text;
begin
	select case
		when not coalesce((select bool_and(k in ('theatre', 'title', 'summary', 'event_type', 'occurred_at', 'time_precision', 'point',
			'geo_precision', 'uncertainty_m', 'place_name', 'citations', 'sensitivity', 'delay_minutes', 'public_precision', 'contact'))
			from jsonb_object_keys(facts) k), false) then 'a field'
		when coalesce(facts ->> 'title', '') ~ invisible or coalesce(trim(facts ->> 'title'), '') = '' then 'title'
		when coalesce(facts ->> 'summary', '') ~ invisible then 'summary'
		when coalesce(facts ->> 'place_name', '') ~ invisible or coalesce(length(trim(facts ->> 'place_name')), 0) not between 1 and 200
			then 'place_name'
		when jsonb_typeof(facts -> 'point') is distinct from 'array' or jsonb_array_length(facts -> 'point') <> 2
			or jsonb_typeof(facts #> '{point,0}') <> 'number' or jsonb_typeof(facts #> '{point,1}') <> 'number'
			or (facts #>> '{point,0}')::numeric not between -180 and 180 or (facts #>> '{point,1}')::numeric not between -90 and 90
			then 'point'
		when coalesce((facts ->> 'occurred_at')::timestamptz not between '2000-01-01' and now() + interval '15 minutes', true)
			then 'occurred_at'
		when not coalesce(facts ->> 'geo_precision' = any (precisions), false) then 'geo_precision'
		when coalesce((facts ->> 'uncertainty_m')::integer not between 1 and 1000000, true) then 'uncertainty_m'
		when facts ->> 'public_precision' is not null and not coalesce(array_position(precisions, facts ->> 'public_precision')
			>= array_position(precisions, facts ->> 'geo_precision'), false) then 'public_precision'
		when coalesce((facts ->> 'delay_minutes')::integer not between 0 and 20160, true) then 'delay_minutes'
		when jsonb_typeof(coalesce(facts -> 'citations', '[]')) <> 'array' or jsonb_array_length(coalesce(facts -> 'citations', '[]')) > 10
			or exists (select from jsonb_array_elements_text(facts -> 'citations') c
				where length(c) > 2000 or c !~ '^https?://[^@/?#]+\.[^@/?#]+' or c ~ invisible) then 'citations'
		when jsonb_typeof(coalesce(facts -> 'sensitivity', '[]')) <> 'array' or exists (
			select from jsonb_array_elements_text(facts -> 'sensitivity') m
			where m not in ('threatens_civilian_safety', 'graphic_violence', 'deceptive_or_misleading')) then 'sensitivity'
	end into field;
	if field is not null then
		raise exception '% cannot be taken as it is', field using errcode = 'check_violation';
	end if;
end
$$;

-- Takes a report: `facts` as toFacts() of src/lib/domain/submission.ts gives them. The same key, sender and facts again
-- give the same answer and no second report. Who is not signed in gives the hash of a receipt.
-- Returns {report_id, received_at, publish_after}.
create function public.submit_report(facts jsonb, idempotency_key uuid, receipt_hash text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	sender uuid := (select auth.uid());
	known private.receipts;
	shown jsonb;
	target bigint;
	skips_queue boolean;
begin
	if private.is_service() then
		raise exception 'the server sends no reports of its own' using errcode = 'insufficient_privilege';
	end if;
	if sender is null and submit_report.receipt_hash is null then
		raise exception 'without an account, a report needs a receipt' using errcode = 'check_violation';
	end if;
	-- Copies of one report that come at the same time wait for each other here.
	perform pg_advisory_xact_lock(hashtextextended(submit_report.idempotency_key::text, 0));
	select x.* into known from private.receipts x where x.idempotency_key = submit_report.idempotency_key;
	if found then
		if known.sender is distinct from sender or known.receipt_hash is distinct from submit_report.receipt_hash
			or known.facts_hash <> md5(facts::text) then
			raise exception 'this key was used for another report' using errcode = 'FR004';
		end if;
		target := known.report_id;
	else
		perform private.check_writable();
		if not (select s.submissions_open from private.settings s) then
			raise exception 'reports are not taken at the moment' using errcode = 'FR011';
		end if;
		perform private.check_submission(facts);
		shown := facts - '{citations,delay_minutes,public_precision,contact}'::text[];
		if facts ->> 'public_precision' <> facts ->> 'geo_precision' then
			shown := shown || jsonb_build_object('geo_precision', facts -> 'public_precision',
				'uncertainty_m', greatest((facts ->> 'uncertainty_m')::integer, private.precision_radius(facts ->> 'public_precision')),
				'point', private.coarse_point(facts -> 'point', private.precision_radius(facts ->> 'public_precision')));
		end if;
		skips_queue := private.actor_role() in ('trusted_contributor', 'moderator', 'admin')
			and not coalesce(facts -> 'sensitivity' ? 'threatens_civilian_safety', false);
		target := private.add_report(shown, case when skips_queue and (facts ->> 'delay_minutes')::integer = 0
			then 'unreviewed' else 'submitted' end);
		insert into public.submissions (report_id, contributor, point, geo_precision, uncertainty_m, public_precision, delay_minutes, contact)
		values (target, sender, private.lonlat(facts -> 'point'), facts ->> 'geo_precision', (facts ->> 'uncertainty_m')::integer,
			facts ->> 'public_precision', (facts ->> 'delay_minutes')::integer, nullif(facts -> 'contact', 'null'));
		insert into private.receipts (idempotency_key, receipt_hash, sender, facts_hash, report_id)
		values (submit_report.idempotency_key, submit_report.receipt_hash, sender, md5(facts::text), target);
		if skips_queue and (facts ->> 'delay_minutes')::integer > 0 then
			insert into private.awaiting_publication (report_id, to_state) values (target, 'unreviewed');
		end if;
		perform private.cite_link(target, link) from jsonb_array_elements_text(facts -> 'citations') link;
		perform private.audit('submit', target, null);
	end if;
	return (select jsonb_build_object('report_id', s.report_id, 'received_at', s.received_at,
		'publish_after', s.received_at + make_interval(mins => s.delay_minutes))
		from public.submissions s where s.report_id = target);
end
$$;

-- Where the report of a receipt stands, for whoever has the receipt; null where there is none.
create function public.submission_status(receipt_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('report_id', r.id, 'state', r.state, 'state_reason', r.state_reason,
		'is_public', private.is_public(r.state), 'received_at', s.received_at,
		'publish_after', s.received_at + make_interval(mins => s.delay_minutes), 'questions', coalesce((
			select jsonb_agg(jsonb_build_object('id', q.id, 'asked_at', q.asked_at, 'question', q.question,
				'answered_at', q.answered_at, 'answer', q.answer) order by q.id)
			from public.questions q where q.report_id = r.id), '[]'))
	from private.receipts x
	join public.reports r on r.id = x.report_id
	join public.submissions s on s.report_id = r.id
	where x.receipt_hash = submission_status.receipt_hash
$$;

revoke all on function private.cite_link(bigint, text), private.check_submission(jsonb), public.submit_report(jsonb, uuid, text),
	public.submission_status(text) from public, anon, authenticated, service_role;
grant execute on function public.submit_report(jsonb, uuid, text), public.submission_status(text) to anon, authenticated;
