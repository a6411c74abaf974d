begin;
\ir world.sql
select no_plan();

-- An act as a statement on report %s, from a state the act can begin in.
create temp table acts (act text primary key, statement text, report bigint);
insert into acts values
	('claim', 'select public.claim_report(%s)', 1),
	('release', 'select public.release_report(%s)', 3),
	('ask', $$ select public.ask_contributor(%s, 'Where from?') $$, 3),
	('answer', $$ select public.answer_question(%s, 'From the roof') $$, 4),
	('make_ready', 'select public.make_ready(%s)', 3),
	('publish', 'select public.publish_report(%s)', 3),
	('reject', $$ select public.reject_report(%s, 'a test') $$, 3),
	('retract', $$ select public.retract_report(%s, 'a test') $$, 6),
	('correct', $$ select public.correct_report(%s, '{"title": "x"}', 'a test') $$, 6),
	('grade_claim', $$ select public.grade_claim(%s, 2, 'a test') $$, 6),
	('hold', $$ select public.hide_report(%s, 'a test') $$, 6),
	('merge', $$ select public.merge_reports(6, %s, 'a test') $$, 5),
	('split', $$ select public.split_report(%s, 'a test') $$, 7),
	('delay', $$ select public.delay_publication(%s, now() + interval '1 day', 'a test') $$, 3),
	('coarsen', $$ select public.coarsen_report(%s, 'country', 'a test') $$, 6);
insert into public.questions (id, report_id, question) overriding system value values (4, 4, 'Where from?');
insert into public.merges (kept, merged, state_before, citations, reason) values (6, 7, 'submitted', '{}', 'a test');
create temp table statements as select act, format(statement, report) as statement from acts;
grant select on statements to anon, authenticated, service_role;
select set_eq('select act from acts', 'select distinct act from private.review_moves', 'every act is tried below');
select is_empty(
	$$ select a.act from acts a join public.reports r on r.id = a.report
		where not exists (select from private.review_moves m where m.act = a.act and m.from_state = r.state) $$,
	'and from where it could begin');

select pg_temp.speak_as('anon');
select throws_ok(statement, '42501', null, 'a stranger may not: ' || act) from statements;
select throws_ok($$ select public.grant_role('other@people.example', 'admin', 'x') $$, '42501', null, 'nor give a role');
select throws_ok($$ select public.change_switches('{"read_only": true}', 'x') $$, '42501', null, 'nor throw a switch');
select throws_ok($$ select public.hold_front('ukraine', 1, 'x') $$, '42501', null, 'nor hold a front');
select throws_ok($$ select public.publish_due() $$, '42501', null, 'nor publish what waits');
select throws_ok('select * from public.' || t, '42501', null, 'a stranger cannot read ' || t)
from unnest(array['submissions', 'questions', 'audit_log', 'review_claims', 'proposals', 'merges', 'post_origins',
	'same_event_suggestions']) t;
select throws_ok('select * from private.' || t, '42501', null, 'nor ' || t)
from unnest(array['receipts', 'awaiting_publication', 'moderators_delays', 'settings', 'review_moves']) t;
select is(public.submission_status(repeat('0', 64)), null, 'a receipt nobody was given opens nothing');

select pg_temp.speak_as('service_role');
select throws_ok(statement, '42501', null, 'the server, which is nobody, may not: ' || act) from statements;
select throws_ok('select * from public.submissions', '42501', null, 'the server cannot read who sent what');

select pg_temp.speak_as('authenticated', pg_temp.contributor());
select throws_ok(statement, '42501', null, 'a contributor may not: ' || act) from statements;
select is((select array_agg(report_id) from public.submissions), '{1}', 'a contributor sees what the own report came with, and no other');
select is_empty('select * from public.questions', 'nor questions to others');
select is_empty('select * from public.audit_log', 'nor the audit log');

select pg_temp.speak_as('authenticated', '00000000-0000-4000-8000-000000000004');
select throws_ok(statement, '42501', null, 'a trusted contributor may not: ' || act) from statements;

select pg_temp.speak_as('authenticated', pg_temp.moderator());
select throws_ok(statement, '42501', null, 'a moderator does not ' || act || ' for another') from statements where act = 'answer';
select throws_ok($$ select public.grant_role('other@people.example', 'admin', 'x') $$, '42501', 'only admins give roles', 'a moderator gives no role');
select throws_ok($$ select public.change_switches('{"read_only": true}', 'x') $$, '42501', 'only admins change the switches', 'nor throws a switch');
select throws_ok($$ select * from private.receipts $$, '42501', null, 'a moderator cannot read receipts');
select throws_ok($$ select public.reject_report(3, ' ') $$, '23514', 'a reason is needed', 'a rejection needs a reason');
select throws_ok($$ select public.retract_report(6, '') $$, '23514', 'a reason is needed', 'so does a retraction');
select throws_ok($$ select public.grade_claim(6, 7, 'x') $$, '23514', 'credibility is 1 to 6', 'there is no seventh grade');
select throws_ok($$ select public.publish_report(1) $$, 'FR002', 'a report that is submitted leaves no way to publish', 'nobody publishes what nobody has looked at');
select throws_ok($$ select public.reject_report(6, 'x') $$, 'FR002', null, 'what was published is not rejected');
select throws_ok($$ select public.claim_report(99) $$, 'P0002', 'no report has the id 99', 'a report that is not there is named');

select is(public.grade_claim(6, 1, 'films') ->> 'waits_for', 'second_person', 'one moderator proposes to confirm');
select is(public.grade_claim(6, 1, 'films') ->> 'waits_for', 'second_person', 'and cannot agree with himself');
select pg_temp.speak_as('authenticated', pg_temp.second_moderator());
select is(public.grade_claim(6, 1, 'films') ->> 'waits_for', null, 'another can');
select is(credibility, 1::smallint, 'then it is confirmed') from public.reports where id = 6;
select is(public.retract_report(6, 'an old film') ->> 'waits_for', 'second_person', 'a retraction waits');
select pg_temp.speak_as('authenticated', pg_temp.admin());
select is(public.retract_report(6, 'an old film') ->> 'state', 'retracted', 'for another person');
select throws_ok($$ update public.audit_log set reason = 'x' $$, '42501', null, 'an admin cannot change the audit log');
select throws_ok($$ delete from public.audit_log $$, '42501', null, 'nor shorten it');
select is(array_agg(act order by id), '{propose_grade_claim,propose_grade_claim,grade_claim,propose_retract,retract}', 'where each act is')
from public.audit_log where report_id = 6;

select pg_temp.speak_as('anon');
select is(public.report_json(6) ->> 'state_reason', 'an old film', 'a stranger finds the retraction at its address');

reset role;
select throws_ok('update public.audit_log set reason = ''x''', '42501', 'audit_log is append-only: update is not allowed', 'not even the owner changes it');
select throws_ok('truncate public.audit_log', '42501', 'audit_log is append-only: truncate is not allowed', 'nor empties it');

-- Columns that would give away who sent, changed or graded something.
select is_empty(
	$$ select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.atttypid = 'uuid'::regtype
			and has_table_privilege('anon', c.oid, 'select') $$,
	'no row that everyone may read names a person');

select * from finish();
rollback;
