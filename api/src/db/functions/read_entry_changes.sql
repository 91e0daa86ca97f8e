-- Board rows written since a snapshot, after pooling what is stale: one round trip.
create or replace function read_entry_changes(
  the_suite text, since bigint, out horizon text, out rows json
) language plpgsql as $$
begin
  perform pool_stale_groups();
  select pg_snapshot_xmin(pg_current_snapshot())::text, coalesce(json_agg(json_build_object(
      'suite', g.suite, 'deviceSlug', g.device_slug, 'backend', g.backend,
      'runtimeName', g.runtime_name, 'evidence', e.evidence, 'hasLabRun', e.has_lab_run,
      'ownerCount', e.owner_count, 'runCount', e.run_count,
      'newestSubmissionId', e.newest_submission_id,
      'measuredAt', to_char(e.measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'device', e.device, 'softwarePath', e.software_path,
      'peaks', (
        select coalesce(json_agg(json_build_object('peak', peak, 'evidence', p.evidence,
          'proofKernel', proof_kernel, 'floor', floor,
          'provedAt', to_char(proved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'value', value, 'best', best,
          'low', low, 'high', high, 'lowRank', low_rank, 'ownerCount', owner_count,
          'independentOwnerCount', independent_owner_count, 'runCount', run_count, 'sampleCount', sample_count, 'kernel', kernel, 'dtype', dtype)
          order by peak), '[]'::json)
        from entry_peaks p where p.group_id = e.group_id))), '[]'::json)
    into horizon, rows
    from device_entries e join board_groups g on g.id = e.group_id
    where g.suite = the_suite and e.revision >= since;
end
$$;
