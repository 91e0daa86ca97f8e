import type { FieldFault } from '@ridgeline/schema/problem';
import type { Submission } from '@ridgeline/schema/submission';

const daySeconds = 86_400;
const hourSeconds = 3600;

/** When an id was made, in milliseconds since 1970: a UUID version 7 begins with it. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** Seconds from `from` to `to`, both in milliseconds. */
const secondsBetween = (from: number, to: number): number => (to - from) / 1000;

/** An id is made when a run begins; one from long before belongs to another. */
export function idFaults({ run }: Submission): FieldFault[] {
  const earlySeconds = secondsBetween(idTime(run.id), Date.parse(run.startedAt));
  if (earlySeconds <= daySeconds) return [];
  const detail = `was made ${Math.round(earlySeconds / daySeconds)} days before the run began`;
  return [{ pointer: '/run/id', detail }];
}

/**
 * What only the receiver's clock tells: an id from the future would stand before all others for as long.
 * @param receivedAt by the receiver's clock
 */
export function arrivalFaults({ run }: Submission, receivedAt: Date): FieldFault[] {
  const aheadSeconds = secondsBetween(receivedAt.getTime(), idTime(run.id));
  if (aheadSeconds <= hourSeconds) return [];
  const detail = `was made ${Math.round(aheadSeconds / hourSeconds)} hours from now`;
  return [{ pointer: '/run/id', detail }];
}
