-- What moderators read to review. All of it runs as the moderator: row-level security decides what is there, and who
-- is no moderator is answered with nothing.

create index on public.citations (origin);

-- Before what: 0 threatens civilians, 1 waits for a second person, 2 has an answer, 3 everything else.
create function private.review_priority(report public.reports, has_proposal boolean, has_answer boolean) returns integer
language sql immutable set search_path = ''
as $$
	select case
		when report.state not in ('published', 'rejected', 'retracted')
			and 'threatens_civilian_safety' = any (report.sensitivity) then 0
		when has_proposal then 1
		when has_answer and report.state not in ('published', 'rejected', 'retracted') then 2
		else 3 end
$$;

-- The share of words two reports have in common, of the one that has fewer. 0 to 1.
create function private.likeness(a tsvector, b tsvector) returns real
language sql immutable set search_path = ''
as $$
	select coalesce((
		select count(*) from unnest(tsvector_to_array(a)) w where w = any (tsvector_to_array(b))
	)::real / nullif(least(length(a), length(b)), 0), 0)
$$;

-- Whether reports of this origin tell of one post. A group of sources, and all contributors together, speak of much.
create function private.is_of_one_post(origin text) returns boolean
language sql immutable set search_path = ''
as $$ select origin <> 'contributor' and not starts_with(origin, 'group:') $$;

-- Another report that was not put aside rests on the same origin, or tells much the same of the same place and hours.
create function private.is_duplicate_suspected(report public.reports) returns boolean
language sql stable set search_path = ''
as $$
	select exists (
		select from public.citations own
		join public.citations c on c.origin = own.origin and c.report_id <> own.report_id
		join public.reports o on o.id = c.report_id
		where own.report_id = report.id and private.is_of_one_post(own.origin)
			and o.state not in ('rejected', 'retracted') and o.is_demo = report.is_demo)
	or exists (
		select from public.reports o
		where o.id <> report.id and o.is_demo = report.is_demo and o.event_type = report.event_type
			and o.state not in ('rejected', 'retracted')
			and o.occurred_at between report.occurred_at - interval '6 hours' and report.occurred_at + interval '6 hours'
			and extensions.st_dwithin(o.geom, report.geom, 3000)
			and private.likeness(o.words, report.words) >= 0.4)
$$;

-- What holds a report back, {public_from, is_approved}; null where nothing does. For moderators: when a report is to
-- become public is known to nobody else.
create function private.delay_of(report public.reports) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('public_from', d.public_from, 'is_approved', d.is_approved)
	from (
		select private.public_from(report) as public_from,
			exists (select from private.awaiting_publication a where a.report_id = report.id) as is_approved
	) d
	where private.is_moderator() and not private.is_public(report.state) and (d.is_approved or d.public_from > now())
$$;

-- One line of the queue.
create function private.queue_entry(r public.reports) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('report', public.report_json(r.id), 'received_at', coalesce(s.received_at, r.created_at),
		'is_sent', s.report_id is not null,
		'claim', case when c.moderator = (select auth.uid()) then 'mine' when c.moderator is not null then 'another' end,
		'proposals', coalesce((
			select jsonb_agg(jsonb_build_object('act', p.act, 'is_mine', p.proposed_by = (select auth.uid())) order by p.act)
			from public.proposals p where p.report_id = r.id), '[]'),
		'questions', (select jsonb_build_object('open', count(*) filter (where q.answered_at is null),
			'answered', count(*) filter (where q.answered_at is not null)) from public.questions q where q.report_id = r.id),
		'delay', private.delay_of(r), 'is_duplicate_suspected', private.is_duplicate_suspected(r))
	from (select r.id) x
	left join public.submissions s on s.report_id = x.id
	left join public.review_claims c on c.report_id = x.id
$$;

