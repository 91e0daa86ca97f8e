import { deleteKey } from './delete-key.ts';
import { deleteSubmission } from './delete-submission.ts';
import { getAdvice } from './get-advice.ts';
import { getBadge } from './get-badge.ts';
import { getComparison } from './get-comparison.ts';
import { getDevice } from './get-device.ts';
import { getExport } from './get-export.ts';
import { getHealth } from './get-health.ts';
import { indexRoute } from './get-index.ts';
import { getLeaderboard } from './get-leaderboard.ts';
import { getOpenapi } from './get-openapi.ts';
import { getPredictions } from './get-predictions.ts';
import { getSubmission } from './get-submission.ts';
import { listDevices } from './list-devices.ts';
import { listExports } from './list-exports.ts';
import { listKernels } from './list-kernels.ts';
import { listMetrics } from './list-metrics.ts';
import { listModels } from './list-models.ts';
import { listSubmissionEvents } from './list-submission-events.ts';
import { listSubmissions } from './list-submissions.ts';
import { listWorkloads } from './list-workloads.ts';
import { postChallenge } from './post-challenge.ts';
import { postCommitment } from './post-commitment.ts';
import { postModeration } from './post-moderation.ts';
import { postProof } from './post-proof.ts';
import { postStart } from './post-start.ts';
import { postSubmission } from './post-submission.ts';
import type { Route } from './route.ts';

const resources = [
  getLeaderboard,
  listDevices,
  getDevice,
  listSubmissions,
  postSubmission,
  getSubmission,
  deleteSubmission,
  listSubmissionEvents,
  postModeration,
  postChallenge,
  postStart,
  postCommitment,
  postProof,
  deleteKey,
  getPredictions,
  getComparison,
  getAdvice,
  getBadge,
  listExports,
  getExport,
  listWorkloads,
  listModels,
  listKernels,
  listMetrics,
  getHealth,
  getOpenapi,
] as const satisfies readonly Route[];

/** Every route there is, as openapi.json describes it; whatever is not here is a 404. */
export const routes: readonly Route[] = [indexRoute(resources), ...resources];
