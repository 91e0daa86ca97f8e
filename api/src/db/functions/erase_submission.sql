-- An owner's signed erasure is the one way in which raw rows leave: one submission at a time, with a record
-- that it was erased, and with the rights of the tables' owner.
create or replace function erase_submission(the_id uuid, the_time timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Two erasures at once, or one sent again, find it gone.
  insert into erasures (id, erased_at) values (the_id, the_time) on conflict do nothing;
  delete from verdicts where challenge_id in (
    select challenge_id from commitments where run_id = the_id);
  delete from proofs where challenge_id in (
    select challenge_id from commitments where run_id = the_id);
  -- The triggers of append-only tables let only what is named here pass.
  perform set_config('ridgeline.erasure', 'run:' || the_id, true);
  delete from commitments where run_id = the_id;
  perform set_config('ridgeline.erasure', 'event:' || the_id, true);
  delete from submission_events where submission_id = the_id;
  perform set_config('ridgeline.erasure', 'submission:' || the_id, true);
  delete from submissions where id = the_id;
  perform set_config('ridgeline.erasure', '', true);
end
$$;
