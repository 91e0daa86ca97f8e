import type { ProseTexts } from './content/prose.ts';

/** What the build hands to the Worker. */
export interface BuiltSite {
  /** Address of the islands, with its hash. */
  readonly script: string;
  /** Address of the style, with its hash. */
  readonly style: string;
  readonly texts: ProseTexts;
}
