-- Keys that are a week old count from now on, and what they measured is pooled again. The names of networks
-- that are 90 days old are forgotten.
create or replace function count_owners(the_time timestamptz) returns void language plpgsql as $$
begin
  with aged as (
    update owner_standings set counted_since = first_seen_at + interval '7 days'
    where counted_since is null and first_seen_at <= the_time - interval '7 days'
    returning owner
  )
  insert into stale_owners
    select distinct p.group_id, p.owner from owner_peaks p join aged using (owner);
  delete from owner_networks where seen_at < the_time - interval '90 days';
end
$$;
