-- Evidence says which connector read it, a deletion names the page it was missing from, and a page that says nothing
-- new is not kept: channels are read every other minute, and each page differs in the moment of its making.
alter table private.fetches add column connector_version integer not null default 1;
alter table public.post_revisions drop constraint post_revisions_kind_check;
alter table public.post_revisions add constraint post_revisions_kind_check
	check (kind in ('created', 'edited', 'deleted', 'restored', 'renamed'));

-- What makes a post another post: its words, media and origin; not its view count or render time.
create function private.content_hash(post jsonb) returns text
language sql immutable set search_path = ''
as $$
	select md5(jsonb_build_array(post -> 'title', post -> 'text', post -> 'media', post -> 'forwarded_from')::text)
$$;

-- Keeps the bytes of a page once. `page` is FetchRecord of src/lib/ingest/post-store.ts.
create function private.keep_page(source text, page jsonb) returns bigint
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare kept bigint;
begin
	insert into private.fetches (source, url, fetched_at, sha256, connector, connector_version, body)
	values (keep_page.source, page ->> 'url', (page ->> 'fetched_at')::timestamptz, page ->> 'sha256', page ->> 'connector',
		coalesce((page ->> 'connector_version')::integer, 1), decode(page ->> 'bytes', 'base64'))
	on conflict on constraint fetches_source_sha256_key do nothing
	returning id into kept;
	if kept is null then
		select f.id into kept from private.fetches f where f.source = keep_page.source and f.sha256 = page ->> 'sha256';
	end if;
	return kept;
end
$$;

-- Takes back the mark from reports whose posts are all shown again at their sources.
create function private.unmark_deleted(back bigint[]) returns void
language plpgsql set search_path = ''
as $$
declare r public.reports;
begin
	for r in select distinct x.* from public.reports x join public.citations c on c.report_id = x.id
		where c.post_id = any (back) and 'deleted_by_source' = any (x.sensitivity)
			and not exists (select from public.citations o join public.posts p on p.id = o.post_id
				where o.report_id = x.id and p.deleted_at is not null)
	loop
		perform public.revise_report(r.id,
			jsonb_build_object('sensitivity', to_jsonb(array_remove(r.sensitivity, 'deleted_by_source'))),
			'The source shows its post again');
	end loop;
end
$$;

