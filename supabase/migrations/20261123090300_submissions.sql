-- What people send. The report itself is a row of public.reports; what only moderators and the sender may know of it
-- is here, and what proves who sent it is where no client can look.
create table public.submissions (
	report_id bigint primary key references public.reports (id),
	received_at timestamptz not null default now(),
	contributor uuid references auth.users (id) on delete set null,
	point extensions.geography(point, 4326) not null,
	geo_precision text not null,
	uncertainty_m integer not null,
	public_precision text,
	delay_minutes integer not null check (delay_minutes between 0 and 20160),
	contact jsonb check (jsonb_typeof(contact) = 'object' and length(contact::text) <= 2000)
);
comment on table public.submissions is 'The private side of a sent report: who, exactly where, how to ask back.';
comment on column public.submissions.point is 'As exact as the sender knows it. Readers see reports.geom.';
create index on public.submissions (contributor);

create table private.receipts (
	idempotency_key uuid primary key,
	receipt_hash text unique check (receipt_hash ~ '^[0-9a-f]{64}$'),
	sender uuid,
	facts_hash text not null,
	report_id bigint not null unique references public.reports (id),
	check (receipt_hash is not null or sender is not null)
);
comment on table private.receipts is 'Whoever knows a receipt may ask for its report and answer for its sender: no role may read these.';

create table public.questions (
	id bigint primary key generated always as identity,
	report_id bigint not null references public.submissions (report_id),
	asked_at timestamptz not null default now(),
	question text not null check (length(question) between 1 and 1000),
	answered_at timestamptz,
	answer text check (length(answer) between 1 and 4000),
	check ((answered_at is null) = (answer is null))
);
comment on table public.questions is 'What moderators asked the sender of a report, and the answers.';
create index on public.questions (report_id);

-- Approved, and waiting for its time.
create table private.awaiting_publication (
	report_id bigint primary key references public.reports (id),
	to_state text not null check (to_state in ('unreviewed', 'published'))
);

alter table public.submissions enable row level security;
alter table private.receipts enable row level security;
alter table public.questions enable row level security;
alter table private.awaiting_publication enable row level security;
revoke all on public.submissions, private.receipts, public.questions, private.awaiting_publication
from anon, authenticated, service_role;
grant select on public.submissions, public.questions to authenticated;

create policy "moderators can see what was sent" on public.submissions
	for select to authenticated using ((select private.is_moderator()));
create policy "people can see what they sent" on public.submissions
	for select to authenticated using (contributor = (select auth.uid()));
create policy "moderators can see questions" on public.questions
	for select to authenticated using ((select private.is_moderator()));
create policy "people can see what they were asked" on public.questions
	for select to authenticated using (report_id in (
		select s.report_id from public.submissions s where s.contributor = (select auth.uid())));

-- Who sent a report is no part of the public row: it would tie all reports of a person together.
drop policy "people can see their own reports" on public.reports;
alter table public.reports drop column created_by;
create policy "people can see their own reports" on public.reports
	for select to authenticated using (id in (
		select s.report_id from public.submissions s where s.contributor = (select auth.uid())));
