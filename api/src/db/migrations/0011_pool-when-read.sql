CREATE TABLE "stale_groups" (
	"suite" text NOT NULL,
	"device_slug" text NOT NULL,
	"backend" text NOT NULL,
	"runtime_name" text NOT NULL
);

--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ridgeline_app') THEN
    GRANT DELETE ON stale_groups TO ridgeline_app;
  END IF;
END
$$;
--> statement-breakpoint
-- A submission recomputes its own owner's medians and only notes that the group's row is stale: pooling
-- costs what the number of owners costs, and many submissions share one pooling. Owners take turns by
-- themselves; the shared lock keeps them out while an erasure derives the whole group again.
CREATE OR REPLACE FUNCTION refresh_submission(the_submission uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
  the_group text;
  the_owner text := (
    SELECT coalesce(owner, 'anonymous') FROM submission_summaries WHERE id = the_submission);
BEGIN
  FOR path IN SELECT DISTINCT suite, device_slug, backend, runtime_name FROM submission_paths
    WHERE submission_id = the_submission ORDER BY 1, 2, 3, 4
  LOOP
    the_group := concat_ws(E'\n', path.suite, path.device_slug, path.backend, path.runtime_name);
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(the_group, 0));
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(E'\n', the_group, the_owner), 1));
    PERFORM refresh_owners(
      path.suite, path.device_slug, path.backend, path.runtime_name, ARRAY[the_owner]);
    INSERT INTO stale_groups (suite, device_slug, backend, runtime_name)
      VALUES (path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- One pooling at a time, so that two never write the same row; whoever comes second does not wait and
-- reads what is there. Each statement sees what others committed before it, so a submission that
-- commits in the middle is either in the median or still noted as stale.
CREATE FUNCTION pool_stale_groups() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  IF NOT EXISTS (SELECT FROM stale_groups)
    OR NOT pg_try_advisory_xact_lock(hashtextextended('ridgeline pooling', 0))
  THEN
    RETURN;
  END IF;
  FOR path IN WITH taken AS (DELETE FROM stale_groups RETURNING *)
    SELECT DISTINCT suite, device_slug, backend, runtime_name FROM taken ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refresh_group(
  the_suite text, the_slug text, the_backend text, the_runtime text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(E'\n', the_suite, the_slug, the_backend, the_runtime), 0));
  DELETE FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime;
  PERFORM refresh_owners(the_suite, the_slug, the_backend, the_runtime, ARRAY(
    SELECT DISTINCT owner FROM peak_measurements WHERE suite = the_suite
      AND device_slug = the_slug AND backend = the_backend AND runtime_name = the_runtime));
  INSERT INTO stale_groups (suite, device_slug, backend, runtime_name)
    VALUES (the_suite, the_slug, the_backend, the_runtime);
END
$$;
--> statement-breakpoint
-- Board rows written since a snapshot, after pooling what is stale: one round trip.
CREATE FUNCTION read_entry_changes(the_suite text, since bigint, OUT horizon text, OUT rows json)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pool_stale_groups();
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text, coalesce(json_agg(json_build_object(
      'suite', suite, 'deviceSlug', device_slug, 'backend', backend, 'runtimeName', runtime_name,
      'evidence', evidence, 'ownerCount', owner_count, 'runCount', run_count,
      'newestSubmissionId', newest_submission_id,
      'measuredAt', to_char(measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'device', device, 'softwarePath', software_path,
      'peaks', (
        SELECT coalesce(json_agg(json_build_object('peak', peak, 'value', value, 'best', best,
          'low', low, 'high', high, 'lowRank', low_rank, 'ownerCount', owner_count,
          'runCount', run_count, 'sampleCount', sample_count, 'kernel', kernel, 'dtype', dtype)
          ORDER BY peak), '[]'::json)
        FROM entry_peaks p
        WHERE p.suite = e.suite AND p.device_slug = e.device_slug AND p.backend = e.backend
          AND p.runtime_name = e.runtime_name))), '[]'::json)
    INTO horizon, rows
    FROM device_entries e WHERE e.suite = the_suite AND e.revision >= since;
END
$$;
--> statement-breakpoint
-- Every owner's medians from scratch, all groups in one pass: for a rebuild.
CREATE FUNCTION refresh_all_owners() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM stale_groups;
  DELETE FROM owner_peaks;
  INSERT INTO owner_peaks (suite, device_slug, backend, runtime_name, evidence, peak, owner, value,
      best, run_count, owner_run_count, sample_count, newest_submission_id, kernel, dtype)
    WITH counted AS (
      SELECT suite, device_slug, backend, runtime_name, evidence, owner,
        count(DISTINCT submission_id)::int AS owner_run_count,
          (array_agg(submission_id ORDER BY submission_id DESC))[1] AS newest
      FROM peak_measurements WHERE evidence IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
    ), medians AS (
      SELECT suite, device_slug, backend, runtime_name, evidence, owner, peak,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS value,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY best) AS best,
        count(*)::int AS run_count, sum(sample_count) AS sample_count,
        max(kernel) AS kernel, max(dtype) AS dtype
      FROM peak_measurements WHERE evidence IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT suite, device_slug, backend, runtime_name, evidence, peak, owner, value, best, run_count,
      owner_run_count, sample_count, newest, kernel, dtype
    FROM medians JOIN counted USING (suite, device_slug, backend, runtime_name, evidence, owner);
END
$$;
--> statement-breakpoint
CREATE FUNCTION pool_all_groups() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  FOR path IN SELECT DISTINCT suite, device_slug, backend, runtime_name FROM submission_paths
    ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refresh_all_entries() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_all_owners();
  PERFORM pool_all_groups();
END
$$;
