-- Views with a short address: what /e/{id} and /embed/{id} show. The same view has the same id, whoever saves it, and none
-- is ever changed or taken away: a link that was once posted works for years.
create table public.saved_views (
	id text primary key check (id ~ '^[0-9A-Za-z]{8,43}$'),
	view text not null unique check (length(view) <= 2000 and view ~ '^[!-~]*$'),
	saved_at timestamptz not null default now()
);
comment on column public.saved_views.view is 'The query string of a view as src/lib/domain/view.ts writes it, without language and appearance.';

-- Nobody reads the list of what others have shared: an id is answered, and nothing else.
alter table public.saved_views enable row level security;
revoke all on public.saved_views from anon, authenticated, service_role;

-- The view behind an id; null where nobody has saved one.
create function public.saved_view(id text) returns text
language sql stable security definer set search_path = ''
as $$
	select v.view from public.saved_views v where v.id = saved_view.id
$$;

-- Keeps a view and gives its id: the beginning of its hash, longer only where another view begins alike.
create function public.save_view(view text) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
	known text;
	hash text := translate(encode(sha256(convert_to(save_view.view, 'UTF8')), 'base64'), E'+/=\n', 'xy');
begin
	select v.id into known from public.saved_views v where v.view = save_view.view;
	if found then
		return known;
	end if;
	perform private.check_writable();
	for letters in 8..length(hash) loop
		insert into public.saved_views as v (id, view) values (left(hash, letters), save_view.view)
		on conflict do nothing returning v.id into known;
		exit when known is not null;
		-- Somebody saved the same in this moment.
		select v.id into known from public.saved_views v where v.view = save_view.view;
		exit when known is not null;
	end loop;
	return known;
end
$$;

revoke all on function public.saved_view(text), public.save_view(text) from public, anon, authenticated, service_role;
grant execute on function public.saved_view(text), public.save_view(text) to anon, authenticated;
