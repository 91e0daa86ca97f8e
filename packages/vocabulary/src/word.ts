/** One id of a vocabulary, with what people read instead of it. */
export interface Word {
  /** As on the wire, in SQL and in CSV. */
  readonly id: string;
  /** Short name, for labels and table cells; begins in lower case unless it is a name. */
  readonly title: string;
  /** What it means, in a sentence or a part of one. */
  readonly words: string;
  /** What the reader can do about it. */
  readonly remedy?: string;
}

/** Ids of a vocabulary, in its order. */
export function idsOf<const T extends readonly Word[]>(vocabulary: T): readonly T[number]['id'][] {
  return vocabulary.map(({ id }) => id);
}

/** The word of a known id; an unknown one is a programming error, so it throws. */
export function wordOf<T extends Word>(vocabulary: readonly T[], id: T['id']): T {
  const word = findWord(vocabulary, id);
  if (word === undefined) throw new Error(`The vocabulary has no "${id}".`);
  return word;
}

/** The word of an id from elsewhere; undefined for one that a newer agent or server made up. */
export function findWord<T extends Word>(vocabulary: readonly T[], id: string): T | undefined {
  return vocabulary.find((word) => word.id === id);
}
