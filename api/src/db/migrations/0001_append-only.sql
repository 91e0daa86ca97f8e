-- What was received and what was decided is never changed. Only the owner's signed erasure, which
-- names the submission for the length of its transaction, removes a body.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('ridgeline.erasure', true) = TG_ARGV[0] || ':' || (to_jsonb(OLD) ->> TG_ARGV[1]) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'RL001';
END
$$;
--> statement-breakpoint
CREATE TRIGGER submissions_append_only BEFORE UPDATE OR DELETE ON submissions
  FOR EACH ROW EXECUTE FUNCTION refuse_change('submission', 'id');
--> statement-breakpoint
CREATE TRIGGER submissions_no_truncate BEFORE TRUNCATE ON submissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('submission', 'id');
--> statement-breakpoint
CREATE TRIGGER submission_events_append_only BEFORE UPDATE OR DELETE ON submission_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change('event', 'submission_id');
--> statement-breakpoint
CREATE TRIGGER submission_events_no_truncate BEFORE TRUNCATE ON submission_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('event', 'submission_id');
