-- What moderators do with a report. Each act is one transaction: the change, its revision, the audit row.

-- REVIEW of src/lib/domain/review.ts; a test compares the two. `history` is whether the report was published before;
-- to_state is null where it goes back to what it was.
create table private.review_moves (
	act text not null,
	actor text not null check (actor in ('moderator', 'sender')),
	from_state text not null,
	to_state text,
	history text not null default 'any' check (history in ('any', 'published', 'never_published')),
	primary key (act, from_state)
);
insert into private.review_moves (act, actor, from_state, to_state, history) values
	('claim', 'moderator', 'submitted', 'in_review', 'any'),
	('claim', 'moderator', 'needs_help', 'in_review', 'any'),
	('claim', 'moderator', 'in_review', 'in_review', 'any'),
	('claim', 'moderator', 'ready_for_review', 'ready_for_review', 'any'),
	('claim', 'moderator', 'unreviewed', 'unreviewed', 'any'),
	('release', 'moderator', 'in_review', 'submitted', 'any'),
	('release', 'moderator', 'needs_help', 'submitted', 'any'),
	('release', 'moderator', 'ready_for_review', 'ready_for_review', 'any'),
	('release', 'moderator', 'unreviewed', 'unreviewed', 'any'),
	('ask', 'moderator', 'in_review', 'needs_help', 'any'),
	('ask', 'moderator', 'needs_help', 'needs_help', 'any'),
	('ask', 'moderator', 'unreviewed', 'unreviewed', 'any'),
	('answer', 'sender', 'needs_help', 'in_review', 'any'),
	('answer', 'sender', 'submitted', 'submitted', 'any'),
	('answer', 'sender', 'in_review', 'in_review', 'any'),
	('answer', 'sender', 'ready_for_review', 'ready_for_review', 'any'),
	('answer', 'sender', 'unreviewed', 'unreviewed', 'any'),
	('make_ready', 'moderator', 'in_review', 'ready_for_review', 'any'),
	('publish', 'moderator', 'in_review', 'published', 'any'),
	('publish', 'moderator', 'ready_for_review', 'published', 'any'),
	('publish', 'moderator', 'unreviewed', 'published', 'any'),
	('reject', 'moderator', 'submitted', 'rejected', 'never_published'),
	('reject', 'moderator', 'in_review', 'rejected', 'never_published'),
	('reject', 'moderator', 'needs_help', 'rejected', 'never_published'),
	('reject', 'moderator', 'ready_for_review', 'rejected', 'never_published'),
	('reject', 'moderator', 'unreviewed', 'rejected', 'never_published'),
	('retract', 'moderator', 'published', 'retracted', 'any'),
	('retract', 'moderator', 'unreviewed', 'retracted', 'any'),
	('retract', 'moderator', 'in_review', 'retracted', 'published'),
	('retract', 'moderator', 'ready_for_review', 'retracted', 'published'),
	('correct', 'moderator', 'in_review', 'in_review', 'any'),
	('correct', 'moderator', 'needs_help', 'needs_help', 'any'),
	('correct', 'moderator', 'ready_for_review', 'ready_for_review', 'any'),
	('correct', 'moderator', 'unreviewed', 'unreviewed', 'any'),
	('correct', 'moderator', 'published', 'published', 'any'),
	('grade_claim', 'moderator', 'in_review', 'in_review', 'any'),
	('grade_claim', 'moderator', 'needs_help', 'needs_help', 'any'),
	('grade_claim', 'moderator', 'ready_for_review', 'ready_for_review', 'any'),
	('grade_claim', 'moderator', 'unreviewed', 'unreviewed', 'any'),
	('grade_claim', 'moderator', 'published', 'published', 'any'),
	('hold', 'moderator', 'unreviewed', 'in_review', 'any'),
	('hold', 'moderator', 'published', 'in_review', 'any'),
	('merge', 'moderator', 'submitted', 'rejected', 'any'),
	('merge', 'moderator', 'unreviewed', 'rejected', 'any'),
	('merge', 'moderator', 'in_review', 'rejected', 'any'),
	('merge', 'moderator', 'needs_help', 'rejected', 'any'),
	('merge', 'moderator', 'ready_for_review', 'rejected', 'any'),
	('merge', 'moderator', 'published', 'rejected', 'any'),
	('split', 'moderator', 'rejected', null, 'any');

