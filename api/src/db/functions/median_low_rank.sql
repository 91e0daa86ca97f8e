-- Rank of the lower order statistic of a median's interval, as `medianRank` of packages/statistics has it:
-- the narrowest symmetric pair that holds the true median with at least 0.95, whatever the distribution;
-- 1 where even the whole range holds it with less. The weights of a binomial are added up from the middle
-- outwards, in units of the middle one: the same doubles in the same order, so the very same bits.
create or replace function median_low_rank(count integer) returns integer
language plpgsql immutable strict parallel safe as $$
declare
  total float8 := 0;
  covered float8 := 0;
  weight float8;
  term float8 := 1;
begin
  for index in reverse count / 2 .. 0 loop
    -- Each index stands for its mirror image too; the middle of an even count has none.
    weight := case when 2 * index = count then term else 2 * term end;
    exit when total + weight = total;
    total := total + weight;
    term := term * index / (count - index + 1);
  end loop;
  term := 1;
  for index in reverse count / 2 .. 2 loop
    covered := covered + case when 2 * index = count then term else 2 * term end;
    if covered >= 0.95::float8 * total then
      return index;
    end if;
    term := term * index / (count - index + 1);
  end loop;
  return 1;
end
$$;
