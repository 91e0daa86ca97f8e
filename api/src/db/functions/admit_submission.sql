-- Trigger: checked inside the insert's own transaction, so that no request slips between check and insert.
create or replace function admit_submission() returns trigger language plpgsql as $$
begin
  if exists (select from erasures where id = new.id) then
    raise exception 'erased' using errcode = 'RL410';
  end if;
  if new.owner is null then
    return new;
  end if;
  if exists (select from revoked_keys where owner = new.owner) then
    raise exception 'key revoked' using errcode = 'RL403';
  end if;
  -- 500 runs a day are one every three minutes: no honest machine does more.
  if (select count(*) from (
    select from submissions where owner = new.owner
      and received_at > new.received_at - interval '1 day' limit 500) as recent) >= 500 then
    raise exception 'daily quota' using errcode = 'RL429';
  end if;
  return new;
end
$$;
