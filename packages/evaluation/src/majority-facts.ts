interface Counted {
  readonly value: unknown;
  votes: number;
}

/**
 * What most of some descriptions say, key by key, each description one vote; of equally many the one that
 * comes first wins. A key that more leave out than agree on is left out. The database has the same rule:
 * one owner must not decide what a row of many says of the device.
 * @param all at least one; values are texts, numbers and booleans
 */
export function majorityFacts<T extends object>(all: readonly T[]): T {
  const counts = new Map<string, Map<string, Counted>>();
  for (const facts of all) {
    for (const [key, value] of Object.entries(facts)) {
      if (value === undefined) continue;
      const values = counts.get(key) ?? new Map<string, Counted>();
      const text = JSON.stringify(value);
      const counted = values.get(text) ?? { value, votes: 0 };
      counted.votes += 1;
      counts.set(key, values.set(text, counted));
    }
  }
  const agreed = [...counts].flatMap(([key, values]) => {
    const given = [...values.values()];
    const first = given.reduce((most, each) => (each.votes > most.votes ? each : most));
    const absent = given.reduce((count, { votes }) => count - votes, all.length);
    return first.votes >= absent ? [[key, first.value] as const] : [];
  });
  return Object.fromEntries(agreed) as T;
}
