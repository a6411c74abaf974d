-- What people brought to a report, for moderators: files, proofs of its place, offers of more.

-- {media, proofs, offers} of a report, as it was sent and whatever was decided of it; null for everybody else. A file comes
-- with where else it was sent.
create function public.review_material(report_id bigint) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'media', coalesce((
			select jsonb_agg(private.media_json(x) || jsonb_build_object('proof_id', x.proof_id, 'is_shown', x.state = 'public',
				'duration_s', x.duration_s, 'bytes', x.bytes, 'created_at', x.created_at, 'shown_at', x.shown_at,
				'similar', public.similar_media(x.id)) order by x.created_at, x.id)
			from public.media x where x.report_id = r.id), '[]'),
		'proofs', coalesce((
			select jsonb_agg(jsonb_build_object('id', p.id, 'state', p.state, 'credit', p.credit, 'reasoning', p.reasoning,
				'links', to_jsonb(p.links), 'created_at', p.created_at,
				'point', jsonb_build_array(extensions.st_x(p.point::extensions.geometry), extensions.st_y(p.point::extensions.geometry)))
				order by p.state <> 'proposed', p.id)
			from public.geolocation_proofs p where p.report_id = r.id), '[]'),
		'offers', coalesce((
			select jsonb_agg(jsonb_build_object('id', o.id, 'state', o.state, 'received_at', o.received_at, 'links', to_jsonb(o.links),
				'note', o.note, 'contact', o.contact, 'has_account', o.contributor is not null, 'decided_at', o.decided_at,
				'reason', o.reason) order by o.state <> 'waiting', o.id)
			from public.offers o where o.report_id = r.id), '[]'))
	from public.reports r
	where r.id = review_material.report_id and (select private.is_moderator())
$$;

-- Reports to which somebody brought an offer or a proof that nobody decided on, whatever their state: what waits longest
-- first, 100 at most: [{report_id, title, offers, proofs, since}]. For moderators; empty for everybody else.
create function public.material_waiting() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('report_id', w.report_id, 'title', w.title, 'offers', w.offers,
		'proofs', w.proofs, 'since', w.since) order by w.since, w.report_id), '[]')
	from (
		select r.id as report_id, r.title, count(*) filter (where b.kind = 'offer') as offers,
			count(*) filter (where b.kind = 'proof') as proofs, min(b.at) as since
		from (
			select 'offer' as kind, o.report_id, o.received_at as at from public.offers o where o.state = 'waiting'
			union all
			select 'proof', p.report_id, p.created_at from public.geolocation_proofs p where p.state = 'proposed'
		) b
		join public.reports r on r.id = b.report_id
		where (select private.is_moderator())
		group by r.id
		order by since, r.id
		limit 100
	) w
$$;

create index on public.offers (received_at) where state = 'waiting';
create index on public.geolocation_proofs (created_at) where state = 'proposed';

revoke all on function public.review_material(bigint), public.material_waiting() from public, anon, authenticated, service_role;
grant execute on function public.review_material(bigint), public.material_waiting(), private.media_json(public.media) to authenticated;
