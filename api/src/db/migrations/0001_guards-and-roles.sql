-- What was received and what was decided is never changed. Only the owner's signed erasure, which names
-- the submission for the length of its transaction, removes a body. The functions are in db/functions.
create trigger submissions_append_only before update or delete on submissions
  for each row execute function refuse_change('submission', 'id');
--> statement-breakpoint
create trigger submissions_no_truncate before truncate on submissions
  for each statement execute function refuse_change('submission', 'id');
--> statement-breakpoint
create trigger submission_events_append_only before update or delete on submission_events
  for each row execute function refuse_change('event', 'submission_id');
--> statement-breakpoint
create trigger submission_events_no_truncate before truncate on submission_events
  for each statement execute function refuse_change('event', 'submission_id');
--> statement-breakpoint
create trigger commitments_append_only before update or delete on commitments
  for each row execute function refuse_change('run', 'run_id');
--> statement-breakpoint
create trigger log_entries_append_only before update or delete on log_entries
  for each row execute function refuse_change('log', 'position');
--> statement-breakpoint
create trigger log_checkpoints_append_only before update or delete on log_checkpoints
  for each row execute function refuse_change('log', 'size');
--> statement-breakpoint
create trigger submissions_admission before insert on submissions
  for each row execute function admit_submission();
--> statement-breakpoint
-- The role of the Worker: it adds to what was received and decided, and can neither change nor remove
-- it, whatever a query of ours gets wrong. What is derived it may write, since it can be derived again.
-- Roles belong to the whole server, so another database may have made this one. A server on which the
-- owner may not create roles goes without; then only the triggers guard.
do $$
begin
  create role ridgeline_app nologin;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then raise warning 'ridgeline_app was not created: %', sqlerrm;
end
$$;
--> statement-breakpoint
do $$
begin
  if not exists (select from pg_roles where rolname = 'ridgeline_app') then
    return;
  end if;
  grant usage on schema public to ridgeline_app;
  revoke all on all tables in schema public from ridgeline_app;
  grant select, insert on all tables in schema public to ridgeline_app;
  grant delete on submission_summaries, submission_paths, peak_measurements, owner_peaks, entry_peaks,
    stale_owners to ridgeline_app;
  grant update on device_entries, owner_standings, owner_networks to ridgeline_app;
  grant delete on owner_networks to ridgeline_app;
  -- A table of a later migration is append-only for the Worker until that migration says otherwise.
  alter default privileges in schema public grant select, insert on tables to ridgeline_app;
end
$$;
--> statement-breakpoint
-- A request that waits longer than this is better told to come back. Operations that take longer lift it.
do $$
begin
  execute format('alter database %I set statement_timeout = %L', current_database(), '15s');
  execute format('alter database %I set lock_timeout = %L', current_database(), '5s');
end
$$;
