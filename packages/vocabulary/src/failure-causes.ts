import type { Word } from './word.ts';

/** Why a measurement failed, so that nothing has to be read out of a message. */
export const failureCauses = [
  {
    id: 'wrong-answer',
    title: 'wrong answer',
    words: 'the answer was not the right one, so the time says nothing',
    remedy: 'update the driver or runtime; if it stays, report it with the device’s name',
  },
  {
    id: 'hang',
    title: 'hang',
    words: 'it did not answer in its time and was stopped',
    remedy: 'repeat with a longer --timeout; a device that hangs again needs a newer driver',
  },
  {
    id: 'crash',
    title: 'crash',
    words: 'the process that ran it ended before it was done',
    remedy: 'update the driver or runtime, or leave the backend out',
  },
  {
    id: 'no-room',
    title: 'no room',
    words: 'there was too little memory for it',
    remedy: 'close other programs and repeat',
  },
  {
    id: 'unsupported',
    title: 'unsupported',
    words: 'the backend refused to run it here',
    remedy: 'another backend may run it: see ridgeline devices',
  },
] as const satisfies readonly Word[];

export type FailureCause = (typeof failureCauses)[number]['id'];
