import { ApiClient } from '@ridgeline/client/api-client';
import { ApiProblem, ApiUnavailable } from '@ridgeline/client/api-errors';
import { type Environment, say } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { loadKey } from './store/key.ts';
import type { Outbox } from './store/outbox.ts';
import { pathsOf } from './store/paths.ts';
import { UserError } from './user-error.ts';

function refusal(error: ApiProblem, id: string): UserError {
  const pointers = (error.problem.errors ?? []).map(
    ({ pointer, detail }) => `  ${pointer}: ${detail}`,
  );
  return new UserError(
    [`The API refused run ${id}: ${error.message}`, ...pointers].join('\n'),
    `${error.problem.remedy} (report id ${error.problem.instance})`,
    exitCodes.network,
  );
}

/**
 * Send a saved run, signed, and record the acknowledgement; until then the file stays in the outbox.
 * @throws UserError with exit code 6 when the API cannot be reached or refuses the run
 */
export async function sendRun(
  run: { readonly id: string; readonly body: string },
  api: string,
  timeoutSeconds: number,
  environment: Environment,
  outbox: Outbox,
): Promise<void> {
  const client = new ApiClient({ baseUrl: api });
  const key = await loadKey(pathsOf(environment.variables));
  try {
    const { receipt, isReplay } = await client.submit(
      new TextEncoder().encode(run.body),
      run.id,
      key.headersFor(run.body),
      {
        timeoutSeconds,
        signal: environment.interrupted,
        onRetry: (wait, reason) =>
          say(environment, `${reason}; trying again in ${wait.toFixed(1)} s …`),
      },
    );
    await outbox.markSent(run.id);
    const what = isReplay ? 'was already stored' : 'is stored';
    const status = receipt.reasons.length > 0 ? ` (${receipt.reasons.join(', ')})` : '';
    say(environment, `Run ${run.id} ${what}: ${receipt.status}${status}`);
    say(environment, `See it at ${new URL(`/runs/${run.id}`, api).href}`);
  } catch (error) {
    if (error instanceof ApiProblem) throw refusal(error, run.id);
    if (error instanceof ApiUnavailable) {
      throw new UserError(
        `Run ${run.id} was not sent: ${error.message}`,
        `It is kept. When the API is up: ridgeline submit ${run.id} --api ${api}`,
        exitCodes.network,
      );
    }
    throw error;
  }
}
