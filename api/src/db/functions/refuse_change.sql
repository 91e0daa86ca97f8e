-- Trigger of append-only tables. A row may go only while its owner's erasure names it: see erase_submission.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    and current_setting('ridgeline.erasure', true) = tg_argv[0] || ':' || (to_jsonb(old) ->> tg_argv[1])
  then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'RL001';
end
$$;
