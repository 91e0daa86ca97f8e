-- Whether two runs of one device have one curve: their times differ by the same factor everywhere, to 0.4
-- percent. A machine that is measured twice does not come so near to itself over six sizes and more.
create or replace function are_copies(one float8[], other float8[]) returns boolean
language sql immutable strict parallel safe as $$
  select cardinality(one) >= 6 and max(a / b) <= 1.004 * min(a / b)
  from unnest(one, other) as pair (a, b);
$$;
