-- The medians that are stale, computed by who reads next. One pooling at a time, so that two never write
-- the same row; whoever comes second waits for the first and then finds its rows. Had it gone on at once,
-- a page that asks twice would have shown one half of itself from before a submission. Each statement
-- sees what others committed before it, so a submission that commits in the middle is either in the
-- medians or still noted as stale.
create or replace function pool_stale_groups() returns void language plpgsql as $$
declare
  stale record;
  the_groups uuid[] := '{}';
begin
  if not exists (select from stale_owners) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ridgeline pooling', 0));
  for stale in with taken as (delete from stale_owners returning *)
    select group_id, array_agg(distinct owner) as owners from taken group by group_id
  loop
    delete from owner_peaks where group_id = stale.group_id and owner = any (stale.owners);
    insert into owner_peaks
      select * from owner_medians where group_id = stale.group_id and owner = any (stale.owners);
    the_groups := the_groups || stale.group_id;
  end loop;
  perform pool_groups(the_groups);
end
$$;
