ALTER TABLE "commitments" DROP CONSTRAINT "commitments_size";--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "kernel" text DEFAULT 'matmul' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_size" CHECK ("commitments"."n" between 64 and 16384);