-- The medians of some owners in one group; one row for each level of evidence. All owners at once cost
-- one statement, which is what a rebuild needs.
CREATE FUNCTION refresh_owners(
  the_suite text, the_slug text, the_backend text, the_runtime text, the_owners text[]
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM owner_peaks WHERE suite = the_suite AND device_slug = the_slug
    AND backend = the_backend AND runtime_name = the_runtime AND owner = ANY (the_owners);
  INSERT INTO owner_peaks (suite, device_slug, backend, runtime_name, evidence, peak, owner, value,
      best, run_count, owner_run_count, sample_count, newest_submission_id, kernel, dtype)
    WITH runs AS (
      SELECT * FROM peak_measurements WHERE suite = the_suite AND device_slug = the_slug
        AND backend = the_backend AND runtime_name = the_runtime AND owner = ANY (the_owners)
        AND evidence IS NOT NULL
    ), counted AS (
      SELECT evidence, owner, count(DISTINCT submission_id)::int AS owner_run_count,
        (array_agg(submission_id ORDER BY submission_id DESC))[1] AS newest
      FROM runs GROUP BY evidence, owner
    )
    SELECT the_suite, the_slug, the_backend, the_runtime, evidence, peak, owner,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY value),
      percentile_cont(0.5) WITHIN GROUP (ORDER BY best),
      count(*)::int, min(owner_run_count), sum(sample_count),
      (array_agg(newest))[1], max(kernel), max(dtype)
    FROM runs JOIN counted USING (evidence, owner) GROUP BY evidence, peak, owner;
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
  PERFORM pool_group(the_suite, the_slug, the_backend, the_runtime);
END
$$;
--> statement-breakpoint
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
    PERFORM refresh_owners(
      path.suite, path.device_slug, path.backend, path.runtime_name, ARRAY[the_owner]);
    PERFORM pool_group(path.suite, path.device_slug, path.backend, path.runtime_name);
  END LOOP;
END
$$;
--> statement-breakpoint
DROP FUNCTION refresh_owner(text, text, text, text, text);
