-- What a group's owners say: for each peak the median over the owners' medians, each voice once: of owners who
-- depend on each other the one who was there first. Only the best evidence of that very peak counts: what was
-- proved hides what was claimed, and a proof of one peak says nothing of another. Where somebody counts as
-- independent, nobody else has a vote. The columns are those of entry_peaks, which is filled from here; a
-- condition on the group reaches the key of owner_peaks.
create view group_medians as
select group_id, peak, evidence, proof_kernel, floor, proved_at, value, best,
  medians[low_rank] as low,
  medians[owner_count + 1 - low_rank] as high,
  low_rank, owner_count, independent_owner_count, run_count, sample_count, kernel, dtype
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
    (count(*) filter (where is_counted))::integer as independent_owner_count,
    sum(run_count)::integer as run_count,
    least(sum(sample_count), 2147483647)::integer as sample_count,
    max(kernel) as kernel,
    max(dtype) as dtype
  from (
    select *, bool_or(is_counted) over (partition by group_id, peak) as has_counted
    from (
      select p.*, s.counted_since is not null as is_counted,
        row_number() over (
          partition by p.group_id, p.peak, coalesce(s.voice, p.owner)
          order by s.counted_since is null, s.first_seen_at, p.owner) as place
      from (
        select *, max(evidence) over (partition by group_id, peak) as best_evidence from owner_peaks
      ) as p
      left join owner_standings s on s.owner = p.owner
      where p.evidence = p.best_evidence
    ) as voiced
    where place = 1
  ) as weighed
  where is_counted or not has_counted
  group by group_id, peak, evidence
) as pooled;
