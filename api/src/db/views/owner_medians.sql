-- What an owner's runs in a group say: for each peak the median over the runs, one row for each level of
-- evidence. The columns are those of owner_peaks, which is filled from here. Every step groups by group
-- and owner, so that a condition on either reaches the index of peak_measurements.
create view owner_medians as
select group_id, evidence, peak, owner,
  percentile_cont(0.5) within group (order by value) as value,
  percentile_cont(0.5) within group (order by best) as best,
  count(*)::integer as run_count,
  max(proof_kernel) as proof_kernel,
  percentile_cont(0.5) within group (order by floor) as floor,
  max(proved_at) as proved_at,
  (max(max(run_number)) over owned)::integer as owner_run_count,
  sum(sample_count) as sample_count,
  -- The time first and in one width, so that texts sort as times do.
  right(max(max(to_char(received_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || submission_id)) over owned,
    36)::uuid as newest_submission_id,
  max(kernel) as kernel,
  max(dtype) as dtype
from (
  select *, dense_rank() over (
    partition by group_id, evidence, owner order by submission_id) as run_number
  from peak_measurements where evidence is not null
) as numbered
group by group_id, evidence, peak, owner
window owned as (partition by group_id, evidence, owner);
