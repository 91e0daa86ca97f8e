import type { Product } from './product.ts';

/**
 * What the names and facts of a device amount to. Only `identified` names one product; every other outcome
 * says in words why it does not.
 */
export type Identification =
  | { readonly outcome: 'identified'; readonly product: Product }
  /** Variants share the name, and the facts that were given do not tell them apart. */
  | {
      readonly outcome: 'ambiguous';
      readonly candidates: readonly Product[];
      readonly reason: string;
    }
  /** A part of a product: a MIG slice, a vGPU, some cores of a processor, a quota. */
  | {
      readonly outcome: 'partial';
      readonly product?: Product | undefined;
      readonly reason: string;
    }
  /** Not hardware at all, or hardware that a hypervisor imitates. */
  | { readonly outcome: 'virtual'; readonly reason: string }
  /** A name that several products have and that names none of them. */
  | { readonly outcome: 'nameless'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string };
