-- What was sent can be seen and put right by its sender until somebody begins to review it: with an account or a receipt.

create function private.may_be_revised(report public.reports) returns boolean
language sql stable set search_path = ''
as $$
	select report.state = 'submitted' and report.published_at is null
		and not exists (select from public.review_claims c where c.report_id = report.id)
$$;

-- As it was sent, the place as exact as its sender said it: for that sender alone.
create function private.sent_json(target bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('report_id', r.id, 'may_revise', private.may_be_revised(r), 'theatre', r.theatre, 'summary', r.summary,
		'event_type', r.event_type, 'occurred_at', r.occurred_at, 'time_precision', r.time_precision,
		'point', jsonb_build_array(extensions.st_x(s.point::extensions.geometry), extensions.st_y(s.point::extensions.geometry)),
		'geo_precision', s.geo_precision, 'uncertainty_m', s.uncertainty_m, 'place_name', r.place_name,
		'citations', coalesce((select jsonb_agg(c.url order by c.id) from public.citations c
			where c.report_id = r.id and c.url is not null), '[]'),
		'sensitivity', to_jsonb(r.sensitivity), 'delay_minutes', s.delay_minutes, 'public_precision', s.public_precision,
		'contact', s.contact)
	from public.reports r join public.submissions s on s.report_id = r.id where r.id = target
$$;

-- The report's number, where it is that of who asks or of the receipt. Null: neither.
create function private.own_submission_id(report_id bigint, receipt_hash text) returns bigint
language sql stable security definer set search_path = ''
as $$
	select s.report_id from public.submissions s
	where s.report_id = own_submission_id.report_id and s.contributor = (select auth.uid())
	union all
	select x.report_id from private.receipts x where x.receipt_hash = own_submission_id.receipt_hash
	limit 1
$$;

-- What was sent, for its sender: by its number with an account, by its receipt without. Null where it is somebody else's.
create function public.own_submission(report_id bigint default null, receipt_hash text default null) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select private.sent_json(private.own_submission_id(own_submission.report_id, own_submission.receipt_hash))
$$;

create function private.revise_submission(target bigint, facts jsonb) returns void
language plpgsql set search_path = ''
as $$
declare report public.reports;
begin
	select r.* into report from public.reports r where r.id = target for update;
	perform private.check_writable();
	if not private.may_be_revised(report) then
		raise exception 'this report is under review already' using errcode = 'FR005';
	end if;
	perform private.check_submission(facts);
	if facts ->> 'theatre' is distinct from report.theatre then
		raise exception 'theatre cannot be taken as it is' using errcode = 'check_violation';
	end if;
	begin
		perform private.change_report(report.id, private.shown_facts(facts) - 'theatre', 'The sender put it right');
	exception when sqlstate 'FR001' then
		-- Only what nobody else sees has changed.
		null;
	end;
	update public.submissions s set point = private.lonlat(facts -> 'point'), geo_precision = facts ->> 'geo_precision',
		uncertainty_m = (facts ->> 'uncertainty_m')::integer, public_precision = facts ->> 'public_precision',
		delay_minutes = (facts ->> 'delay_minutes')::integer, contact = nullif(facts -> 'contact', 'null')
	where s.report_id = report.id;
	delete from public.citations c where c.report_id = report.id;
	perform private.cite_link(report.id, link) from jsonb_array_elements_text(facts -> 'citations') link;
	-- As for a report that came without a link.
	if not exists (select from public.citations c where c.report_id = report.id) then
		insert into public.citations (report_id, publisher, title, reliability, reliability_reason, origin)
		values (report.id, 'A contributor to this map', nullif(trim(facts #>> '{contact,credit_as}'), ''), 'F',
			'Whoever sent this is not known to the editors', 'contributor');
	end if;
	perform private.audit('revise_own', report.id, null);
end
$$;

create or replace function public.revise_own_submission(report_id bigint, facts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.own_id();
	if private.own_submission_id(report_id, null) is null then
		raise exception 'no report of yours has the id %', report_id using errcode = 'no_data_found';
	end if;
	perform private.revise_submission(report_id, facts);
end
$$;

-- The same without an account, for whoever has the receipt.
create function public.revise_by_receipt(receipt_hash text, facts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare target bigint := private.own_submission_id(null, revise_by_receipt.receipt_hash);
begin
	if target is null then
		raise exception 'no report of yours has this receipt' using errcode = 'no_data_found';
	end if;
	perform private.revise_submission(target, facts);
end
$$;

-- As before, and whether it may still be revised.
create or replace function public.submission_status(receipt_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('kind', 'report', 'report_id', r.id, 'state', r.state, 'state_reason', r.state_reason,
		'is_public', private.is_public(r.state), 'received_at', s.received_at,
		'publish_after', s.received_at + make_interval(mins => s.delay_minutes), 'may_revise', private.may_be_revised(r),
		'questions', coalesce((
			select jsonb_agg(jsonb_build_object('id', q.id, 'asked_at', q.asked_at, 'question', q.question,
				'answered_at', q.answered_at, 'answer', q.answer) order by q.id)
			from public.questions q where q.report_id = r.id), '[]'))
	from private.receipts x
	join public.reports r on r.id = x.report_id
	join public.submissions s on s.report_id = r.id
	where x.receipt_hash = submission_status.receipt_hash
	union all
	select jsonb_build_object('kind', 'offer', 'report_id', r.id, 'state', o.state, 'state_reason', o.reason,
		'is_public', private.is_public(r.state), 'received_at', o.received_at, 'publish_after', o.received_at,
		'may_revise', false, 'questions', '[]'::jsonb)
	from private.offer_receipts x
	join public.offers o on o.id = x.offer_id
	join public.reports r on r.id = o.report_id
	where x.receipt_hash = submission_status.receipt_hash
	limit 1
$$;

revoke all on function private.may_be_revised(public.reports), private.sent_json(bigint), private.own_submission_id(bigint, text),
	public.own_submission(bigint, text), private.revise_submission(bigint, jsonb), public.revise_by_receipt(text, jsonb)
from public, anon, authenticated, service_role;
grant execute on function public.own_submission(bigint, text), public.revise_by_receipt(text, jsonb) to anon, authenticated;
