-- The rows of some groups on the boards, from their owners' medians: a run costs what its owner's runs and
-- the number of owners cost, not what all runs of the device cost.
create or replace function pool_groups(the_groups uuid[]) returns void language plpgsql as $$
begin
  delete from entry_peaks where group_id = any (the_groups);
  insert into entry_peaks select * from group_medians where group_id = any (the_groups);
  -- A group without runs keeps its row with zero counts, so that readers learn that it emptied.
  insert into device_entries (group_id, evidence, has_lab_run, owner_count, run_count,
      newest_submission_id, measured_at, device, software_path, revision)
    select g.id, coalesce(counted.evidence, 0), exists (
        select from submission_summaries s join submission_paths p on p.submission_id = s.id
        where p.group_id = g.id and s.tier = 'T4' and s.status = 'verified'),
      counted.owner_count, counted.run_count, newest.id, newest.finished_at, facts.device,
      facts.software_path,
      pg_current_xact_id()::text::bigint
    from unnest(the_groups) as g (id)
    cross join lateral (
      select min(evidence) as evidence, count(*) as owner_count, coalesce(sum(run_count), 0) as run_count,
        array_agg(newest) filter (where place = 1 and (is_counted or not has_counted)) as newest
      from (
        select *, bool_or(is_counted) over () as has_counted
        from (
          select p.evidence, max(p.owner_run_count) as run_count,
            (array_agg(p.newest_submission_id))[1] as newest,
            s.counted_since is not null as is_counted,
            row_number() over (
              partition by coalesce(s.voice, p.owner)
              order by s.counted_since is null, s.first_seen_at, p.owner) as place
          from owner_peaks p left join owner_standings s on s.owner = p.owner
          where p.group_id = g.id
            and p.evidence = (select max(evidence) from owner_peaks where group_id = g.id)
          group by p.evidence, p.owner, s.voice, s.counted_since, s.first_seen_at
        ) as own
      ) as voiced
    ) as counted
    left join lateral (
      select id, finished_at from submission_summaries where id = any (counted.newest)
      order by received_at desc, id desc limit 1
    ) as newest on true
    -- The newest run of each owner with a vote, as for medians, is one vote; of equally many the one that
    -- stands longest counts.
    cross join lateral (
      select majority_facts(array_agg(device order by received_at, submission_id)) as device,
        majority_facts(array_agg(software_path order by received_at, submission_id)) as software_path
      from submission_paths p
      where p.group_id = g.id and p.submission_id = any (counted.newest)
    ) as facts
    on conflict (group_id) do update
      set evidence = excluded.evidence, has_lab_run = excluded.has_lab_run,
        owner_count = excluded.owner_count, run_count = excluded.run_count,
        newest_submission_id = excluded.newest_submission_id, measured_at = excluded.measured_at,
        device = excluded.device, software_path = excluded.software_path, revision = excluded.revision;
end
$$;
