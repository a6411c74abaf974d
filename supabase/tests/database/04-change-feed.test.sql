begin;
\ir world.sql
select no_plan();

-- A change of a transaction that still runs is not in the feed yet; so these look at the table, and the feed's
-- order under simultaneous writers is tested with several sessions (tests/database/changes.test.ts).
create temp view noted as select report_id from public.report_changes where xid = pg_current_xact_id();
create temp table seen as select count(*)::int as n from noted;
grant select on noted to anon, authenticated, service_role;
create function pg_temp.newly_noted() returns integer language plpgsql security definer as $$
declare fresh integer;
begin
	select (select count(*) from noted) - s.n into fresh from seen s;
	update seen set n = n + fresh;
	return fresh;
end
$$;

select bag_eq('select distinct report_id from noted', 'values (2::bigint), (6), (8)',
	'only reports that readers may see are noted');
update public.reports set title = 'Changed' where id = 3;
select is(pg_temp.newly_noted(), 0, 'a change nobody may see is not noted');
update public.reports set title = 'Changed' where id = 6;
select is(pg_temp.newly_noted(), 1, 'a change of a public report is, even past our functions');
update public.reports set state = 'published', published_at = now() where id = 3;
select is(pg_temp.newly_noted(), 1, 'becoming public is noted');
update public.reports set state = 'needs_help' where id = 3;
select is(pg_temp.newly_noted(), 1, 'so is ceasing to be');
insert into public.citations (report_id, source, origin) values (2, 'known', 'source:known');
select is(pg_temp.newly_noted(), 1, 'a new citation changes what is shown of a report');
insert into public.citations (report_id, source, origin) values (4, 'known', 'source:known');
select is(pg_temp.newly_noted(), 0, 'but not of one that is hidden');
update public.sources set reliability = 'B' where slug = 'known';
select is(pg_temp.newly_noted(), 2, 'a new letter changes every public report that cites the source');
update public.sources set reliability = 'B', description = 'other' where slug = 'known';
select is(pg_temp.newly_noted(), 0, 'the same letter again changes none');

select is(public.changes_after('0-0') -> 'changes', '[]', 'nothing of a running transaction is in the feed');
select is(public.changes_after('7-3') ->> 'cursor', '7-3', 'a cursor after which nothing came stays');
select is((public.changes_after('0-0') ->> 'more')::boolean, false, 'and there is no more');
select throws_ok($$ select public.changes_after('nonsense') $$, null, null, 'a cursor that is none is refused');

select pg_temp.speak_as('anon');
select throws_ok($$ insert into public.report_changes (report_id) values (1) $$, '42501', null, 'a stranger cannot write to the feed');
select lives_ok($$ select public.changes_after('0-0') $$, 'a stranger may follow it');

select * from finish();
rollback;
