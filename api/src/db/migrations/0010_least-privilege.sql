-- The role of the Worker: it adds to what was received and decided, and can neither change nor remove
-- it, whatever a query of ours gets wrong. What is derived it may write, since it can be derived again.
-- Roles belong to the whole server, so another database may have made this one. A server on which the
-- owner may not create roles goes without; then only the triggers guard.
DO $$
BEGIN
  CREATE ROLE ridgeline_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE WARNING 'ridgeline_app was not created: %', SQLERRM;
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ridgeline_app') THEN
    RETURN;
  END IF;
  GRANT USAGE ON SCHEMA public TO ridgeline_app;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ridgeline_app;
  GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO ridgeline_app;
  GRANT UPDATE, DELETE ON submission_summaries, submission_paths, peak_measurements, owner_peaks,
    entry_peaks, device_entries TO ridgeline_app;
  -- A table of a later migration is append-only for the Worker until that migration says otherwise.
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO ridgeline_app;
END
$$;
--> statement-breakpoint
-- An owner's signed erasure is the one way in which raw rows leave: one submission at a time, with a
-- record that it was erased, and with the rights of the tables' owner.
CREATE FUNCTION erase_submission(the_id uuid, the_time timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO erasures (id, erased_at) VALUES (the_id, the_time);
  DELETE FROM verdicts WHERE challenge_id IN (
    SELECT challenge_id FROM commitments WHERE run_id = the_id);
  DELETE FROM proofs WHERE challenge_id IN (
    SELECT challenge_id FROM commitments WHERE run_id = the_id);
  -- The triggers of append-only tables let only what is named here pass.
  PERFORM set_config('ridgeline.erasure', 'run:' || the_id, true);
  DELETE FROM commitments WHERE run_id = the_id;
  PERFORM set_config('ridgeline.erasure', 'event:' || the_id, true);
  DELETE FROM submission_events WHERE submission_id = the_id;
  PERFORM set_config('ridgeline.erasure', 'submission:' || the_id, true);
  DELETE FROM submissions WHERE id = the_id;
  PERFORM set_config('ridgeline.erasure', '', true);
END
$$;
