-- A report that comes without a link rests on whoever sent it: one voice that cannot be judged, and is named so. All
-- contributors share one origin, because nobody can tell two of them from one who writes twice; for the same reason
-- theirs is never an independent origin beside another of theirs.
create function private.cite_contributor() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if not exists (select from public.citations c where c.report_id = new.report_id) then
		insert into public.citations (report_id, publisher, title, reliability, reliability_reason, origin)
		values (new.report_id, 'A contributor to this map', nullif(trim(new.contact ->> 'credit_as'), ''), 'F',
			'Whoever sent this is not known to the editors', 'contributor');
	end if;
	return null;
end
$$;
-- Deferred: the links of a submission are written after it.
create constraint trigger submissions_are_cited after insert on public.submissions
	deferrable initially deferred for each row execute function private.cite_contributor();

revoke all on function private.cite_contributor() from public, anon, authenticated, service_role;
