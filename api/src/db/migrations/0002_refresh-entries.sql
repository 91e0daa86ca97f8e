-- Recomputes the row of one group (suite, device, backend, runtime) exactly from its runs: the median
-- over owners of the median over each owner's runs. Only runs of the best evidence count: verified
-- ones hide signed ones, those hide unsigned. 0.98 * sqrt(n) is half the width of 95 % of a binomial.
-- A function, because its plans are kept by the session, and because a submission and a rebuild then
-- cannot differ.
CREATE FUNCTION refresh_group(the_suite text, the_slug text, the_backend text, the_runtime text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  level integer;
  newest uuid;
  owners integer;
  runs integer;
BEGIN
  -- Concurrent submissions of one group take turns, so that none is lost from the median. Each
  -- statement after this one sees what the others have committed.
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(E'\n', the_suite, the_slug, the_backend, the_runtime), 0));
  SELECT max(evidence) INTO level FROM peak_measurements
    WHERE suite = the_suite AND device_slug = the_slug AND backend = the_backend
      AND runtime_name = the_runtime;
  SELECT count(DISTINCT owner), count(DISTINCT submission_id),
      (array_agg(submission_id ORDER BY submission_id DESC))[1]
    INTO owners, runs, newest FROM peak_measurements
    WHERE suite = the_suite AND device_slug = the_slug AND backend = the_backend
      AND runtime_name = the_runtime AND evidence = level;
  DELETE FROM entry_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime;
  INSERT INTO entry_peaks (suite, device_slug, backend, runtime_name, peak, value, best, low, high,
      low_rank, owner_count, run_count, sample_count, kernel, dtype)
    WITH by_owner AS (
      SELECT peak, owner,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS value,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY best) AS best,
        count(*) AS run_count, sum(sample_count) AS sample_count,
        max(kernel) AS kernel, max(dtype) AS dtype
      FROM peak_measurements
      WHERE suite = the_suite AND device_slug = the_slug AND backend = the_backend
        AND runtime_name = the_runtime AND evidence = level
      GROUP BY peak, owner
    ), pooled AS (
      SELECT peak,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS value,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY best) AS best,
        array_agg(value ORDER BY value) AS medians,
        greatest(1, 1 + floor(count(*) / 2.0 - 0.98 * sqrt(count(*))))::int AS low_rank,
        count(*)::int AS owner_count, sum(run_count)::int AS run_count,
        least(sum(sample_count), 2147483647)::int AS sample_count,
        max(kernel) AS kernel, max(dtype) AS dtype
      FROM by_owner GROUP BY peak
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
-- The rows that one submission touches, in one order for everybody: no deadlock.
CREATE FUNCTION refresh_submission(the_submission uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  FOR path IN SELECT DISTINCT suite, device_slug, backend, runtime_name FROM submission_paths
    WHERE submission_id = the_submission ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM refresh_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE FUNCTION refresh_all_entries() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  path record;
BEGIN
  FOR path IN SELECT DISTINCT suite, device_slug, backend, runtime_name FROM submission_paths
    ORDER BY 1, 2, 3, 4
  LOOP
    PERFORM refresh_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
