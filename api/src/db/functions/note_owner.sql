-- Who speaks for the owner of a run. Known keys keep their voice; a new one has the voice of the first key
-- that came from its network (names of networks change each month, and are forgotten after 90 days), and
-- whoever sends the curve of somebody else has that one's voice. A linked account is nobody's echo.
create or replace function note_owner(the_id uuid, the_owner text, the_network text, the_time timestamptz)
returns void language plpgsql as $$
declare
  other text;
begin
  if not exists (select from owner_standings where owner = the_owner) then
    -- Two new keys of one network wait for each other, so that the second finds the first.
    perform pg_advisory_xact_lock(hashtextextended(coalesce(the_network, the_owner), 1));
    select s.voice into other from owner_networks n join owner_standings s on s.owner = n.owner
      where n.network = the_network order by s.first_seen_at, s.owner limit 1;
    insert into owner_standings (owner, voice, reason, first_seen_at)
      values (the_owner, coalesce(other, the_owner),
        case when other is null then 'own' else 'network' end, the_time)
      on conflict do nothing;
  end if;
  if the_network is not null then
    insert into owner_networks (owner, network, seen_at) values (the_owner, the_network, the_time)
      on conflict (owner, network) do update set seen_at = excluded.seen_at;
  end if;
  select s.voice into other
    from submission_paths p
    cross join lateral (
      -- The newest ones, so that a run costs no more where a device has a million.
      select r.submission_id, r.curve from submission_paths r
      where r.group_id = p.group_id and r.submission_id <> the_id and r.curve_shape = p.curve_shape
      order by r.received_at desc, r.submission_id desc limit 256
    ) as q
    join submission_summaries o on o.id = q.submission_id
    join owner_standings s on s.owner = o.owner
    where p.submission_id = the_id and o.owner <> the_owner and are_copies(p.curve, q.curve)
    order by o.received_at, o.id limit 1;
  if other is null then
    return;
  end if;
  update owner_standings set voice = other, reason = 'curves'
    where owner = the_owner and voice <> other and account is null;
  if found then
    insert into stale_owners select distinct group_id, owner from owner_peaks where owner = the_owner;
  end if;
end
$$;