create table public.review_claims (
	report_id bigint primary key references public.reports (id),
	moderator uuid not null references auth.users (id) on delete cascade,
	claimed_at timestamptz not null default now()
);
comment on table public.review_claims is 'Who works on a report at the moment, so that two do not.';

create table public.proposals (
	report_id bigint not null references public.reports (id),
	act text not null,
	facts jsonb not null,
	-- Of the report as it was when it was proposed: agreeing to something else is no agreement.
	revision integer not null,
	reason text not null,
	proposed_by uuid not null references auth.users (id) on delete cascade,
	proposed_at timestamptz not null default now(),
	primary key (report_id, act)
);
comment on table public.proposals is 'Acts that wait for a second person.';

alter table private.review_moves enable row level security;
alter table public.review_claims enable row level security;
alter table public.proposals enable row level security;
revoke all on private.review_moves, public.review_claims, public.proposals from anon, authenticated, service_role;
grant select on public.review_claims, public.proposals to authenticated;
create policy "moderators can see who works on what" on public.review_claims
	for select to authenticated using ((select private.is_moderator()));
create policy "moderators can see what waits for a second person" on public.proposals
	for select to authenticated using ((select private.is_moderator()));

-- Locks a report for an act of the person who asks. @raises what stands in the way: FR002 its state, FR003 another's claim
create function private.begin_act(act text, report_id bigint) returns public.reports
language plpgsql security definer set search_path = ''
as $$
declare report public.reports;
begin
	if not private.is_moderator() then
		raise exception 'only moderators review reports' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	select * into report from public.reports r where r.id = begin_act.report_id for update;
	if not found then
		raise exception 'no report has the id %', report_id using errcode = 'no_data_found';
	end if;
	if not exists (select from private.review_moves m where m.act = begin_act.act and m.from_state = report.state
		and m.history in ('any', case when report.published_at is null then 'never_published' else 'published' end)) then
		raise exception 'a report that is % leaves no way to %', report.state, act using errcode = 'FR002';
	end if;
	-- To hide a report in a hurry nobody has to wait; and an admin frees what somebody has left.
	if act <> 'hold' and not (act = 'release' and private.is_admin()) and exists (select from public.review_claims c
		where c.report_id = begin_act.report_id and c.moderator <> (select auth.uid())) then
		raise exception 'another moderator works on this report' using errcode = 'FR003';
	end if;
	return report;
end
$$;

-- Moves a report where an act leads, with the reason; audits it. A state that stays leaves no revision.
create function private.finish_act(act text, report public.reports, reason text, patch jsonb default '{}', details jsonb default '{}')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	target text := (select m.to_state from private.review_moves m where m.act = finish_act.act and m.from_state = report.state);
begin
	if target <> report.state then
		patch := patch || jsonb_build_object('state', target);
	end if;
	if patch <> '{}' then
		perform private.change_report(report.id, patch, reason);
	end if;
	perform private.audit(act, report.id, reason, details);
	return jsonb_build_object('state', target, 'waits_for', null);
end
$$;

