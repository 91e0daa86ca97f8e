-- What was stored since the last time goes to the end of the log; what is there never moves.
create or replace function append_log() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ridgeline log', 0));
  insert into log_entries (position, submission_id, entry)
    select (select coalesce(max(position) + 1, 0) from log_entries)
        + row_number() over (order by received_at, id) - 1,
      id, id || ' ' || body_sha256 || ' '
        || to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from submissions s
    where not exists (select from log_entries l where l.submission_id = s.id);
end
$$;