-- The queue: {counts: {state: n, to_do: n}, next, entries}. `filter`: {state, theatre, type, source, age, mine, second,
-- words}, each optional; `state` is one of the report's or "to_do": what waits for a moderator. `age` is day, week or
-- older. Oldest first within a priority, what is decided newest first; `after` is the `next` of the page before.
create function public.review_queue(filter jsonb default '{}', after text default null, page integer default 50) returns jsonb
language sql stable set search_path = ''
as $$
	with matching as materialized (
		select r.id, r.state,
			(r.state in ('submitted', 'in_review', 'needs_help', 'ready_for_review') or p.report_id is not null) as is_to_do,
			private.review_priority(r, p.report_id is not null, q.report_id is not null) as priority,
			case when r.state in ('published', 'rejected', 'retracted') then -1 else 1 end
				* (extract(epoch from case when r.state in ('published', 'rejected', 'retracted') then r.updated_at
					else r.created_at end) * 1000000)::bigint as age
		from public.reports r
		left join public.review_claims c on c.report_id = r.id
		left join (select distinct x.report_id from public.proposals x) p on p.report_id = r.id
		left join (select distinct x.report_id from public.questions x where x.answered_at is not null) q on q.report_id = r.id
		where (select private.is_moderator())
			and (filter ->> 'theatre' is null or r.theatre = filter ->> 'theatre')
			and (filter ->> 'type' is null or r.event_type = filter ->> 'type')
			and (filter ->> 'source' is null or exists (
				select from public.citations x where x.report_id = r.id and x.source = filter ->> 'source'))
			and (filter ->> 'age' is null or case filter ->> 'age'
				when 'day' then r.created_at > now() - interval '1 day'
				when 'week' then r.created_at > now() - interval '7 days'
				else r.created_at <= now() - interval '7 days' end)
			and (filter ->> 'mine' is null or c.moderator = (select auth.uid()))
			and (filter ->> 'second' is null or p.report_id is not null)
			and (filter ->> 'words' is null or r.words @@ websearch_to_tsquery('simple', filter ->> 'words')
				or r.id::text = ltrim(filter ->> 'words', '#'))
	), counts as (
		select m.state, count(*) as n from matching m group by m.state
	), listed as (
		select m.* from matching m
		where case coalesce(filter ->> 'state', 'to_do') when 'to_do' then m.is_to_do else m.state = filter ->> 'state' end
			and (review_queue.after is null or (m.priority, m.age, m.id) > (split_part(review_queue.after, '.', 1)::integer,
				split_part(review_queue.after, '.', 2)::bigint, split_part(review_queue.after, '.', 3)::bigint))
		order by m.priority, m.age, m.id
		limit least(page, 200)
	)
	select jsonb_build_object(
		'counts', coalesce((select jsonb_object_agg(c.state, c.n) from counts c), '{}')
			|| jsonb_build_object('to_do', (select count(*) from matching m where m.is_to_do)),
		'next', (select l.priority || '.' || l.age || '.' || l.id from listed l
			where (select count(*) from listed) = least(page, 200) order by l.priority desc, l.age desc, l.id desc limit 1),
		'entries', coalesce((
			select jsonb_agg(private.queue_entry(r) order by l.priority, l.age, l.id)
			from listed l join public.reports r on r.id = l.id), '[]'))
$$;

-- What a moderator might do next: the first of the queue that no other works on and that does not wait for another.
create function public.next_to_review(besides bigint default null) returns bigint
language sql stable set search_path = ''
as $$
	select r.id
	from public.reports r
	left join public.review_claims c on c.report_id = r.id
	left join lateral (
		select bool_and(x.proposed_by = (select auth.uid())) as are_mine from public.proposals x where x.report_id = r.id) p on true
	left join lateral (
		select bool_or(x.answered_at is not null) as is_answered from public.questions x where x.report_id = r.id) q on true
	where (select private.is_moderator()) and r.id is distinct from besides
		and coalesce(c.moderator = (select auth.uid()), true)
		and (p.are_mine is false or (p.are_mine is null and (r.state in ('submitted', 'in_review')
			or (r.state = 'needs_help' and q.is_answered)
			or (r.state = 'ready_for_review' and private.delay_of(r) is null))))
	order by private.review_priority(r, p.are_mine is not null, coalesce(q.is_answered, false)), r.created_at, r.id
	limit 1
$$;

