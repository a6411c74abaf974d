-- Until somebody begins to review it, a report is its sender's to put right.

-- What of a sent report goes into the public row: the place as coarse as its sender wants it.
create function private.shown_facts(facts jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select facts - '{citations,delay_minutes,public_precision,contact}'::text[]
		|| case when facts ->> 'public_precision' <> facts ->> 'geo_precision' then
			jsonb_build_object('geo_precision', facts -> 'public_precision',
				'uncertainty_m', greatest((facts ->> 'uncertainty_m')::integer, private.precision_radius(facts ->> 'public_precision')),
				'point', private.coarse_point(facts -> 'point', private.precision_radius(facts ->> 'public_precision')))
			else '{}' end
$$;

-- Replaces what was sent by `facts`, which are checked like those of submit_report. @raises FR005 once it is under review
create function public.revise_own_submission(report_id bigint, facts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare report public.reports;
begin
	select r.* into report from public.reports r join public.submissions s on s.report_id = r.id
	where r.id = revise_own_submission.report_id and s.contributor = private.own_id() for update of r;
	if not found then
		raise exception 'no report of yours has the id %', report_id using errcode = 'no_data_found';
	end if;
	perform private.check_writable();
	if report.state <> 'submitted' or report.published_at is not null
		or exists (select from public.review_claims c where c.report_id = report.id) then
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

revoke all on function private.shown_facts(jsonb), public.revise_own_submission(bigint, jsonb)
from public, anon, authenticated, service_role;
grant execute on function public.revise_own_submission(bigint, jsonb) to authenticated;
