import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import { formatBytes } from '@ridgeline/units/format-bytes';

type MemoryFitAnswer = NonNullable<LeaderboardEntry['prediction']>['memory'];

/** What a memory fit means, in full. */
export function fitSentence(memory: MemoryFitAnswer): string {
  const needs = `needs ${formatBytes(memory.requiredBytes)}`;
  const has =
    memory.availableBytes === undefined ? '' : ` of ${formatBytes(memory.availableBytes)}`;
  switch (memory.fit) {
    case 'fits':
      return `${needs}${has}`;
    case 'fits-with-more-devices':
      return `${needs}; one device has ${formatBytes(memory.availableBytes ?? 0)}, so ${memory.deviceCount} are needed`;
    case 'does-not-fit':
      return `${needs}; there are ${formatBytes(memory.availableBytes ?? 0)}`;
    case 'unknown':
      return `${needs}; the device’s memory is not known`;
  }
}

/** Whether the job fits, in a word and with how much it needs. */
export function FitCell({ memory }: { memory: MemoryFitAnswer }) {
  const { availableBytes, deviceCount, fit, requiredBytes } = memory;
  const title = fitSentence(memory);
  const share =
    availableBytes === undefined ? '' : `${Math.round((100 * requiredBytes) / availableBytes)} %`;
  switch (fit) {
    case 'fits':
      return (
        <span class="fit fit-yes" title={title}>
          fits <small>{share}</small>
        </span>
      );
    case 'fits-with-more-devices':
      return (
        <span class="fit fit-more" title={title}>
          on {deviceCount} <small>devices</small>
        </span>
      );
    case 'does-not-fit':
      return (
        <span class="fit fit-no" title={title}>
          too large <small>{share}</small>
        </span>
      );
    case 'unknown':
      return (
        <span class="fit" title={title}>
          not known
        </span>
      );
  }
}
