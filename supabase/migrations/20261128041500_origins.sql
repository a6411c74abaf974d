-- Which posts are one voice: forwards, copies, one page passed on. What they have in common is found by short keys, and
-- told apart by src/lib/domain/post-origin.ts. One voice counts once, whatever report it is cited in.
create table public.post_origins (
	post_id bigint primary key references public.posts (id),
	revision integer not null,
	simhash bigint not null,
	origin text not null,
	why text check (why in ('forward', 'same_words', 'nearly_same_words', 'same_media', 'same_page')),
	with_post bigint references public.posts (id) check (with_post <> post_id),
	check ((why is null) = (with_post is null))
);
comment on table public.post_origins is 'The print of each post as it was compared, and the voice it speaks with.';
comment on column public.post_origins.simhash is '64 bits: posts of nearly the same words differ in a few.';
create index on public.post_origins (origin);
alter table public.post_origins enable row level security;
revoke all on public.post_origins from anon, authenticated, service_role;
grant select on public.post_origins to authenticated;
create policy "moderators can see how posts were compared" on public.post_origins
	for select to authenticated using ((select private.is_moderator()));

create table private.post_keys (
	key text not null,
	-- When the post was published or, unknown, first seen.
	at timestamptz not null,
	post_id bigint not null references public.posts (id),
	primary key (key, at, post_id)
);
comment on table private.post_keys is 'What posts have in common is looked up here: any two of one voice share a key at least.';
create index on private.post_keys (post_id);

create table private.posts_to_compare (post_id bigint primary key references public.posts (id));
comment on table private.posts_to_compare is 'Posts that are new or were edited since they were compared.';
alter table private.post_keys enable row level security;
alter table private.posts_to_compare enable row level security;
revoke all on private.post_keys, private.posts_to_compare from anon, authenticated, service_role;
insert into private.posts_to_compare (post_id) select p.id from public.posts p order by 1;

create function private.note_post_to_compare() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.posts_to_compare (post_id) values (new.id) on conflict do nothing;
	return null;
end
$$;
create trigger posts_are_compared after insert or update of revision on public.posts
	for each row execute function private.note_post_to_compare();

-- The voice of a post nobody has compared yet.
create function private.own_origin(post public.posts) returns text
language sql stable set search_path = ''
as $$
	select coalesce(post.forwarded_from, 'group:' || s.origin_group, 'post:' || post.source || '/' || post.external_id)
	from public.sources s where s.slug = post.source
$$;

-- A post as the comparison takes it (`Voice`), with its revision.
create function private.voice_json(post public.posts) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('id', post.id, 'revision', post.revision, 'source', post.source, 'url', post.url,
		'forwarded_from', post.forwarded_from,
		'at', (extract(epoch from coalesce(post.published_at, post.first_seen_at)) * 1000)::bigint,
		'text', concat_ws(E'\n', case when not starts_with(post.text, post.title) then post.title end, post.text),
		'links', to_jsonb(post.links), 'media', coalesce((
			select jsonb_agg(m ->> 'url') from jsonb_array_elements(post.media) m where m ->> 'url' is not null), '[]'))
$$;

-- Posts that are new or were edited since they were compared, the oldest first: [Voice & {revision}]. For the server.
create function public.posts_to_compare(page integer default 500) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(private.voice_json(p) order by p.id), '[]')
	from public.posts p
	where p.id in (select w.post_id from private.posts_to_compare w order by 1 limit least(page, 1000))
$$;