-- Reports of any state that may tell of the same event: of the same origin, or near in time and place. The likeliest
-- first: [{report, distance_m, hours, same_origin, likeness}].
create function public.similar_reports(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	with own as materialized (
		select r.* from public.reports r where r.id = similar_reports.report_id and (select private.is_moderator())
	), found as (
		select c.report_id as id from public.citations mine
		join public.citations c on c.origin = mine.origin
		where mine.report_id = similar_reports.report_id and private.is_of_one_post(mine.origin)
		union
		select o.id from own join public.reports o
			on o.occurred_at between own.occurred_at - interval '2 days' and own.occurred_at + interval '2 days'
			and extensions.st_dwithin(o.geom, own.geom, least(25000, greatest(3000, own.uncertainty_m)))
	), ranked as (
		select o.id, extensions.st_distance(o.geom, own.geom)::integer as distance_m,
			round((extract(epoch from o.occurred_at - own.occurred_at) / 3600)::numeric, 1) as hours,
			exists (select from public.citations a join public.citations b on b.origin = a.origin
				where a.report_id = own.id and b.report_id = o.id and private.is_of_one_post(a.origin)) as same_origin,
			private.likeness(o.words, own.words) as likeness, o.event_type = own.event_type as same_type
		from found f join public.reports o on o.id = f.id cross join own
		where o.id <> own.id and o.is_demo = own.is_demo
		order by same_origin desc, same_type desc, likeness desc, distance_m, o.id desc limit 10
	)
	select coalesce(jsonb_agg(jsonb_build_object('report', public.report_json(k.id), 'distance_m', k.distance_m,
		'hours', k.hours, 'same_origin', k.same_origin, 'likeness', round(k.likeness::numeric, 2))
		order by k.same_origin desc, k.same_type desc, k.likeness desc, k.distance_m, k.id desc), '[]')
	from ranked k
$$;

-- How earlier reports of a source fared: {source, name, reliability, reliability_reason, origin_group, total, states,
-- credibilities (of what was reviewed), corrected, latest: [{id, title, state, credibility, occurred_at}]}.
create function public.source_track_record(source text) returns jsonb
language sql stable set search_path = ''
as $$
	with cited as materialized (
		select r.id, r.title, r.state, r.credibility, r.occurred_at, r.created_at, r.is_demo
		from public.reports r
		where r.id in (select c.report_id from public.citations c where c.source = source_track_record.source)
	)
	select jsonb_build_object('source', s.slug, 'name', s.name, 'reliability', s.reliability,
		'reliability_reason', s.reliability_reason, 'origin_group', s.origin_group, 'total', (select count(*) from cited),
		'states', coalesce((select jsonb_object_agg(x.state, x.n)
			from (select c.state, count(*) as n from cited c group by c.state) x), '{}'),
		'credibilities', coalesce((select jsonb_object_agg(x.credibility, x.n)
			from (select c.credibility, count(*) as n from cited c where c.state = 'published' group by c.credibility) x), '{}'),
		'corrected', (select count(*) from cited c where exists (
			select from public.report_revisions h where h.report_id = c.id and h.revision > 1 and h.is_public
				and h.changes ?| array['title', 'summary', 'event_type', 'occurred_at', 'point', 'place_name', 'fatalities'])),
		'latest', coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'state', l.state,
				'credibility', l.credibility, 'occurred_at', l.occurred_at) order by l.occurred_at desc, l.id desc)
			from (select * from cited c order by c.occurred_at desc, c.id desc limit 6) l), '[]'))
	from public.sources s where s.slug = source_track_record.source and (select private.is_moderator())
$$;

