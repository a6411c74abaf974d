-- Every write. Each function leaves the revision; the triggers leave the change row.

create function private.lonlat(point jsonb) returns extensions.geography
language sql immutable set search_path = ''
as $$
	select extensions.st_setsrid(extensions.st_makepoint((point ->> 0)::float8, (point ->> 1)::float8), 4326)::extensions.geography
$$;

create function private.actor_role() returns text
language sql stable security definer set search_path = ''
as $$
	select coalesce((select m.role::text from public.members m where m.user_id = (select auth.uid())),
		case when private.is_service() then 'server' else 'viewer' end)
$$;

create function private.add_report(facts jsonb, state text, is_demo boolean default false) returns bigint
language plpgsql set search_path = ''
as $$
declare added bigint;
begin
	insert into public.reports (theatre, title, summary, event_type, event_subtype, occurred_at, occurred_until, time_precision,
		geom, place_id, place_name, geo_precision, uncertainty_m, credibility, credibility_reason, state, sensitivity, fatalities,
		is_demo, demo_key, created_by, published_at)
	values (facts ->> 'theatre', facts ->> 'title', coalesce(facts ->> 'summary', ''), facts ->> 'event_type',
		facts ->> 'event_subtype', (facts ->> 'occurred_at')::timestamptz, (facts ->> 'occurred_until')::timestamptz,
		facts ->> 'time_precision', private.lonlat(facts -> 'point'), facts ->> 'place_id', facts ->> 'place_name',
		facts ->> 'geo_precision', (facts ->> 'uncertainty_m')::integer, coalesce((facts ->> 'credibility')::smallint, 6),
		facts ->> 'credibility_reason', add_report.state,
		coalesce((select array_agg(x) from jsonb_array_elements_text(facts -> 'sensitivity') x), '{}'),
		nullif(facts -> 'fatalities', 'null'), add_report.is_demo, facts ->> 'demo_key', (select auth.uid()),
		case when add_report.state = 'published' then now() end)
	returning id into added;
	insert into public.report_revisions (report_id, revision, changed_by, changed_by_role, reason, changes)
	values (added, 1, (select auth.uid()), case when add_report.is_demo then 'demo archive' else private.actor_role() end,
		case when add_report.is_demo then 'Entered by hand from public documents' else 'First seen' end, '{}');
	return added;
end
$$;

