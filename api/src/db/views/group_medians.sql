-- What a group's owners say: for each peak the median over the owners' medians, each owner once. Only the
-- best evidence of that very peak counts: what was proved hides what was claimed, and a proof of one peak
-- says nothing of another. The columns are those of entry_peaks, which is filled from here; a condition on
-- the group reaches the key of owner_peaks.
create view group_medians as
select group_id, peak, evidence, proof_kernel, floor, proved_at, value, best,
  medians[low_rank] as low,
  medians[owner_count + 1 - low_rank] as high,
  low_rank, owner_count, run_count, sample_count, kernel, dtype
from (
  select group_id, peak, evidence,
    max(proof_kernel) as proof_kernel,
    percentile_cont(0.5) within group (order by floor) as floor,
    max(proved_at) as proved_at,
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
    select *, max(evidence) over (partition by group_id, peak) as best_evidence from owner_peaks
  ) as weighed
  where evidence = best_evidence
  group by group_id, peak, evidence
) as pooled;
