-- What most of some descriptions say, key by key, each description one vote; of equally many the one that
-- comes first wins. A key that more leave out than agree on is left out. The same rule as `majorityFacts`
-- of packages/evaluation.
create or replace function majority_facts(the_facts jsonb[]) returns jsonb
language sql immutable strict parallel safe as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from (
    select distinct on (key) key, value, votes, sum(votes) over (partition by key) as given
    from (
      select key, value, count(*) as votes, min(place) as place
      from unnest(the_facts) with ordinality as one (facts, place) cross join lateral jsonb_each(facts)
      group by key, value
    ) as counted
    order by key, votes desc, place
  ) as chosen
  where votes >= cardinality(the_facts) - given
$$;
