-- Who may call what: the whole list. A function that is not here can be called by nobody but its owner.
do $$
declare f regprocedure;
begin
	for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace loop
		execute format('revoke all on function %s from public, anon, authenticated, service_role', f);
	end loop;
end
$$;

-- The helpers the policies need keep their own grants; the rest is called by our functions' owner alone.
revoke execute on all functions in schema private from public;

grant execute on function
	public.gazetteer(), public.has_demo(), public.registry(), public.source_history(text), public.best_reliability(text[]),
	public.report_json(bigint), public.reports_json(bigint[]), public.report_history(bigint), public.search_reports(text, integer),
	public.report_rows(bigint, integer), public.change_cursor(), public.changes_after(text, integer)
to anon, authenticated, service_role;

grant execute on function public.revise_report(bigint, jsonb, text), public.grade_source(text, text, text, text)
to authenticated, service_role;

grant execute on function
	public.import_places(jsonb), public.register_sources(jsonb, text), public.readable_sources(), public.claim_source(text),
	public.record_feed_state(text, jsonb), public.store_posts(text, jsonb, jsonb), public.place_posts(jsonb),
	public.mark_missing(text, text[]), public.seed_demo(jsonb)
to service_role;
