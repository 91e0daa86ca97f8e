CREATE TABLE "board_groups" (
	"id" uuid PRIMARY KEY GENERATED ALWAYS AS (md5(suite || E'\n' || device_slug || E'\n' || backend || E'\n' || runtime_name)::uuid) STORED NOT NULL,
	"suite" text NOT NULL,
	"device_slug" text NOT NULL,
	"backend" text NOT NULL,
	"runtime_name" text NOT NULL,
	CONSTRAINT "board_groups_names" UNIQUE("device_slug","suite","backend","runtime_name")
);
--> statement-breakpoint
CREATE TABLE "device_entries" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"evidence" integer NOT NULL,
	"has_lab_run" boolean NOT NULL,
	"owner_count" integer NOT NULL,
	"run_count" integer NOT NULL,
	"newest_submission_id" uuid,
	"measured_at" timestamp with time zone,
	"device" jsonb,
	"software_path" jsonb,
	"revision" bigint NOT NULL,
	CONSTRAINT "device_entries_counts" CHECK ("device_entries"."owner_count" >= 0 and "device_entries"."run_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "entry_peaks" (
	"group_id" uuid NOT NULL,
	"peak" text NOT NULL,
	"evidence" integer NOT NULL,
	"proof_kernel" text,
	"floor" double precision,
	"proved_at" timestamp with time zone,
	"value" double precision NOT NULL,
	"best" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"low_rank" integer NOT NULL,
	"owner_count" integer NOT NULL,
	"independent_owner_count" integer NOT NULL,
	"run_count" integer NOT NULL,
	"sample_count" integer NOT NULL,
	"kernel" text NOT NULL,
	"dtype" text NOT NULL,
	CONSTRAINT "entry_peaks_group_id_peak_pk" PRIMARY KEY("group_id","peak"),
	CONSTRAINT "entry_peaks_value" CHECK ("entry_peaks"."value" > 0 and "entry_peaks"."value" < 1e22),
	CONSTRAINT "entry_peaks_best" CHECK ("entry_peaks"."best" > 0 and "entry_peaks"."best" < 1e22),
	CONSTRAINT "entry_peaks_low" CHECK ("entry_peaks"."low" > 0 and "entry_peaks"."low" < 1e22),
	CONSTRAINT "entry_peaks_high" CHECK ("entry_peaks"."high" > 0 and "entry_peaks"."high" < 1e22),
	CONSTRAINT "entry_peaks_order" CHECK ("entry_peaks"."low" <= "entry_peaks"."value" and "entry_peaks"."value" <= "entry_peaks"."high"),
	CONSTRAINT "entry_peaks_counts" CHECK ("entry_peaks"."low_rank" >= 1 and "entry_peaks"."owner_count" >= 1 and "entry_peaks"."run_count" >= 1 and "entry_peaks"."sample_count" >= 1)
);
--> statement-breakpoint
CREATE TABLE "owner_peaks" (
	"group_id" uuid NOT NULL,
	"evidence" integer NOT NULL,
	"peak" text NOT NULL,
	"owner" text NOT NULL,
	"value" double precision NOT NULL,
	"best" double precision NOT NULL,
	"run_count" integer NOT NULL,
	"proof_kernel" text,
	"floor" double precision,
	"proved_at" timestamp with time zone,
	"owner_run_count" integer NOT NULL,
	"sample_count" bigint NOT NULL,
	"newest_submission_id" uuid NOT NULL,
	"kernel" text NOT NULL,
	"dtype" text NOT NULL,
	CONSTRAINT "owner_peaks_group_id_evidence_peak_owner_pk" PRIMARY KEY("group_id","evidence","peak","owner"),
	CONSTRAINT "owner_peaks_value" CHECK ("owner_peaks"."value" > 0 and "owner_peaks"."value" < 1e22),
	CONSTRAINT "owner_peaks_best" CHECK ("owner_peaks"."best" > 0 and "owner_peaks"."best" < 1e22),
	CONSTRAINT "owner_peaks_counts" CHECK ("owner_peaks"."run_count" >= 1 and "owner_peaks"."owner_run_count" >= 1)
);
--> statement-breakpoint
CREATE TABLE "peak_measurements" (
	"submission_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"peak" text NOT NULL,
	"owner" text NOT NULL,
	"evidence" integer,
	"proof_kernel" text,
	"floor" double precision,
	"proved_at" timestamp with time zone,
	"value" double precision NOT NULL,
	"best" double precision NOT NULL,
	"sample_count" integer NOT NULL,
	"kernel" text NOT NULL,
	"dtype" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "peak_measurements_submission_id_group_id_peak_pk" PRIMARY KEY("submission_id","group_id","peak"),
	CONSTRAINT "peak_measurements_value" CHECK ("peak_measurements"."value" > 0 and "peak_measurements"."value" < 1e22),
	CONSTRAINT "peak_measurements_floor" CHECK ("peak_measurements"."floor" > 0 and "peak_measurements"."floor" < 1e22),
	CONSTRAINT "peak_measurements_best" CHECK ("peak_measurements"."best" > 0 and "peak_measurements"."best" < 1e22),
	CONSTRAINT "peak_measurements_samples" CHECK ("peak_measurements"."sample_count" between 1 and 4096),
	CONSTRAINT "peak_measurements_evidence" CHECK ("peak_measurements"."evidence" between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "stale_owners" (
	"group_id" uuid NOT NULL,
	"owner" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submission_paths" (
	"submission_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"device" jsonb NOT NULL,
	"software_path" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"curve_shape" char(32) NOT NULL,
	"curve" double precision[] NOT NULL,
	CONSTRAINT "submission_paths_submission_id_group_id_pk" PRIMARY KEY("submission_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "submission_summaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner" text,
	"suite" text NOT NULL,
	"preset" text NOT NULL,
	"status" text NOT NULL,
	"tier" text NOT NULL,
	"reasons" text[] NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"agent_version" text NOT NULL,
	"is_partial" boolean NOT NULL,
	"flags" text[] NOT NULL,
	"measurement_count" integer NOT NULL,
	"devices" jsonb NOT NULL,
	CONSTRAINT "submission_summaries_count" CHECK ("submission_summaries"."measurement_count" between 0 and 1024),
	CONSTRAINT "submission_summaries_times" CHECK ("submission_summaries"."finished_at" >= "submission_summaries"."started_at")
);
--> statement-breakpoint
CREATE TABLE "log_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" char(64) NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"position" bigint PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"entry" text NOT NULL,
	CONSTRAINT "log_entries_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "log_entries_length" CHECK (octet_length("log_entries"."entry") = 126)
);
--> statement-breakpoint
CREATE TABLE "submission_events" (
	"submission_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"status" text NOT NULL,
	"tier" text NOT NULL,
	"reasons" text[] NOT NULL,
	"detail" text NOT NULL,
	"floors" jsonb NOT NULL,
	CONSTRAINT "submission_events_submission_id_sequence_pk" PRIMARY KEY("submission_id","sequence"),
	CONSTRAINT "submission_events_sequence" CHECK ("submission_events"."sequence" between 1 and 1000000),
	CONSTRAINT "submission_events_status" CHECK ("submission_events"."status" ~ '^[a-z-]{1,32}$'),
	CONSTRAINT "submission_events_tier" CHECK ("submission_events"."tier" ~ '^T[0-9]$')
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"body_sha256" char(64) NOT NULL,
	"public_key" text,
	"signature" text,
	"owner" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "submissions_body_sha256_unique" UNIQUE("body_sha256"),
	CONSTRAINT "submissions_body_length" CHECK (octet_length("submissions"."body") between 2 and 65536),
	CONSTRAINT "submissions_body_hash" CHECK ("submissions"."body_sha256" = encode(sha256(convert_to("submissions"."body", 'UTF8')), 'hex')),
	CONSTRAINT "submissions_signed_whole" CHECK (num_nulls("submissions"."public_key", "submissions"."signature", "submissions"."owner") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"challenge_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"owner" text NOT NULL,
	"suite" text NOT NULL,
	"seed" char(16) NOT NULL,
	"start_key" char(16) NOT NULL,
	"first_root" char(64),
	"kind" text NOT NULL,
	"n" integer NOT NULL,
	"repetitions" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"root" char(64) NOT NULL,
	"picks" jsonb NOT NULL,
	CONSTRAINT "commitments_size" CHECK ("commitments"."n" between 256 and 262144),
	CONSTRAINT "commitments_repetitions" CHECK ("commitments"."repetitions" between 1 and 256),
	CONSTRAINT "commitments_times" CHECK ("commitments"."committed_at" > "commitments"."started_at")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_networks" (
	"owner" text NOT NULL,
	"network" char(32) NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "owner_networks_owner_network_pk" PRIMARY KEY("owner","network")
);
--> statement-breakpoint
CREATE TABLE "owner_standings" (
	"owner" text PRIMARY KEY NOT NULL,
	"voice" text NOT NULL,
	"reason" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"counted_since" timestamp with time zone,
	"account" char(32),
	"linked_at" timestamp with time zone,
	CONSTRAINT "owner_standings_linked_whole" CHECK (num_nulls("owner_standings"."account", "owner_standings"."linked_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"challenge_id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"roots" text NOT NULL,
	"openings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revoked_keys" (
	"owner" text PRIMARY KEY NOT NULL,
	"revoked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"challenge_id" uuid PRIMARY KEY NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"is_valid" boolean NOT NULL,
	"detail" text NOT NULL,
	"floor_rate" double precision NOT NULL,
	CONSTRAINT "verdicts_floor" CHECK ("verdicts"."floor_rate" > 0 and "verdicts"."floor_rate" < 1e22)
);
--> statement-breakpoint
CREATE INDEX "device_entries_revision" ON "device_entries" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "owner_peaks_owner" ON "owner_peaks" USING btree ("group_id","owner");--> statement-breakpoint
CREATE INDEX "peak_measurements_group" ON "peak_measurements" USING btree ("group_id","owner");--> statement-breakpoint
CREATE INDEX "submission_paths_group" ON "submission_paths" USING btree ("group_id","received_at" DESC NULLS FIRST,"submission_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "submission_summaries_lab" ON "submission_summaries" USING btree ("id") WHERE tier = 'T4';--> statement-breakpoint
CREATE INDEX "submission_summaries_signed" ON "submission_summaries" USING btree ("received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE owner is not null;--> statement-breakpoint
CREATE INDEX "submission_summaries_unsigned" ON "submission_summaries" USING btree ("received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE owner is null;--> statement-breakpoint
CREATE INDEX "submission_summaries_owner" ON "submission_summaries" USING btree ("owner","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "submission_summaries_status" ON "submission_summaries" USING btree ("status","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "submissions_owner" ON "submissions" USING btree ("owner","received_at");--> statement-breakpoint
CREATE INDEX "commitments_run" ON "commitments" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "commitments_owner" ON "commitments" USING btree ("owner","committed_at");--> statement-breakpoint
CREATE INDEX "owner_networks_network" ON "owner_networks" USING btree ("network");--> statement-breakpoint
CREATE INDEX "owner_networks_seen" ON "owner_networks" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "owner_standings_young" ON "owner_standings" USING btree ("first_seen_at") WHERE counted_since is null;--> statement-breakpoint
CREATE INDEX "owner_standings_account" ON "owner_standings" USING btree ("account") WHERE account is not null;