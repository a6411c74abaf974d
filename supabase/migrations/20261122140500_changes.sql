-- The one clock of the live map. Commit order is not sequence order, so a reader's cursor is (xid, seq) and it reads
-- only below the oldest transaction still running: nothing can appear behind it afterwards.
create table public.report_changes (
	seq bigint primary key generated always as identity,
	xid xid8 not null default pg_current_xact_id(),
	report_id bigint not null,
	changed_at timestamptz not null default now()
);
comment on table public.report_changes is 'Which public report changed, in commit order. Append-only; gaps in seq are normal.';
create index on public.report_changes (xid, seq);
create trigger report_changes_append_only before update or delete on public.report_changes
	for each row execute function private.refuse_change();

alter table public.report_changes enable row level security;
revoke all on public.report_changes from anon, authenticated, service_role;
grant select on public.report_changes to anon, authenticated, service_role;
create policy "everyone can see that a public report changed" on public.report_changes for select using (true);

-- A trigger, so that no function and no operator can change a public report unnoticed.
create function private.note_report_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if (tg_op <> 'INSERT' and private.is_public(old.state)) or (tg_op <> 'DELETE' and private.is_public(new.state)) then
		insert into public.report_changes (report_id) values (case when tg_op = 'DELETE' then old.id else new.id end);
		perform pg_notify('report_changes', '');
	end if;
	return null;
end
$$;
create trigger reports_note_change after insert or update or delete on public.reports
	for each row execute function private.note_report_change();

create function private.note_citation_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.report_changes (report_id)
	select r.id from public.reports r
	where r.id = case when tg_op = 'DELETE' then old.report_id else new.report_id end and private.is_public(r.state);
	perform pg_notify('report_changes', '');
	return null;
end
$$;
create trigger citations_note_change after insert or update or delete on public.citations
	for each row execute function private.note_citation_change();

-- A new letter for a source changes what is shown of every report that cites it.
create function private.note_source_grade() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.report_changes (report_id)
	select distinct c.report_id from public.citations c join public.reports r on r.id = c.report_id
	where c.source = new.slug and private.is_public(r.state);
	perform pg_notify('report_changes', '');
	return null;
end
$$;
create trigger sources_note_grade after update of reliability on public.sources
	for each row when (old.reliability is distinct from new.reliability) execute function private.note_source_grade();
