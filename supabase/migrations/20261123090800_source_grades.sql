-- Who set a letter is kept like every other act: in the audit log, not in the public row.
alter table public.source_grades drop column set_by;

create or replace function public.grade_source(source text, reliability text, reason text, topic text default null) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not (private.is_moderator() or private.is_service()) then
		raise exception 'only moderators grade sources' using errcode = 'insufficient_privilege';
	end if;
	if not private.is_service() then
		perform private.check_writable();
	end if;
	if not exists (select from public.sources s where s.slug = grade_source.source) then
		raise exception 'source "%" is not in the registry', grade_source.source using errcode = 'no_data_found';
	end if;
	insert into public.source_grades (source, topic, reliability, reason, set_by_name)
	values (grade_source.source, grade_source.topic, grade_source.reliability, grade_source.reason,
		case when private.is_moderator() then 'moderator' else 'operator' end);
	if grade_source.topic is null then
		update public.sources s set reliability = grade_source.reliability, reliability_reason = grade_source.reason
		where s.slug = grade_source.source;
	else
		update public.sources s set reliability_by_topic = s.reliability_by_topic || jsonb_build_object(grade_source.topic,
			jsonb_build_object('reliability', grade_source.reliability, 'reason', grade_source.reason))
		where s.slug = grade_source.source;
	end if;
	perform private.audit('grade_source', null, grade_source.reason, jsonb_build_object('source', grade_source.source,
		'topic', grade_source.topic, 'reliability', grade_source.reliability));
end
$$;