-- Keeps prints, [{id, revision, simhash (16 hex digits), keys}], and returns the other posts that share a key with one of
-- them within two days, or are of the same post: [Voice]. At most fifty a key. For the server.
create function public.note_prints(prints jsonb) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off
as $$
declare found jsonb;
begin
	insert into public.post_origins (post_id, revision, simhash, origin)
	select p.id, (g ->> 'revision')::integer, ('x' || (g ->> 'simhash'))::bit(64)::bigint, private.own_origin(p)
	from jsonb_array_elements(prints) g join public.posts p on p.id = (g ->> 'id')::bigint
	on conflict (post_id) do update set revision = excluded.revision, simhash = excluded.simhash;
	delete from private.post_keys k
	where k.post_id in (select (g ->> 'id')::bigint from jsonb_array_elements(prints) g);
	insert into private.post_keys (key, at, post_id)
	select distinct k.key, coalesce(p.published_at, p.first_seen_at), p.id
	from jsonb_array_elements(prints) g join public.posts p on p.id = (g ->> 'id')::bigint
	cross join lateral jsonb_array_elements_text(g -> 'keys') k (key);
	delete from private.posts_to_compare w using public.posts p, jsonb_array_elements(prints) g
	where p.id = w.post_id and p.id = (g ->> 'id')::bigint and p.revision = (g ->> 'revision')::integer;

	select coalesce(jsonb_agg(private.voice_json(p)), '[]') into found
	from public.posts p
	where p.id in (
		select other.post_id
		from jsonb_array_elements(prints) g
		join private.post_keys mine on mine.post_id = (g ->> 'id')::bigint
		cross join lateral (
			select o.post_id from private.post_keys o
			where o.key = mine.key and o.at >= mine.at - case when starts_with(mine.key, 'post:') then interval '20 years' else interval '2 days' end
				and o.at <= mine.at + case when starts_with(mine.key, 'post:') then interval '20 years' else interval '2 days' end
			order by o.at, o.post_id limit 50
		) other
	) and not exists (select from jsonb_array_elements(prints) g where (g ->> 'id')::bigint = p.id);
	return found;
end
$$;

-- Joins voices: [{id, with, why}], each post with the first of its voice. Their citations speak with one voice from then on,
-- and reports that rest on fewer origins by it say so in a revision. For the server. Returns how many posts were joined.
create function public.join_origins(joins jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
	j record;
	report record;
	mine text;
	target text;
	joined integer := 0;
begin
	for j in select (g ->> 'id')::bigint as id, (g ->> 'with')::bigint as first, g ->> 'why' as why
		from jsonb_array_elements(joins) g
	loop
		select o.origin into mine from public.post_origins o where o.post_id = j.id for update;
		select o.origin into target from public.post_origins o where o.post_id = j.first for update;
		if mine is null or target is null then
			raise exception 'no print was kept of post % or %', j.id, j.first using errcode = 'no_data_found';
		end if;
		update public.post_origins o set why = j.why, with_post = j.first where o.post_id = j.id and o.with_post is null;
		joined := joined + 1;
		continue when mine = target;
		if starts_with(mine, 'group:') then
			-- A group is one voice already: what it passes on is counted with it. Two groups stay two.
			continue when starts_with(target, 'group:');
			select target, mine into mine, target;
		end if;
		for report in
			select distinct c.report_id as id, private.origins_of(c.report_id) as before
			from public.citations c where c.origin = mine order by 1
		loop
			update public.citations c set origin = target where c.report_id = report.id and c.origin = mine;
			if private.origins_of(report.id) <> report.before then
				perform private.note_origins(report.id, report.before, 'Posts that repeat one another count once');
			end if;
		end loop;
		update public.post_origins o set origin = target where o.origin = mine;
	end loop;
	return joined;
end
$$;

-- A post that was compared before it was cited speaks with the voice that was found.
create function private.cite_with_known_voice() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	new.origin := coalesce((select o.origin from public.post_origins o where o.post_id = new.post_id), new.origin);
	return new;
end
$$;
create trigger citations_with_known_voice before insert on public.citations
	for each row when (new.post_id is not null) execute function private.cite_with_known_voice();

revoke all on function private.note_post_to_compare(), private.own_origin(public.posts), private.voice_json(public.posts),
	public.posts_to_compare(integer), public.note_prints(jsonb), public.join_origins(jsonb), private.cite_with_known_voice()
from public, anon, authenticated, service_role;
grant execute on function public.posts_to_compare(integer), public.note_prints(jsonb), public.join_origins(jsonb)
to service_role;
