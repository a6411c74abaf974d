begin;
\ir world.sql
select no_plan();

select pg_temp.speak_as('authenticated', pg_temp.moderator());
select throws_ok($$ update public.reports set title = 'x' $$, '42501', null, 'a moderator cannot change a report without a trace');
select throws_ok($$ update public.sources set reliability = 'A' $$, '42501', null, 'nor a letter');
select throws_ok($$ delete from public.report_revisions $$, '42501', null, 'nor remove a correction');
select throws_ok($$ update public.members set role = 'admin' $$, '42501', null, 'nor take another role');
select throws_ok($$ select public.correct_report(6, '{"title": "x"}', '') $$, '23514', 'a reason is needed', 'a correction needs a reason');
select throws_ok($$ select public.correct_report(6, '{}', 'x') $$, 'FR001', 'nothing would change', 'an empty correction is refused');
select throws_ok($$ select public.correct_report(6, '{"title": "Report 6"}', 'x') $$, 'FR001', 'nothing would change', 'so is one that says what is there');
select throws_ok($$ select public.correct_report(6, '{"occurred_at": "2023-11-01T12:00:00+02:00"}', 'x') $$, 'FR001', 'nothing would change', 'so is the same instant written otherwise');
select throws_ok($$ select public.correct_report(6, '{"revision": 9}', 'x') $$, '23514', 'a report has no field "revision" that can be corrected', 'the revision counts by itself');
select throws_ok($$ select public.correct_report(6, '{"is_demo": true}', 'x') $$, '23514', null, 'a report does not become a demo');
select throws_ok($$ select public.correct_report(99, '{"title": "x"}', 'x') $$, 'P0002', 'no report has the id 99', 'a report that is not there is named');
select throws_ok($$ select public.correct_report(6, '{"state": "retracted"}', 'x') $$, '23514', null, 'a state is not corrected: it is decided');
select throws_ok($$ select public.correct_report(6, '{"credibility": 1}', 'x') $$, '23514', null, 'nor is a grade');
select throws_ok($$ select public.revise_report(6, '{"title": "x"}', 'x') $$, '42501', null, 'a moderator cannot change a report as the server does');
select throws_ok($$ select public.claim_source('known') $$, '42501', null, 'a moderator is not the server');

select is((select count(*) from public.reports), 8::bigint, 'a moderator sees every report');
select is(public.correct_report(6, '{"title": "Corrected", "occurred_at": "2023-11-01T10:00:00Z", "point": [37.745, 48.139]}', 'a typing mistake'),
	'{"state": "published", "waits_for": null}', 'a moderator corrects a report');
select is(public.report_history(6) -> 0 -> 'changes', '{"title": {"from": "Report 6", "to": "Corrected"}}',
	'the history names what changed and nothing else');
select is(public.report_history(6) -> 0 ->> 'reason', 'a typing mistake', 'and why');
select is(public.report_history(6) -> 0 ->> 'changed_by_role', 'moderator', 'and the role of who did it');
select is((select actor from public.audit_log where report_id = 6), pg_temp.moderator(), 'the person is kept where moderators look');
select is(public.claim_report(1) ->> 'state', 'in_review', 'a moderator takes a submission up');
select is(public.publish_report(1, 'checked') ->> 'state', 'published', 'and publishes it');
select isnt((select published_at from public.reports where id = 1), null, 'which then has a time of publication');

select lives_ok($$ select public.grade_source('known', 'B', 'confirmed often') $$, 'a moderator grades a source');
select is((select reliability::text from public.sources where slug = 'known'), 'B', 'the letter is the new one');
select is(public.source_history('known') -> 0 ->> 'reason', 'confirmed often', 'with its reason');
select is(jsonb_array_length(public.source_history('known')), 2, 'and the old letter stays in the history');
select throws_ok($$ select public.grade_source('known', 'G', 'x') $$, '23514', null, 'there is no letter G');
select throws_ok($$ select public.grade_source('unknown', 'B', 'x') $$, 'P0002', 'source "unknown" is not in the registry', 'a source that is not there is named');

select pg_temp.speak_as('service_role');
select is(public.revise_report(6, '{"summary": "By the server."}', 'a rule'), 3, 'the server corrects reports too');
select is(public.report_history(6) -> 0 ->> 'changed_by_role', 'server', 'under its own name');

select * from finish();
rollback;
