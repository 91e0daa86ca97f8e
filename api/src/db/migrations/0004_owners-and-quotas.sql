CREATE TRIGGER commitments_append_only BEFORE UPDATE OR DELETE ON commitments
  FOR EACH ROW EXECUTE FUNCTION refuse_change('run', 'run_id');
--> statement-breakpoint
-- Checked inside the insert's own transaction, so that no request can slip between check and insert.
CREATE FUNCTION admit_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM erasures WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'erased' USING ERRCODE = 'RL410';
  END IF;
  IF NEW.owner IS NULL THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM revoked_keys WHERE owner = NEW.owner) THEN
    RAISE EXCEPTION 'key revoked' USING ERRCODE = 'RL403';
  END IF;
  -- 500 runs a day are one every three minutes: no honest machine does more.
  IF (SELECT count(*) FROM (
    SELECT FROM submissions WHERE owner = NEW.owner
      AND received_at > NEW.received_at - interval '1 day' LIMIT 500) AS recent) >= 500 THEN
    RAISE EXCEPTION 'daily quota' USING ERRCODE = 'RL429';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER submissions_admission BEFORE INSERT ON submissions
  FOR EACH ROW EXECUTE FUNCTION admit_submission();