-- Everything a moderator needs of one report; null for everybody else.
create function public.review_report(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'report', public.report_json(r.id),
		'received_at', coalesce(s.received_at, r.created_at),
		'was_published', r.published_at is not null,
		'merged_into', r.merged_into,
		'claim', (select jsonb_build_object('is_mine', c.moderator = (select auth.uid()), 'claimed_at', c.claimed_at)
			from public.review_claims c where c.report_id = r.id),
		'delay', private.delay_of(r),
		'submission', case when s.report_id is not null then jsonb_build_object(
			'has_account', s.contributor is not null, 'is_mine', coalesce(s.contributor = (select auth.uid()), false),
			'point', jsonb_build_array(extensions.st_x(s.point::extensions.geometry), extensions.st_y(s.point::extensions.geometry)),
			'geo_precision', s.geo_precision, 'uncertainty_m', s.uncertainty_m, 'public_precision', s.public_precision,
			'delay_minutes', s.delay_minutes, 'contact', s.contact) end,
		'questions', coalesce((
			select jsonb_agg(jsonb_build_object('id', q.id, 'asked_at', q.asked_at, 'question', q.question,
				'answered_at', q.answered_at, 'answer', q.answer) order by q.id)
			from public.questions q where q.report_id = r.id), '[]'),
		'evidence', coalesce((
			select jsonb_agg(jsonb_build_object('id', c.id, 'source', c.source, 'source_name', src.name,
				'publisher', c.publisher, 'title', c.title, 'note', c.note, 'url', c.url, 'archived_url', c.archived_url,
				'published_at', c.published_at, 'origin', c.origin, 'content_warnings', to_jsonb(coalesce(src.content_warnings, '{}')),
				'post', case when p.id is not null then jsonb_build_object('id', p.id, 'title', p.title, 'text', p.text,
					'lang', p.lang, 'published_at', p.published_at, 'first_seen_at', p.first_seen_at, 'deleted_at', p.deleted_at,
					'forwarded_from', p.forwarded_from, 'media', p.media, 'withheld', p.withheld,
					'revisions', coalesce((
						select jsonb_agg(jsonb_build_object('revision', h.revision, 'seen_at', h.seen_at, 'kind', h.kind,
							'title', h.title, 'text', h.text) order by h.revision desc)
						from public.post_revisions h where h.post_id = p.id), '[]')) end) order by c.id)
			from public.citations c
			left join public.sources src on src.slug = c.source
			left join public.posts p on p.id = c.post_id
			where c.report_id = r.id), '[]'),
		'sources', coalesce((
			select jsonb_agg(public.source_track_record(x.source) order by x.source)
			from (select distinct c.source from public.citations c where c.report_id = r.id and c.source is not null) x), '[]'),
		'proposals', coalesce((
			select jsonb_agg(jsonb_build_object('act', p.act, 'facts', p.facts, 'reason', p.reason, 'proposed_at', p.proposed_at,
				'is_mine', p.proposed_by = (select auth.uid()), 'is_current', p.revision = r.revision,
				'by_role', coalesce((select a.actor_role from public.audit_log a
					where a.report_id = r.id and a.actor = p.proposed_by and a.act = 'propose_' || p.act
					order by a.id desc limit 1), 'moderator')) order by p.proposed_at)
			from public.proposals p where p.report_id = r.id), '[]'),
		'revisions', coalesce((
			select jsonb_agg(jsonb_build_object('revision', h.revision, 'changed_at', h.changed_at, 'reason', h.reason,
				'changed_by_role', h.changed_by_role, 'changes', h.changes, 'is_public', h.is_public) order by h.revision desc)
			from public.report_revisions h where h.report_id = r.id), '[]'),
		'audit', coalesce((
			select jsonb_agg(jsonb_build_object('at', a.at, 'act', a.act, 'role', a.actor_role, 'reason', a.reason,
				'is_mine', coalesce(a.actor = (select auth.uid()), false)) order by a.id desc)
			from (select * from public.audit_log a where a.report_id = r.id order by a.id desc limit 100) a), '[]'),
		'merges', coalesce((
			select jsonb_agg(jsonb_build_object('kept', m.kept, 'merged', m.merged, 'kept_title', k.title, 'merged_title', g.title,
				'reason', m.reason, 'merged_at', m.merged_at, 'split_at', m.split_at) order by m.id desc)
			from public.merges m join public.reports k on k.id = m.kept join public.reports g on g.id = m.merged
			where r.id in (m.kept, m.merged)), '[]'),
		'similar', public.similar_reports(r.id))
	from public.reports r
	left join public.submissions s on s.report_id = r.id
	where r.id = review_report.report_id and (select private.is_moderator())
$$;

revoke all on function private.review_priority(public.reports, boolean, boolean), private.likeness(tsvector, tsvector), private.is_of_one_post(text),
	private.is_duplicate_suspected(public.reports), private.delay_of(public.reports), private.queue_entry(public.reports),
	public.review_queue(jsonb, text, integer), public.next_to_review(bigint), public.similar_reports(bigint),
	public.source_track_record(text), public.review_report(bigint)
from public, anon, authenticated, service_role;
grant execute on function private.review_priority(public.reports, boolean, boolean), private.likeness(tsvector, tsvector), private.is_of_one_post(text),
	private.is_duplicate_suspected(public.reports), private.delay_of(public.reports), private.queue_entry(public.reports),
	public.review_queue(jsonb, text, integer), public.next_to_review(bigint), public.similar_reports(bigint),
	public.source_track_record(text), public.review_report(bigint)
to authenticated;
