import { ApiClient } from '@ridgeline/client/api-client';
import { ApiProblem, ApiUnavailable } from '@ridgeline/client/api-errors';
import { type Environment, say } from './environment.ts';
import { exitCodes } from './exit-codes.ts';
import { loadKey } from './store/key.ts';
import type { Outbox } from './store/outbox.ts';
import { pathsOf } from './store/paths.ts';
import { UserError } from './user-error.ts';

/** A run by its id, with the exact bytes that are sent. */
export interface RunToSend {
  readonly id: string;
  readonly body: string;
}

/** The API looked at a run and refused it: sending it again gives the same answer. */
export class RefusedRun extends UserError {
  constructor({ message, problem }: ApiProblem, id: string) {
    const pointers = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
    super(
      [`The API refused run ${id}: ${message}`, ...pointers].join('\n'),
      `${problem.remedy} (report id ${problem.instance})`,
      exitCodes.network,
    );
    this.name = 'RefusedRun';
  }
}

/**
 * Send a saved run, signed, and record the acknowledgement; until then the file stays in the outbox.
 * @throws UserError with exit code 6 when the API cannot be reached or refuses the run
 */
export async function sendRun(
  run: RunToSend,
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
    if (error instanceof ApiProblem) throw new RefusedRun(error, run.id);
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