-- Corrects a report in public: only the fields named in `patch` change; the reason is kept with what changed.
-- Moderators and the server. Returns the new revision; an empty correction is refused.
create function public.revise_report(report_id bigint, patch jsonb, reason text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	before jsonb;
	after jsonb;
	changes jsonb;
	unknown text;
	next_revision integer;
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators correct reports' using errcode = 'insufficient_privilege';
	end if;
	if coalesce(trim(reason), '') = '' then
		raise exception 'a correction needs a reason' using errcode = 'check_violation';
	end if;
	select f.key into unknown from jsonb_object_keys(patch) f (key)
	where f.key not in ('title', 'summary', 'event_type', 'event_subtype', 'occurred_at', 'occurred_until', 'time_precision',
		'point', 'place_id', 'place_name', 'geo_precision', 'uncertainty_m', 'credibility', 'credibility_reason', 'state',
		'state_reason', 'sensitivity', 'fatalities');
	if unknown is not null then
		raise exception 'a report has no field "%" that can be corrected', unknown using errcode = 'check_violation';
	end if;
	perform from public.reports r where r.id = revise_report.report_id for update;
	if not found then
		raise exception 'no report has the id %', report_id using errcode = 'no_data_found';
	end if;
	before := public.report_json(report_id);
	update public.reports r set
		title = coalesce(patch ->> 'title', r.title),
		summary = coalesce(patch ->> 'summary', r.summary),
		event_type = coalesce(patch ->> 'event_type', r.event_type),
		event_subtype = case when patch ? 'event_subtype' then patch ->> 'event_subtype' else r.event_subtype end,
		occurred_at = coalesce((patch ->> 'occurred_at')::timestamptz, r.occurred_at),
		occurred_until = case when patch ? 'occurred_until' then (patch ->> 'occurred_until')::timestamptz else r.occurred_until end,
		time_precision = coalesce(patch ->> 'time_precision', r.time_precision),
		geom = case when patch ? 'point' then private.lonlat(patch -> 'point') else r.geom end,
		place_id = case when patch ? 'place_id' then patch ->> 'place_id' else r.place_id end,
		place_name = coalesce(patch ->> 'place_name', r.place_name),
		geo_precision = coalesce(patch ->> 'geo_precision', r.geo_precision),
		uncertainty_m = coalesce((patch ->> 'uncertainty_m')::integer, r.uncertainty_m),
		credibility = coalesce((patch ->> 'credibility')::smallint, r.credibility),
		credibility_reason = case when patch ? 'credibility_reason' then patch ->> 'credibility_reason' else r.credibility_reason end,
		state = coalesce(patch ->> 'state', r.state),
		state_reason = case when patch ? 'state_reason' then patch ->> 'state_reason' else r.state_reason end,
		sensitivity = case when patch ? 'sensitivity'
			then coalesce((select array_agg(x) from jsonb_array_elements_text(patch -> 'sensitivity') x), '{}') else r.sensitivity end,
		fatalities = case when patch ? 'fatalities' then nullif(patch -> 'fatalities', 'null') else r.fatalities end,
		published_at = case when patch ->> 'state' = 'published' then coalesce(r.published_at, now()) else r.published_at end,
		revision = r.revision + 1,
		updated_at = now()
	where r.id = revise_report.report_id
	returning r.revision into next_revision;
	after := public.report_json(report_id);
	select jsonb_object_agg(p.key, jsonb_build_object('from', before -> p.key, 'to', after -> p.key)) into changes
	from jsonb_object_keys(patch) p (key) where before -> p.key is distinct from after -> p.key;
	if changes is null then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	insert into public.report_revisions (report_id, revision, changed_by, changed_by_role, reason, changes)
	values (revise_report.report_id, next_revision, (select auth.uid()), private.actor_role(), revise_report.reason, changes);
	return next_revision;
end
$$;

-- Keeps a fetched page and its posts: new ones are inserted, changed ones get a revision, the rest stay as they are.
-- `posts` is [Post] of src/lib/domain/post.ts; returns [{external_id, post_id, outcome, awaits_placement}] in that order.
create function public.store_posts(source text, page jsonb, posts jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	kept_fetch bigint;
	result jsonb;
begin
	insert into private.fetches (source, url, fetched_at, sha256, connector, body)
	values (store_posts.source, page ->> 'url', (page ->> 'fetched_at')::timestamptz, page ->> 'sha256', page ->> 'connector',
		decode(page ->> 'bytes', 'base64'))
	on conflict on constraint fetches_source_sha256_key do nothing
	returning id into kept_fetch;
	if kept_fetch is null then
		select f.id into kept_fetch from private.fetches f
		where f.source = store_posts.source and f.sha256 = page ->> 'sha256';
	end if;

	with given as (
		select g.n, g.e, g.e ->> 'external_id' as external_id,
			-- What makes a post another post: its words, media and origin; not its view count or render time.
			md5(jsonb_build_array(g.e -> 'title', g.e -> 'text', g.e -> 'media', g.e -> 'forwarded_from')::text) as content_hash
		from jsonb_array_elements(store_posts.posts) with ordinality g (e, n)
	), known as (
		select p.id, p.external_id, p.content_hash, p.placement, p.deleted_at from public.posts p
		where p.source = store_posts.source and p.external_id in (select g.external_id from given g)
	), inserted as (
		insert into public.posts (source, external_id, url, published_at, title, text, lang, forwarded_from, reply_to, links,
			media, withheld, point, edited, content_hash)
		select store_posts.source, g.external_id, g.e ->> 'url', (g.e ->> 'published_at')::timestamptz, g.e ->> 'title',
			coalesce(g.e ->> 'text', ''), g.e ->> 'lang', g.e ->> 'forwarded_from', g.e ->> 'reply_to',
			coalesce((select array_agg(x) from jsonb_array_elements_text(g.e -> 'links') x), '{}'),
			coalesce(g.e -> 'media', '[]'), coalesce((g.e ->> 'withheld')::boolean, false), nullif(g.e -> 'point', 'null'),
			coalesce((g.e ->> 'edited')::boolean, false), g.content_hash
		from given g where g.external_id not in (select k.external_id from known k)
		order by g.n
		on conflict (source, external_id) do nothing
		returning id, external_id
	), edited as (
		update public.posts p set title = g.e ->> 'title', text = coalesce(g.e ->> 'text', ''), lang = g.e ->> 'lang',
			forwarded_from = g.e ->> 'forwarded_from', media = coalesce(g.e -> 'media', '[]'),
			links = coalesce((select array_agg(x) from jsonb_array_elements_text(g.e -> 'links') x), '{}'),
			withheld = coalesce((g.e ->> 'withheld')::boolean, false), edited = true, content_hash = g.content_hash,
			revision = p.revision + 1, placement = 'new', deleted_at = null
		from given g join known k on k.external_id = g.external_id
		where p.id = k.id and k.content_hash <> g.content_hash
		returning p.id, p.external_id, p.revision
	), revisions as (
		insert into public.post_revisions (post_id, revision, kind, fetch_id, title, text, media)
		select c.id, c.revision, c.kind, kept_fetch, g.e ->> 'title', coalesce(g.e ->> 'text', ''), coalesce(g.e -> 'media', '[]')
		from (
			select i.id, i.external_id, 1 as revision, 'created' as kind from inserted i
			union all
			select d.id, d.external_id, d.revision, 'edited' from edited d
		) c join given g on g.external_id = c.external_id
	)
	select coalesce(jsonb_agg(jsonb_build_object('external_id', g.external_id, 'post_id', coalesce(i.id, k.id),
		'outcome', case when i.id is not null then 'new' when d.id is not null then 'edited' else 'unchanged' end,
		'awaits_placement', coalesce(k.placement = 'new', false)) order by g.n), '[]') into result
	from given g
	left join inserted i on i.external_id = g.external_id
	left join known k on k.external_id = g.external_id
	left join edited d on d.external_id = g.external_id;
	return result;
end
$$;

-- No person has published, corrected or withdrawn the report: an edit of its post may still change it.
create function private.is_machine_made(report public.reports) returns boolean
language sql stable set search_path = ''
as $$
	select report.state in ('unreviewed', 'retracted') and not exists (
		select from public.report_revisions h where h.report_id = report.id and h.changed_by_role <> 'server')
$$;

-- Publishes placed posts as unreviewed reports and records why the others wait.
-- `placements` is [PostPlacement] of src/lib/ingest/post-store.ts. A report a person has touched is left alone.
create function public.place_posts(placements jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	p jsonb;
	facts jsonb;
	known public.reports;
	post public.posts;
	target bigint;
begin
	for p in select * from jsonb_array_elements(placements) loop
		select * into post from public.posts x where x.id = (p ->> 'post_id')::bigint for update;
		if not found then
			raise exception 'no post has the id %', p ->> 'post_id' using errcode = 'no_data_found';
		end if;
		facts := p -> 'report';
		select r.* into known from public.reports r join public.citations c on c.report_id = r.id where c.post_id = post.id limit 1;
		if p ->> 'outcome' = 'placed' then
			if known.id is null then
				target := private.add_report(facts, 'unreviewed');
				insert into public.citations (report_id, source, post_id, url, published_at, original_text_lang, origin)
				select target, post.source, post.id, post.url, post.published_at, post.lang,
					-- A forward speaks with the voice of what it forwards; sources of one group with one voice.
					coalesce(post.forwarded_from, 'group:' || s.origin_group, 'post:' || post.source || '/' || post.external_id)
				from public.sources s where s.slug = post.source;
			elsif private.is_machine_made(known) then
				begin
					-- An edit that took the place away had retracted it; this one gives it back.
					perform public.revise_report(known.id,
						facts - 'citation' - 'theatre' || '{"state": "unreviewed", "state_reason": null}',
						'The source edited its post');
				exception when sqlstate 'FR001' then
					null; -- the edit did not touch what the report says
				end;
			end if;
		elsif known.state = 'unreviewed' and private.is_machine_made(known) then
			perform public.revise_report(known.id,
				jsonb_build_object('state', 'retracted', 'state_reason', 'After an edit at the source: ' || (p ->> 'reason')),
				'The source edited its post');
		end if;
		update public.posts x set placement = p ->> 'outcome', waiting_reason = p ->> 'reason',
			candidates = coalesce(p -> 'candidates', '[]')
		where x.id = post.id;
	end loop;
end
$$;

-- Posts that were on the source's page and are gone: the record stays, its reports are marked. Unknown ids are ignored.
create function public.mark_missing(source text, external_ids text[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	gone public.posts;
	r public.reports;
	marked integer := 0;
begin
	for gone in
		update public.posts p set deleted_at = now(), revision = p.revision + 1
		where p.source = mark_missing.source and p.external_id = any (external_ids) and p.deleted_at is null
		returning *
	loop
		marked := marked + 1;
		insert into public.post_revisions (post_id, revision, kind, title, text, media)
		values (gone.id, gone.revision, 'deleted', gone.title, gone.text, gone.media);
		for r in select x.* from public.reports x join public.citations c on c.report_id = x.id
			where c.post_id = gone.id and not 'deleted_by_source' = any (x.sensitivity)
		loop
			perform public.revise_report(r.id, jsonb_build_object('sensitivity', to_jsonb(array_append(r.sensitivity, 'deleted_by_source'))),
				'The source deleted its post');
		end loop;
	end loop;
	return marked;
end
$$;

-- Fills an empty database with the demo archive; does nothing when any report or post is there. Returns how many.
create function public.seed_demo(events jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	e jsonb;
	added bigint;
	n integer := 0;
begin
	if exists (select from public.reports) or exists (select from public.posts) then
		return 0;
	end if;
	for e in select * from jsonb_array_elements(events) loop
		added := private.add_report(e, 'published', true);
		insert into public.citations (report_id, source, publisher, title, url, published_at, note, reliability,
			reliability_reason, origin)
		select added, c ->> 'source', c ->> 'publisher', c ->> 'title', c ->> 'url', (c ->> 'published_on')::timestamptz,
			c ->> 'note', c ->> 'reliability', c ->> 'reliability_reason', coalesce('group:' || s.origin_group, 'source:' || s.slug, 'document:' || lower(c ->> 'publisher'))
		from jsonb_array_elements(e -> 'citations') c left join public.sources s on s.slug = c ->> 'source';
		n := n + 1;
	end loop;
	return n;
end
$$;
