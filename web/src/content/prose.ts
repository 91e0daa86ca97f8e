/** Places in each text of this folder, spelled `{{name}}` there, that its page fills from what the code knows. */
export const prosePlaces = {
  data: ['dumps'],
  glossary: ['tiers'],
  methodology: ['bases', 'suite', 'kernels', 'flags', 'evidence', 'tiers', 'limits'],
  policy: ['statuses', 'proof-reasons'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ProseName = keyof typeof prosePlaces;
export type ProsePlace<Name extends ProseName> = (typeof prosePlaces)[Name][number];

/** HTML, or a place to fill. */
export type ProsePart = string | { readonly place: string };

/** Every text, rendered by the build. */
export type ProseTexts = Readonly<Record<ProseName, readonly ProsePart[]>>;
