-- A submission only notes whose medians it makes stale, while it has rows; the next reader computes them.
-- An owner who sends ten runs would otherwise have them computed ten times before anybody looked.
create or replace function note_stale_owners(the_submission uuid) returns void language sql as $$
  insert into stale_owners (group_id, owner)
    select p.group_id, coalesce(s.owner, 'anonymous')
    from submission_summaries s join submission_paths p on p.submission_id = s.id
    where s.id = the_submission;
$$;
