-- The medians of one owner in one group, or of all its owners; one row for each level of evidence.
CREATE FUNCTION refresh_owner(
  the_suite text, the_slug text, the_backend text, the_runtime text, the_owner text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime AND owner = the_owner;
  INSERT INTO owner_peaks (suite, device_slug, backend, runtime_name, evidence, peak, owner, value,
      best, run_count, owner_run_count, sample_count, newest_submission_id, kernel, dtype)
    WITH runs AS (
      SELECT * FROM peak_measurements WHERE suite = the_suite AND device_slug = the_slug
        AND backend = the_backend AND runtime_name = the_runtime AND owner = the_owner
        AND evidence IS NOT NULL
    ), counted AS (
      SELECT evidence, count(DISTINCT submission_id)::int AS owner_run_count,
        (array_agg(submission_id ORDER BY submission_id DESC))[1] AS newest
      FROM runs GROUP BY evidence
    )
    SELECT the_suite, the_slug, the_backend, the_runtime, evidence, peak, the_owner,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY value),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY best),
      count(*)::int, min(owner_run_count), sum(sample_count),
      (array_agg(newest))[1], max(kernel), max(dtype)
    FROM runs JOIN counted USING (evidence) GROUP BY evidence, peak;
END
$$;
--> statement-breakpoint
-- As before, but over the owners' medians: a run costs what its owner's runs and the number of owners
-- cost, not what all runs of the device cost.
CREATE FUNCTION pool_group(the_suite text, the_slug text, the_backend text, the_runtime text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  level integer;
  newest uuid;
  owners integer;
  runs integer;
BEGIN
  SELECT max(evidence) INTO level FROM owner_peaks
    WHERE suite = the_suite AND device_slug = the_slug AND backend = the_backend
      AND runtime_name = the_runtime;
  SELECT count(*), coalesce(sum(own.runs), 0),
      (array_agg(own.newest ORDER BY own.newest DESC))[1]
    INTO owners, runs, newest
    FROM (
      SELECT max(owner_run_count) AS runs, (array_agg(newest_submission_id))[1] AS newest
      FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
        AND backend = the_backend AND runtime_name = the_runtime AND evidence = level
      GROUP BY owner
    ) AS own;
  DELETE FROM entry_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime;
  INSERT INTO entry_peaks (suite, device_slug, backend, runtime_name, peak, value, best, low, high,
      low_rank, owner_count, run_count, sample_count, kernel, dtype)
    WITH pooled AS (
      SELECT peak,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS value,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY best) AS best,
        array_agg(value ORDER BY value) AS medians,
        greatest(1, 1 + floor(count(*) / 2.0 - 0.98 * sqrt(count(*))))::int AS low_rank,
        count(*)::int AS owner_count, sum(run_count)::int AS run_count,
        least(sum(sample_count), 2147483647)::int AS sample_count,
        max(kernel) AS kernel, max(dtype) AS dtype
      FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
        AND backend = the_backend AND runtime_name = the_runtime AND evidence = level
      GROUP BY peak
    )
    SELECT the_suite, the_slug, the_backend, the_runtime, peak, value, best, medians[low_rank],
      medians[owner_count + 1 - low_rank], low_rank, owner_count, run_count, sample_count, kernel,
      dtype
    FROM pooled;
  -- A group without runs keeps its row with zero counts, so that readers learn that it emptied.
  INSERT INTO device_entries (suite, device_slug, backend, runtime_name, evidence, owner_count,
      run_count, newest_submission_id, measured_at, device, software_path, revision)
    SELECT the_suite, the_slug, the_backend, the_runtime, coalesce(level, 0), owners, runs, newest,
      s.finished_at, p.device, p.software_path, pg_current_xact_id()::text::bigint
    FROM (SELECT 1) AS one
    LEFT JOIN submission_summaries s ON s.id = newest
    LEFT JOIN submission_paths p ON p.submission_id = newest AND p.device_slug = the_slug
      AND p.backend = the_backend AND p.runtime_name = the_runtime
    ON CONFLICT (suite, device_slug, backend, runtime_name) DO UPDATE
      SET evidence = excluded.evidence, owner_count = excluded.owner_count,
        run_count = excluded.run_count, newest_submission_id = excluded.newest_submission_id,
        measured_at = excluded.measured_at, device = excluded.device,
        software_path = excluded.software_path, revision = excluded.revision;
END
$$;
--> statement-breakpoint
-- One group from scratch: after an erasure, and for a rebuild.
CREATE OR REPLACE FUNCTION refresh_group(
  the_suite text, the_slug text, the_backend text, the_runtime text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  own record;
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(E'\n', the_suite, the_slug, the_backend, the_runtime), 0));
  DELETE FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime;
  FOR own IN SELECT DISTINCT owner FROM peak_measurements WHERE suite = the_suite
    AND device_slug = the_slug AND backend = the_backend AND runtime_name = the_runtime
  LOOP
    PERFORM refresh_owner(the_suite, the_slug, the_backend, the_runtime, own.owner);
  END LOOP;
  PERFORM pool_group(the_suite, the_slug, the_backend, the_runtime);
END
$$;
--> statement-breakpoint
-- Concurrent submissions of one group take turns, in one order for everybody: no run is lost from a
-- median, and nothing deadlocks. Statements after the lock see what the others have committed.
CREATE OR REPLACE FUNCTION refresh_submission(the_submission uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
  the_owner text := (
    SELECT coalesce(owner, 'anonymous') FROM submission_summaries WHERE id = the_submission);
BEGIN
  FOR path IN SELECT DISTINCT suite, device_slug, backend, runtime_name FROM submission_paths
    WHERE submission_id = the_submission ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(
      concat_ws(E'\n', path.suite, path.device_slug, path.backend, path.runtime_name), 0));
    PERFORM refresh_owner(
      path.suite, path.device_slug, path.backend, path.runtime_name, the_owner);
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
SELECT refresh_all_entries();
