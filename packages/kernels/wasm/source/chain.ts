/** `steps` dependent, branching steps on a 32-bit state: see `serial-branch/chain.ts`. */
export function chain(start: i32, steps: i32): i32 {
  let x = start;
  for (let i = 0; i < steps; i++) {
    if (x & 0x8000) x = x * 0x0019660d + 0x3c6ef35f;
    else x = (x ^ (x >>> 13)) + 0x9e3779b9;
  }
  return x;
}
