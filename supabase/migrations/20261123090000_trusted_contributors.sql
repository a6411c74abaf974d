-- Alone in its migration: a new value of an enumeration can be used only after it is committed.
alter type public.member_role add value 'trusted_contributor' after 'contributor';
