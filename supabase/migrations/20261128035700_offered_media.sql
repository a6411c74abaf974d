-- Files that come with an offer: private as all files are, for moderators beside those of the report they were offered to.
-- What is declined is deleted.
alter table public.media add column offer_id bigint references public.offers (id);
comment on column public.media.offer_id is 'Came with an offer to a public report, from somebody else than its sender.';
create index on public.media (offer_id);

-- As before, but what others offered to a report is not its sender's.
drop policy "people can see the media of what they sent" on public.media;
create policy "people can see the media of what they sent" on public.media
	for select to authenticated using (offer_id is null and report_id in (
		select s.report_id from public.submissions s where s.contributor = (select auth.uid())));
create policy "people can see the media of what they offered" on public.media
	for select to authenticated using (offer_id in (
		select o.id from public.offers o where o.contributor = (select auth.uid())));

-- Gives uploads to the offer of a receipt while it waits: `files` as attach_media has them. The same again changes
-- nothing. Returns {attached: [id], missing: how many are known no longer}.
create function public.attach_offered_media(files jsonb, receipt_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	offer public.offers;
	taken uuid[];
begin
	select o.* into offer from public.offers o join private.offer_receipts x on x.offer_id = o.id
	where x.receipt_hash = attach_offered_media.receipt_hash and (x.sender is null or x.sender = (select auth.uid())) for update of o;
	if not found then
		raise exception 'only who made the offer adds media to it' using errcode = 'insufficient_privilege';
	end if;
	if jsonb_typeof(files) <> 'array' or jsonb_array_length(files) > 10 then
		raise exception 'an offer has at most 10 files' using errcode = 'check_violation';
	end if;
	perform private.check_writable();
	if offer.state <> 'waiting' then
		raise exception 'an offer that is % takes no media', offer.state using errcode = 'FR002';
	end if;
	with given as (
		select g ->> 'key_hash' as key_hash, coalesce((g ->> 'sensitive')::boolean, false) as sensitive,
			nullif(trim(g ->> 'alt'), '') as alt
		from jsonb_array_elements(files) g
	), attached as (
		update public.media x set report_id = offer.report_id, offer_id = offer.id,
			sensitive = case when x.report_id is null then g.sensitive else x.sensitive end,
			alt = case when x.report_id is null then g.alt else x.alt end
		from given g join private.uploads u on u.key_hash = g.key_hash
		where x.id = u.media_id and not u.discarded
			and case when x.report_id is null then x.created_at > now() - interval '1 day' else x.offer_id = offer.id end
		returning x.id
	)
	select coalesce(array_agg(a.id), '{}') into taken from attached a;
	if (select count(*) from public.media x where x.offer_id = offer.id) > 10 then
		raise exception 'an offer has at most 10 files' using errcode = 'check_violation';
	end if;
	return jsonb_build_object('attached', to_jsonb(taken), 'missing', jsonb_array_length(files) - cardinality(taken));
end
$$;

-- The server's sweep deletes uploads that no report has.
create function private.drop_declined_media() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.state = 'declined' and old.state <> 'declined' then
		update private.uploads u set discarded = true from public.media x
		where x.id = u.media_id and x.offer_id = new.id and x.state = 'private';
		update public.media x set report_id = null, offer_id = null where x.offer_id = new.id and x.state = 'private';
	end if;
	return null;
end
$$;
create trigger offers_drop_media after update of state on public.offers
	for each row execute function private.drop_declined_media();

revoke all on function public.attach_offered_media(jsonb, text), private.drop_declined_media()
from public, anon, authenticated, service_role;
grant execute on function public.attach_offered_media(jsonb, text) to anon, authenticated;