-- A channel that took another name shows the same posts under it. Where a page knows none of a source's posts, those with
-- the same number and the same content are the same posts, and go on under their new address.
create function private.follow_rename(source text, page jsonb, posts jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	renamed record;
	kept_fetch bigint;
begin
	if exists (select from jsonb_array_elements(follow_rename.posts) e
		join public.posts p on p.source = follow_rename.source and p.external_id = e ->> 'external_id') then
		return;
	end if;
	for renamed in
		select p.id, e.post from jsonb_array_elements(follow_rename.posts) e (post)
		join public.posts p on p.source = follow_rename.source
			and split_part(p.external_id, '/', 2) = split_part(e.post ->> 'external_id', '/', 2)
			and p.content_hash = private.content_hash(e.post)
	loop
		kept_fetch := coalesce(kept_fetch, private.keep_page(follow_rename.source, follow_rename.page));
		update public.posts p set external_id = renamed.post ->> 'external_id', url = renamed.post ->> 'url',
			revision = p.revision + 1
		where p.id = renamed.id;
		insert into public.post_revisions (post_id, revision, kind, fetch_id, title, text, media)
		select p.id, p.revision, 'renamed', kept_fetch, p.title, p.text, p.media from public.posts p where p.id = renamed.id;
	end loop;
end
$$;

-- Keeps a page's posts: new ones are inserted, changed ones get a revision, those that were thought deleted come back,
-- the rest stay as they are. The page itself is kept where any of that happened.
-- `posts` is [Post] of src/lib/domain/post.ts; returns [{external_id, post_id, outcome, awaits_placement}] in that order.
create or replace function public.store_posts(source text, page jsonb, posts jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	kept_fetch bigint;
	result jsonb;
	back bigint[];
begin
	-- Two readers of one source must not both believe a post to be new.
	perform pg_advisory_xact_lock(hashtext('store_posts ' || store_posts.source));
	if not exists (select from public.sources s where s.slug = store_posts.source) then
		raise exception 'source "%" is not in the registry', store_posts.source using errcode = 'foreign_key_violation';
	end if;
	if store_posts.page ->> 'connector' = 'telegram-preview' then
		perform private.follow_rename(store_posts.source, store_posts.page, store_posts.posts);
	end if;
	if exists (
		select from jsonb_array_elements(store_posts.posts) e
		left join public.posts p on p.source = store_posts.source and p.external_id = e ->> 'external_id'
		where p.id is null or p.deleted_at is not null or p.content_hash <> private.content_hash(e)
	) then
		kept_fetch := private.keep_page(store_posts.source, page);
	end if;

	with given as (
		select g.n, g.e, g.e ->> 'external_id' as external_id, private.content_hash(g.e) as content_hash
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
	), restored as (
		update public.posts p set revision = p.revision + 1, deleted_at = null
		from given g join known k on k.external_id = g.external_id
		where p.id = k.id and k.content_hash = g.content_hash and k.deleted_at is not null
		returning p.id, p.external_id, p.revision
	), revisions as (
		insert into public.post_revisions (post_id, revision, kind, fetch_id, title, text, media)
		select c.id, c.revision, c.kind, kept_fetch, g.e ->> 'title', coalesce(g.e ->> 'text', ''), coalesce(g.e -> 'media', '[]')
		from (
			select i.id, i.external_id, 1 as revision, 'created' as kind from inserted i
			union all
			select d.id, d.external_id, d.revision, 'edited' from edited d
			union all
			select b.id, b.external_id, b.revision, 'restored' from restored b
		) c join given g on g.external_id = c.external_id
	)
	select coalesce(jsonb_agg(jsonb_build_object('external_id', g.external_id, 'post_id', coalesce(i.id, k.id),
			'outcome', case when i.id is not null then 'new' when d.id is not null then 'edited' else 'unchanged' end,
			'awaits_placement', coalesce(k.placement = 'new', false)) order by g.n), '[]'),
		coalesce(array_agg(k.id) filter (where k.deleted_at is not null), '{}')
	into result, back
	from given g
	left join inserted i on i.external_id = g.external_id
	left join known k on k.external_id = g.external_id
	left join edited d on d.external_id = g.external_id;
	if cardinality(back) > 0 then
		perform private.unmark_deleted(back);
	end if;
	return result;
end
$$;

-- Posts that were on the source's page and are gone: the record stays, its reports are marked. Unknown ids are ignored.
-- `page` is the page they are missing from.
drop function public.mark_missing(text, text[]);
create function public.mark_missing(source text, external_ids text[], page jsonb default null) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	gone public.posts;
	r public.reports;
	kept_fetch bigint;
	marked integer := 0;
begin
	for gone in
		update public.posts p set deleted_at = now(), revision = p.revision + 1
		where p.source = mark_missing.source and p.external_id = any (external_ids) and p.deleted_at is null
		returning *
	loop
		if marked = 0 and mark_missing.page is not null then
			kept_fetch := private.keep_page(mark_missing.source, mark_missing.page);
		end if;
		marked := marked + 1;
		insert into public.post_revisions (post_id, revision, kind, fetch_id, title, text, media)
		values (gone.id, gone.revision, 'deleted', kept_fetch, gone.title, gone.text, gone.media);
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

revoke all on function private.content_hash(jsonb), private.keep_page(text, jsonb), private.unmark_deleted(bigint[]),
	private.follow_rename(text, jsonb, jsonb),
	public.mark_missing(text, text[], jsonb) from public, anon, authenticated, service_role;
grant execute on function public.mark_missing(text, text[], jsonb) to service_role;
