ALTER TABLE "stale_groups" ADD COLUMN "owner" text;--> statement-breakpoint
-- A submission only notes whose medians are stale. Recomputing them took half of what storing a
-- submission took, and an owner who sends ten runs had them computed ten times before anybody looked.
CREATE OR REPLACE FUNCTION refresh_submission(the_submission uuid)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_groups (suite, device_slug, backend, runtime_name, owner)
    SELECT p.suite, p.device_slug, p.backend, p.runtime_name, coalesce(s.owner, 'anonymous')
    FROM submission_summaries s JOIN submission_paths p ON p.submission_id = s.id
    WHERE s.id = the_submission;
$$;
--> statement-breakpoint
-- One pooling at a time, so that two never write the same row; whoever comes second waits for the first
-- and then finds its rows. Each statement sees what others committed before it, so a submission that
-- commits in the middle is either in the medians or still noted as stale.
CREATE OR REPLACE FUNCTION pool_stale_groups() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  IF NOT EXISTS (SELECT FROM stale_groups) THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('ridgeline pooling', 0));
  FOR path IN WITH taken AS (DELETE FROM stale_groups RETURNING *)
    SELECT suite, device_slug, backend, runtime_name,
      array_agg(DISTINCT owner) FILTER (WHERE owner IS NOT NULL) AS owners
    FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  LOOP
    IF path.owners IS NOT NULL THEN
      PERFORM refresh_owners(
        path.suite, path.device_slug, path.backend, path.runtime_name, path.owners);
    END IF;
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- Nobody but the pooling writes medians any more. Erasures of an older Worker still call this one.
CREATE OR REPLACE FUNCTION refresh_group(
  the_suite text, the_slug text, the_backend text, the_runtime text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_groups (suite, device_slug, backend, runtime_name, owner)
    SELECT DISTINCT suite, device_slug, backend, runtime_name, owner FROM owner_peaks
    WHERE suite = the_suite AND device_slug = the_slug AND backend = the_backend
      AND runtime_name = the_runtime;
$$;
