/** Steps of the loop: about 2 ms, short enough that some try is not interrupted. */
const steps = 2_000_000;
const tries = 9;

let sink = 0;

/**
 * Seconds that a fixed chain of dependent additions takes on one core, the best of a few tries. It rises
 * only when the core's clock falls: the loop touches no memory and waits for nobody.
 */
export function clockProbeSeconds(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const startedAt = performance.now();
    let value = attempt;
    for (let step = 0; step < steps; step += 1) value = (value + step) | 0;
    best = Math.min(best, (performance.now() - startedAt) / 1000);
    sink ^= value;
  }
  return sink === 0.5 ? 0 : best;
}
