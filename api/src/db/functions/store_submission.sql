-- One statement per submission, whose plans the session keeps, costs a fraction of the separate inserts.
-- The body comes beside the record: inside JSON it would be escaped and parsed once more.
create or replace function store_submission(
  raw_body text, raw jsonb, event jsonb, network text, summaries jsonb, paths jsonb, peaks jsonb
) returns void language plpgsql as $$
begin
  insert into submissions (id, body, body_sha256, public_key, signature, owner, received_at)
    select id, raw_body, body_sha256, public_key, signature, owner, received_at
    from jsonb_populate_record(null::submissions, raw);
  insert into submission_events select * from jsonb_populate_record(null::submission_events, event);
  perform store_derived(summaries, paths, peaks);
  if raw ->> 'owner' is not null then
    perform note_owner((raw ->> 'id')::uuid, raw ->> 'owner', network,
      (raw ->> 'received_at')::timestamptz);
  end if;
  perform note_stale_owners((raw ->> 'id')::uuid);
end
$$;
