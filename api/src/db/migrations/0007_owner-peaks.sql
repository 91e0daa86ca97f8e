CREATE TABLE "owner_peaks" (
	"suite" text NOT NULL,
	"device_slug" text NOT NULL,
	"backend" text NOT NULL,
	"runtime_name" text NOT NULL,
	"evidence" integer NOT NULL,
	"peak" text NOT NULL,
	"owner" text NOT NULL,
	"value" double precision NOT NULL,
	"best" double precision NOT NULL,
	"run_count" integer NOT NULL,
	"owner_run_count" integer NOT NULL,
	"sample_count" bigint NOT NULL,
	"newest_submission_id" uuid NOT NULL,
	"kernel" text NOT NULL,
	"dtype" text NOT NULL,
	CONSTRAINT "owner_peaks_suite_device_slug_backend_runtime_name_evidence_peak_owner_pk" PRIMARY KEY("suite","device_slug","backend","runtime_name","evidence","peak","owner"),
	CONSTRAINT "owner_peaks_value" CHECK ("owner_peaks"."value" > 0 and "owner_peaks"."value" < 1e22),
	CONSTRAINT "owner_peaks_best" CHECK ("owner_peaks"."best" > 0 and "owner_peaks"."best" < 1e22),
	CONSTRAINT "owner_peaks_counts" CHECK ("owner_peaks"."run_count" >= 1 and "owner_peaks"."owner_run_count" >= 1)
);
--> statement-breakpoint
DROP INDEX "peak_measurements_group";--> statement-breakpoint
CREATE INDEX "owner_peaks_owner" ON "owner_peaks" USING btree ("suite","device_slug","backend","runtime_name","owner");--> statement-breakpoint
CREATE INDEX "peak_measurements_group" ON "peak_measurements" USING btree ("suite","device_slug","backend","runtime_name","owner");