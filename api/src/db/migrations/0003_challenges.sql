CREATE TABLE "commitments" (
	"challenge_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"owner" text NOT NULL,
	"suite" text NOT NULL,
	"seed" char(16) NOT NULL,
	"n" integer NOT NULL,
	"repetitions" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"root" char(64) NOT NULL,
	"picks" jsonb NOT NULL,
	CONSTRAINT "commitments_size" CHECK ("commitments"."n" between 64 and 4096),
	CONSTRAINT "commitments_repetitions" CHECK ("commitments"."repetitions" between 1 and 1000000),
	CONSTRAINT "commitments_times" CHECK ("commitments"."committed_at" > "commitments"."issued_at")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"challenge_id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
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
	"floor_flops_per_second" double precision NOT NULL,
	CONSTRAINT "verdicts_floor" CHECK ("verdicts"."floor_flops_per_second" > 0 and "verdicts"."floor_flops_per_second" < 1e22)
);
--> statement-breakpoint
ALTER TABLE "submission_events" ADD COLUMN "verified_paths" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "commitments_run" ON "commitments" USING btree ("run_id");