-- What a group's owners say: for each peak the median over the owners' medians, each owner once. Only the
-- best evidence counts: verified runs hide signed ones, those hide unsigned. The columns are those of
-- entry_peaks, which is filled from here; a condition on the group reaches the key of owner_peaks.
create view group_medians as
select group_id, peak, value, best,
  medians[low_rank] as low,
  medians[owner_count + 1 - low_rank] as high,
  low_rank, owner_count, run_count, sample_count, kernel, dtype
from (
  select group_id, peak,
    percentile_cont(0.5) within group (order by value) as value,
    percentile_cont(0.5) within group (order by best) as best,
    array_agg(value order by value) as medians,
    median_low_rank(count(*)::integer) as low_rank,
    count(*)::integer as owner_count,
    sum(run_count)::integer as run_count,
    least(sum(sample_count), 2147483647)::integer as sample_count,
    max(kernel) as kernel,
    max(dtype) as dtype
  from (
    select *, max(evidence) over (partition by group_id) as best_evidence from owner_peaks
  ) as weighed
  where evidence = best_evidence
  group by group_id, peak
) as pooled;