-- True when somebody else, still a moderator, proposed the same of the same revision. Else keeps it as a proposal, and
-- lets go of the report so that another can look at it.
create function private.is_agreed(act text, report public.reports, facts jsonb, reason text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	delete from public.proposals p
	where p.report_id = report.id and p.act = is_agreed.act and p.facts = is_agreed.facts and p.revision = report.revision
		and p.proposed_by <> (select auth.uid())
		and exists (select from public.members m where m.user_id = p.proposed_by and m.role in ('moderator', 'admin'));
	if found then
		return true;
	end if;
	insert into public.proposals as p (report_id, act, facts, revision, reason, proposed_by)
	values (report.id, is_agreed.act, is_agreed.facts, report.revision, is_agreed.reason, (select auth.uid()))
	on conflict on constraint proposals_pkey do update set facts = excluded.facts, revision = excluded.revision, reason = excluded.reason,
		proposed_by = excluded.proposed_by, proposed_at = now();
	delete from public.review_claims c where c.report_id = report.id;
	perform private.audit('propose_' || is_agreed.act, report.id, is_agreed.reason, is_agreed.facts);
	return false;
end
$$;

create function private.waits_for_second_person(report public.reports) returns jsonb
language sql immutable set search_path = ''
as $$ select jsonb_build_object('state', report.state, 'waits_for', 'second_person') $$;

-- The acts return {state, waits_for: null | "second_person" | "time", until?}.
create function public.claim_report(report_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('claim', report_id);
begin
	insert into public.review_claims as c (report_id, moderator) values (report.id, (select auth.uid()))
	on conflict on constraint review_claims_pkey do nothing;
	return private.finish_act('claim', report, 'Taken up for review');
end
$$;

create function public.release_report(report_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('release', report_id);
begin
	delete from public.review_claims c where c.report_id = report.id;
	return private.finish_act('release', report, 'Left for another moderator');
end
$$;

create function public.ask_contributor(report_id bigint, question text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('ask', report_id);
begin
	if not exists (select from public.submissions s where s.report_id = report.id) then
		raise exception 'nobody sent this report: there is nobody to ask' using errcode = 'FR002';
	end if;
	insert into public.questions (report_id, question) values (report.id, trim(question));
	return private.finish_act('ask', report, 'A question to the contributor');
end
$$;

create function public.make_ready(report_id bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('make_ready', report_id);
begin
	delete from public.review_claims c where c.report_id = report.id;
	return private.finish_act('make_ready', report, 'Ready for a decision');
end
$$;

-- Answers a question, by the person who sent the report or by whoever has its receipt. Once.
create function public.answer_question(question_id bigint, answer text, receipt_hash text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports;
	target text;
begin
	select r.* into report from public.questions q
	join private.receipts x on x.report_id = q.report_id
	join public.reports r on r.id = q.report_id
	where q.id = answer_question.question_id
		and (x.sender = (select auth.uid()) or x.receipt_hash = answer_question.receipt_hash)
	for update of r;
	if not found then
		raise exception 'there is no such question' using errcode = 'insufficient_privilege';
	end if;
	perform private.check_writable();
	if not exists (select from private.review_moves m where m.act = 'answer' and m.from_state = report.state) then
		raise exception 'a report that is % leaves no way to answer', report.state using errcode = 'FR002';
	end if;
	update public.questions q set answer = trim(answer_question.answer), answered_at = now()
	where q.id = answer_question.question_id and q.answered_at is null;
	if not found then
		raise exception 'this question is answered' using errcode = 'FR002';
	end if;
	return private.finish_act('answer', report, 'The contributor answered');
end
$$;

-- Sets the credibility of the claim, 1 to 6, with the reason. The letter of its sources is another act.
create function public.grade_claim(report_id bigint, credibility integer, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('grade_claim', report_id);
begin
	perform private.checked_reason(reason);
	if credibility is null or credibility not between 1 and 6 then
		raise exception 'credibility is 1 to 6' using errcode = 'check_violation';
	end if;
	if credibility = 1 and report.credibility <> 1 and (select s.two_person_confirmation from private.settings s)
		and not private.is_agreed('grade_claim', report, '{"credibility": 1}', reason) then
		return private.waits_for_second_person(report);
	end if;
	return private.finish_act('grade_claim', report, reason,
		jsonb_build_object('credibility', grade_claim.credibility, 'credibility_reason', grade_claim.reason),
		jsonb_build_object('from', report.credibility, 'to', grade_claim.credibility));
end
$$;

-- Publishes a report, or has it wait for the time before which it is not to be public.
create function public.publish_report(report_id bigint, reason text default 'Reviewed') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports := private.begin_act('publish', report_id);
	due timestamptz := private.public_from(report);
begin
	perform private.checked_reason(reason);
	if 'threatens_civilian_safety' = any (report.sensitivity) and (select s.two_person_threat from private.settings s)
		and not private.is_agreed('publish', report, '{}', reason) then
		return private.waits_for_second_person(report);
	end if;
	delete from public.review_claims c where c.report_id = report.id;
	if due > now() and not private.is_public(report.state) then
		insert into private.awaiting_publication (report_id, to_state) values (report.id, 'published')
		on conflict on constraint awaiting_publication_pkey do update set to_state = excluded.to_state;
		if report.state = 'in_review' then
			perform private.change_report(report.id, '{"state": "ready_for_review"}', 'Waits for its time');
		end if;
		perform private.audit('publish', report.id, reason, jsonb_build_object('waits_until', due));
		return jsonb_build_object('state', 'ready_for_review', 'waits_for', 'time', 'until', due);
	end if;
	return private.finish_act('publish', report, reason, '{"state_reason": null}');
end
$$;

create function public.reject_report(report_id bigint, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('reject', report_id);
begin
	perform private.checked_reason(reason);
	delete from public.review_claims c where c.report_id = report.id;
	delete from private.awaiting_publication a where a.report_id = report.id;
	return private.finish_act('reject', report, reason, jsonb_build_object('state_reason', reason));
end
$$;

-- Withdraws a public report. It stays at its address, struck, with the reason.
create function public.retract_report(report_id bigint, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('retract', report_id);
begin
	perform private.checked_reason(reason);
	if (select s.two_person_retraction from private.settings s) and not private.is_agreed('retract', report, '{}', reason) then
		return private.waits_for_second_person(report);
	end if;
	delete from public.review_claims c where c.report_id = report.id;
	delete from private.awaiting_publication a where a.report_id = report.id;
	return private.finish_act('retract', report, reason, jsonb_build_object('state_reason', reason));
end
$$;

-- Corrects what a report says; of a public one, in public. What another act decides (state, grade) is not corrected.
create function public.correct_report(report_id bigint, patch jsonb, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	report public.reports := private.begin_act('correct', report_id);
	decided text;
begin
	perform private.checked_reason(reason);
	select f.key into decided from jsonb_object_keys(patch) f (key)
	where f.key in ('state', 'state_reason', 'credibility', 'credibility_reason');
	if decided is not null then
		raise exception '"%" is not corrected: it is decided by an act of its own', decided using errcode = 'check_violation';
	end if;
	if patch = '{}' then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	-- Else one person could take the mark away and then publish alone.
	if patch ? 'sensitivity' and 'threatens_civilian_safety' = any (report.sensitivity)
		and not (patch -> 'sensitivity') ? 'threatens_civilian_safety' and (select s.two_person_threat from private.settings s)
		and not private.is_agreed('correct', report, patch, reason) then
		return private.waits_for_second_person(report);
	end if;
	-- What was approved was another report.
	delete from private.awaiting_publication a where a.report_id = report.id;
	return private.finish_act('correct', report, reason, patch,
		jsonb_build_object('fields', (select jsonb_agg(k) from jsonb_object_keys(patch) k)));
end
$$;

-- Takes a public report off the map at once and into the hands of who does it.
create function public.hide_report(report_id bigint, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare report public.reports := private.begin_act('hold', report_id);
begin
	perform private.checked_reason(reason);
	insert into public.review_claims as c (report_id, moderator) values (report.id, (select auth.uid()))
	on conflict on constraint review_claims_pkey do update set moderator = excluded.moderator, claimed_at = now();
	return private.finish_act('hold', report, reason);
end
$$;

revoke all on function private.begin_act(text, bigint), private.finish_act(text, public.reports, text, jsonb, jsonb),
	private.is_agreed(text, public.reports, jsonb, text), private.waits_for_second_person(public.reports),
	public.claim_report(bigint), public.release_report(bigint), public.ask_contributor(bigint, text), public.make_ready(bigint),
	public.answer_question(bigint, text, text), public.grade_claim(bigint, integer, text), public.publish_report(bigint, text),
	public.reject_report(bigint, text), public.retract_report(bigint, text), public.correct_report(bigint, jsonb, text),
	public.hide_report(bigint, text) from public, anon, authenticated, service_role;
grant execute on function public.answer_question(bigint, text, text) to anon, authenticated;
grant execute on function public.claim_report(bigint), public.release_report(bigint), public.ask_contributor(bigint, text),
	public.make_ready(bigint), public.grade_claim(bigint, integer, text), public.publish_report(bigint, text),
	public.reject_report(bigint, text), public.retract_report(bigint, text), public.correct_report(bigint, jsonb, text),
	public.hide_report(bigint, text) to authenticated;
