-- What the reports say that a public one has taken in, each as it was: contradiction is shown, not averaged. Only those
-- that were public themselves before; a place that is shown less exactly now is not told by another account either.
-- [{id, title, event_type, occurred_at, occurred_until, time_precision, place_name | null, fatalities, merged_at, reason}]
create function public.merged_accounts(report_id bigint) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with recursive line as (
		select m.* from public.merges m where m.kept = merged_accounts.report_id and m.split_at is null
		union all
		select m.* from public.merges m join line l on m.kept = l.merged where m.split_at is null
	)
	select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'event_type', r.event_type,
		'occurred_at', r.occurred_at, 'occurred_until', r.occurred_until, 'time_precision', r.time_precision,
		'place_name', case when r.uncertainty_m >= kept.uncertainty_m then r.place_name end, 'fatalities', r.fatalities,
		'merged_at', l.merged_at, 'reason', l.reason) order by l.merged_at, r.id), '[]')
	from line l
	join public.reports r on r.id = l.merged
	join public.reports kept on kept.id = merged_accounts.report_id
	where private.is_public(kept.state) and private.is_public(l.state_before)
$$;

revoke all on function public.merged_accounts(bigint) from public, anon, authenticated, service_role;
grant execute on function public.merged_accounts(bigint) to anon, authenticated, service_role;
