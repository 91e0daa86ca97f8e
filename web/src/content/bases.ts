/** How a figure came to be, in words. */
export interface BasisWords {
  readonly id: 'measured' | 'published' | 'spec';
  readonly title: string;
  readonly plural: string;
  readonly summary: string;
}

/** The kinds of figures that rest on something outside this site. */
export const bases: readonly BasisWords[] = [
  {
    id: 'measured',
    title: 'measured',
    plural: 'Measured',
    summary: 'Measured by the agent on a real machine, verified, with raw samples.',
  },
  {
    id: 'published',
    title: 'published',
    plural: 'Published',
    summary: 'Measured elsewhere and published; the source is named.',
  },
  {
    id: 'spec',
    title: 'data sheet',
    plural: 'Data sheet',
    summary: 'What the vendor promises. Real machines reach a part of it.',
  },
];

/** The words of a basis. */
export function basisWords(id: BasisWords['id']): BasisWords {
  const words = bases.find((each) => each.id === id);
  if (words === undefined) throw new Error(`There are no words for the basis "${id}".`);
  return words;
}
