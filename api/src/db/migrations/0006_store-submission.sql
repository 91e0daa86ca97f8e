-- Rows arrive as JSON and are unpacked by the tables' own types. One statement per submission, whose
-- plans the session keeps, costs a fraction of the separate inserts.
CREATE FUNCTION store_derived(summaries jsonb, paths jsonb, peaks jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO submission_summaries
    SELECT * FROM jsonb_populate_recordset(NULL::submission_summaries, summaries);
  INSERT INTO submission_paths
    SELECT * FROM jsonb_populate_recordset(NULL::submission_paths, paths);
  INSERT INTO peak_measurements
    SELECT * FROM jsonb_populate_recordset(NULL::peak_measurements, peaks);
END
$$;
--> statement-breakpoint
-- The body comes beside the record: inside JSON it would be escaped and parsed once more.
CREATE FUNCTION store_submission(
  raw_body text, raw jsonb, event jsonb, summaries jsonb, paths jsonb, peaks jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  received submissions := jsonb_populate_record(NULL::submissions, raw);
BEGIN
  received.body := raw_body;
  INSERT INTO submissions SELECT received.*;
  INSERT INTO submission_events
    SELECT * FROM jsonb_populate_record(NULL::submission_events, event);
  PERFORM store_derived(summaries, paths, peaks);
  PERFORM refresh_submission(received.id);
END
$$;
