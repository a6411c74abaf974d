-- The evidence. What was fetched is kept byte for byte; posts are what a connector read in it.
create table private.fetches (
	id bigint primary key generated always as identity,
	source text not null references public.sources (slug) on update cascade,
	url text not null,
	fetched_at timestamptz not null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	connector text not null,
	body bytea not null
);
comment on column private.fetches.body is 'gzip of the bytes as received; sha256 is of the bytes before compression.';
alter table private.fetches add constraint fetches_source_sha256_key unique (source, sha256);
create trigger fetches_append_only before update or delete on private.fetches
	for each row execute function private.refuse_change();

create table public.posts (
	id bigint primary key generated always as identity,
	source text not null references public.sources (slug) on update cascade,
	external_id text not null,
	url text,
	published_at timestamptz,
	first_seen_at timestamptz not null default now(),
	title text,
	text text not null,
	lang text,
	forwarded_from text,
	reply_to text,
	links text[] not null default '{}',
	media jsonb not null default '[]',
	withheld boolean not null default false,
	point jsonb,
	edited boolean not null default false,
	deleted_at timestamptz,
	revision integer not null default 1,
	content_hash text not null,
	placement text not null default 'new' check (placement in ('new', 'placed', 'waiting')),
	waiting_reason text,
	candidates jsonb not null default '[]',
	unique (source, external_id)
);
comment on table public.posts is 'Each post of each source, once. An edit or a deletion at the source is a revision, never an overwrite.';
comment on column public.posts.placement is 'waiting: its place or its event could not be told from the text, so it is on no map.';
create index on public.posts (source, published_at desc);
create index on public.posts (placement) where placement <> 'placed';

create table public.post_revisions (
	post_id bigint not null references public.posts (id),
	revision integer not null,
	seen_at timestamptz not null default now(),
	kind text not null check (kind in ('created', 'edited', 'deleted')),
	fetch_id bigint references private.fetches (id),
	title text,
	text text not null,
	media jsonb not null default '[]',
	primary key (post_id, revision)
);
create trigger post_revisions_append_only before update or delete on public.post_revisions
	for each row execute function private.refuse_change();

create table public.citations (
	id bigint primary key generated always as identity,
	report_id bigint not null references public.reports (id),
	source text references public.sources (slug) on update cascade,
	post_id bigint references public.posts (id),
	publisher text,
	title text,
	url text check (url ~ '^https?://'),
	archived_url text check (archived_url ~ '^https?://'),
	published_at timestamptz,
	original_text_lang text,
	note text,
	-- Of a document whose publisher is not in the registry; a source's own letter is always the registry's.
	reliability char(1) check (reliability between 'A' and 'F'),
	reliability_reason text,
	origin text not null,
	created_at timestamptz not null default now(),
	check (source is not null or publisher is not null),
	check (source is null or reliability is null),
	check ((reliability is null) = (reliability_reason is null))
);
comment on table public.citations is 'Who says so: a source of the registry, or a public document with its publisher.';
comment on column public.citations.origin is 'Citations with the same origin are one voice: a forward counts as what it forwards.';
create index on public.citations (report_id);
create index on public.citations (source);
create unique index on public.citations (report_id, post_id) where post_id is not null;

alter table private.fetches enable row level security;
alter table public.posts enable row level security;
alter table public.post_revisions enable row level security;
alter table public.citations enable row level security;
revoke all on private.fetches, public.posts, public.post_revisions, public.citations from anon, authenticated, service_role;
grant select on public.posts, public.post_revisions, public.citations to anon, authenticated, service_role;

create policy "citations are as public as their report" on public.citations
	for select using (exists (select from public.reports r where r.id = report_id));
create policy "posts cited by a visible report are visible" on public.posts
	for select using (exists (
		select from public.citations c join public.reports r on r.id = c.report_id where c.post_id = posts.id
	));
create policy "moderators can see all posts" on public.posts
	for select to authenticated using ((select private.is_moderator()));
create policy "the history of a post is as public as the post" on public.post_revisions
	for select using (exists (select from public.posts p where p.id = post_id));
