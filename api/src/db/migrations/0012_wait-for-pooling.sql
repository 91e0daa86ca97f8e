-- One pooling at a time, so that two never write the same row; whoever comes second waits for the first
-- and then finds its rows. Had it gone on at once, a page that asks twice would have shown one half of
-- itself from before a submission. Each statement sees what others committed before it, so a submission
-- that commits in the middle is either in the median or still noted as stale.
CREATE OR REPLACE FUNCTION pool_stale_groups() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  IF NOT EXISTS (SELECT FROM stale_groups) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('ridgeline pooling', 0));
  FOR path IN WITH taken AS (DELETE FROM stale_groups RETURNING *)
    SELECT DISTINCT suite, device_slug, backend, runtime_name FROM taken ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
