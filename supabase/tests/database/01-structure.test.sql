begin;
\ir world.sql
select no_plan();

-- Tables nobody remembered are found here.
select is_empty(
	$$ select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relrowsecurity $$,
	'every table of public and private has row-level security');
select is_empty(
	$$ select c.oid::regclass from pg_class c, unnest(array['insert', 'update', 'delete', 'truncate']) p,
			unnest(array['anon', 'authenticated', 'service_role']) r
		where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v')
			and has_table_privilege(r, c.oid, p) $$,
	'nobody but the owner may write to a table');
select is_empty(
	$$ select p.oid::regprocedure from pg_proc p
		where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prosecdef
			and not coalesce('search_path=""' = any (p.proconfig), false) $$,
	'every function that runs as its owner has an empty search path');
select is_empty(
	$$ select p.oid::regprocedure from pg_proc p
		where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
			and has_function_privilege('public', p.oid, 'execute') $$,
	'no function may be called by everyone: each is granted by name');
select is_empty(
	$$ select c.conrelid::regclass || ' ' || c.conname from pg_constraint c
		where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not c.convalidated $$,
	'every foreign key is enforced');

select has_trigger('public', t, t || '_append_only', t || ' has its append-only trigger')
from unnest(array['source_grades', 'report_revisions', 'post_revisions', 'report_changes', 'audit_log']) t;
select has_trigger('private', 'fetches', 'fetches_append_only', 'fetches has its append-only trigger');

-- Not even the owner, by mistake.
select throws_ok('update public.source_grades set reason = ''other''', '42501',
	'source_grades is append-only: update is not allowed', 'a letter once given cannot be rewritten');
select throws_ok('delete from public.source_grades', '42501',
	'source_grades is append-only: delete is not allowed', 'nor removed');
select throws_ok('update public.report_changes set report_id = 1', '42501',
	'report_changes is append-only: update is not allowed', 'the change feed cannot be rewritten');
select throws_ok('delete from public.report_changes', '42501',
	'report_changes is append-only: delete is not allowed', 'nor shortened');
insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes) values (6, 1, 'test', 'a test', '{}');
select throws_ok('update public.report_revisions set reason = ''other''', '42501',
	'report_revisions is append-only: update is not allowed', 'a correction cannot be rewritten');

select throws_ok($$ update public.reports set state = 'retracted' where id = 6 $$, '23514', null,
	'a report is not retracted without a reason');
select throws_ok($$ update public.reports set fatalities = '{"best": 3}' where id = 6 $$, '23514', null,
	'a number of deaths is kept with who claims it or not at all');
select throws_ok($$ update public.reports set credibility = 7 where id = 6 $$, '23514', null,
	'credibility is 1 to 6');
select throws_ok($$ insert into public.citations (report_id, origin) values (6, 'x') $$, '23514', null,
	'a citation names a source or a publisher');
select throws_ok($$ insert into public.citations (report_id, publisher, origin, url) values (6, 'X', 'x', 'javascript:1') $$,
	'23514', null, 'a citation links to the web and nowhere else');

select * from finish();
rollback;
