begin;
\ir world.sql
select no_plan();

select pg_temp.speak_as('anon');
select throws_ok($$ insert into public.reports (title) values ('x') $$, '42501', null, 'a stranger cannot add a report');
select throws_ok($$ update public.reports set title = 'x' $$, '42501', null, 'a stranger cannot change one');
select throws_ok($$ delete from public.reports $$, '42501', null, 'a stranger cannot remove one');
select throws_ok($$ truncate public.reports $$, '42501', null, 'nor all of them');
select throws_ok($$ select * from public.members $$, '42501', null, 'a stranger cannot see who has which role');
select throws_ok($$ select * from private.fetches $$, '42501', null, 'a stranger cannot see the kept pages');
select throws_ok($$ select * from auth.users $$, '42501', null, 'a stranger cannot see accounts');
select throws_ok($$ select private.add_report('{}', 'published') $$, '42501', null, 'a stranger cannot call the helpers of the writing functions');
select throws_ok($$ select public.revise_report(6, '{"title": "x"}', 'x') $$, '42501', null, 'a stranger cannot correct a report');
select throws_ok($$ select public.grade_source('known', 'A', 'x') $$, '42501', null, 'a stranger cannot grade a source');
select throws_ok($$ select public.store_posts('known', '{}', '[]') $$, '42501', null, 'a stranger cannot store posts');
select throws_ok($$ select public.seed_demo('[]') $$, '42501', null, 'a stranger cannot seed the demo');
select throws_ok($$ create table public.mine () $$, '42501', null, 'a stranger cannot make a table');
select is((select array_agg(id order by id) from public.reports), '{2,6,8}', 'a stranger sees unreviewed, published and retracted reports alone');
select is(public.report_json(1), null, 'a submission is not there for a stranger');
select is(public.report_history(3), '[]', 'nor is the history of a report in review');

select pg_temp.speak_as('authenticated', pg_temp.contributor());
select throws_ok($$ insert into public.reports (title) values ('x') $$, '42501', null, 'a contributor cannot write to the table');
select throws_ok($$ update public.members set role = 'admin' $$, '42501', null, 'a contributor cannot change the own role');
select throws_ok($$ insert into public.members (user_id, role) values ('00000000-0000-4000-8000-000000000003', 'admin') $$, '42501', null, 'nor give one to another');
select throws_ok($$ select public.correct_report(6, '{"title": "x"}', 'x') $$, '42501', 'only moderators review reports', 'a contributor cannot correct a report');
select throws_ok($$ select public.publish_report(1, 'x') $$, '42501', 'only moderators review reports', 'a contributor cannot publish the own submission');
select throws_ok($$ select public.revise_report(1, '{"state": "published"}', 'x') $$, '42501', null, 'nor as the server does');
select throws_ok($$ select public.grade_source('known', 'A', 'x') $$, '42501', 'only moderators grade sources', 'a contributor cannot grade a source');
select throws_ok($$ select public.claim_source('known') $$, '42501', null, 'a contributor cannot act as the server');
select is((select array_agg(id order by id) from public.reports), '{1,2,6,8}', 'a contributor sees the own submission as well');
select is((select count(*) from public.members), 1::bigint, 'a contributor sees the own role and no other');

select pg_temp.speak_as('authenticated', '00000000-0000-4000-8000-000000000003');
select is((select array_agg(id order by id) from public.reports), '{2,3,4,5,6,7,8}', 'another person does not see that submission');
select is_empty('select * from public.members', 'who has no role sees no role');

select * from finish();
rollback;
