-- Everything derived from one submission. Rows arrive as JSON and are unpacked by the tables' own types;
-- those of paths and peaks bring the names of their group. Groups come first and in one order, so that
-- two submissions of new groups wait for each other and never in a circle; the statements after it see
-- what the other one committed.
create or replace function store_derived(summaries jsonb, paths jsonb, peaks jsonb)
returns void language plpgsql as $$
begin
  insert into board_groups (suite, device_slug, backend, runtime_name)
    select suite, device_slug, backend, runtime_name
    from jsonb_populate_recordset(null::board_groups, paths) order by 1, 2, 3, 4
    on conflict do nothing;
  insert into submission_summaries
    select * from jsonb_populate_recordset(null::submission_summaries, summaries);
  insert into submission_paths (submission_id, group_id, device, software_path, received_at,
      curve_shape, curve)
    select p.submission_id, g.id, p.device, p.software_path, p.received_at, md5(p.curve_shape), p.curve
    from jsonb_to_recordset(paths) as p (submission_id uuid, suite text, device_slug text, backend text,
      runtime_name text, device jsonb, software_path jsonb, received_at timestamptz, curve_shape text,
      curve float8[])
    join board_groups g using (device_slug, suite, backend, runtime_name);
  insert into peak_measurements (submission_id, group_id, peak, owner, evidence, proof_kernel, floor,
      proved_at, value, best, sample_count, kernel, dtype, received_at)
    select p.submission_id, g.id, p.peak, p.owner, p.evidence, p.proof_kernel, p.floor, p.proved_at,
      p.value, p.best, p.sample_count, p.kernel, p.dtype, p.received_at
    from jsonb_to_recordset(peaks) as p (submission_id uuid, suite text, device_slug text, backend text,
      runtime_name text, peak text, owner text, evidence integer, proof_kernel text, floor float8,
      proved_at timestamptz, value float8, best float8, sample_count integer, kernel text, dtype text,
      received_at timestamptz)
    join board_groups g using (device_slug, suite, backend, runtime_name);
end
$$;
