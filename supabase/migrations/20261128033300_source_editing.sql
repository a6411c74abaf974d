-- Adds a source, or changes who it is and how it is read. Admins, and the operator. A new source cannot be judged yet:
-- letters are set by grade_source alone. `entry` holds the fields of SourceEntry (src/lib/domain/source.ts) that are set.
-- Returns "added" or "changed".
create function public.save_source(entry jsonb, reason text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	known public.sources;
	given public.sources;
	changes jsonb;
	unknown text;
begin
	if not (private.is_admin() or private.is_service()) then
		raise exception 'only admins change the registry' using errcode = 'insufficient_privilege';
	end if;
	if not private.is_service() then
		perform private.check_writable();
	end if;
	perform private.checked_reason(save_source.reason);
	select e.key into unknown from jsonb_object_keys(entry) e (key)
	where e.key not in ('slug', 'name', 'theatres', 'kind', 'platform', 'languages', 'url', 'feed_url', 'feed_kind', 'mirrors',
		'side', 'affiliation', 'description', 'content_warnings', 'list_remark', 'origin_group', 'figure_note', 'status',
		'status_reason');
	if unknown is not null then
		raise exception 'a source has no field "%" that is set by hand: check constraint', unknown using errcode = 'check_violation';
	end if;
	select s.* into known from public.sources s where s.slug = save_source.entry ->> 'slug' for update;
	if known.slug is null then
		perform public.register_sources(jsonb_build_array(entry || jsonb_build_object('reliability', 'F',
			'reliability_reason', 'It cannot be judged: no record of its accuracy has been seen.', 'reliability_by_topic', '{}'::jsonb,
			'is_addition', true, 'mirrors', coalesce(entry -> 'mirrors', '[]'),
			'languages', coalesce(entry -> 'languages', '[]'), 'content_warnings', coalesce(entry -> 'content_warnings', '[]'))),
			case when private.is_service() then 'operator' else 'admin' end);
		perform private.audit('add_source', null, save_source.reason, entry);
		return 'added';
	end if;
	if entry ? 'status' and exists (select from private.hidden_sources h where h.source = known.slug) then
		raise exception 'a hidden source is shown again first: check constraint' using errcode = 'check_violation';
	end if;
	given := jsonb_populate_record(known, entry);
	select jsonb_object_agg(e.key, jsonb_build_object('from', to_jsonb(known) -> e.key, 'to', to_jsonb(given) -> e.key)) into changes
	from jsonb_object_keys(entry) e (key) where to_jsonb(known) -> e.key is distinct from to_jsonb(given) -> e.key;
	if changes is null then
		raise exception 'nothing would change' using errcode = 'FR001';
	end if;
	update public.sources s set name = given.name, theatres = given.theatres, kind = given.kind, platform = given.platform,
		languages = given.languages, url = given.url, feed_url = given.feed_url, feed_kind = given.feed_kind,
		mirrors = given.mirrors, side = given.side, affiliation = given.affiliation, description = given.description,
		content_warnings = given.content_warnings, list_remark = given.list_remark, origin_group = given.origin_group,
		figure_note = given.figure_note, status = given.status, status_reason = given.status_reason
	where s.slug = known.slug;
	if changes ?| array['feed_url', 'feed_kind', 'mirrors', 'status'] then
		-- Another feed has no past: it is read at once, and nothing is remembered of the other one.
		update public.source_feeds f set validators = '{}', next_due_at = null, posts_seen = 0, consecutive_failures = 0
		where f.source = known.slug;
	end if;
	perform private.audit('change_source', null, save_source.reason, jsonb_build_object('source', known.slug, 'changes', changes));
	return 'changed';
end
$$;

revoke all on function public.save_source(jsonb, text) from public, anon, authenticated, service_role;
grant execute on function public.save_source(jsonb, text) to authenticated, service_role;
