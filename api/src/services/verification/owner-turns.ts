/** A turn that is not given back by then was lost with its request. */
const longestTurnMilliseconds = 30_000;

/**
 * Who is having proofs judged in this isolate: one turn for each owner, so that who sends many waits
 * behind themself, and no more turns at once than leave the isolate time for others. A request only ever
 * waits on its own clock: workerd ends what one request does for another.
 */
export class OwnerTurns {
  readonly #since = new Map<string, number>();
  readonly #room: number;

  /** @param room turns at once */
  constructor(room: number) {
    this.#room = room;
  }

  /** `taken`, or why not: the owner has a turn, or all are taken. */
  take(owner: string, now: number): 'taken' | 'own' | 'full' {
    for (const [other, since] of this.#since) {
      if (now - since > longestTurnMilliseconds) this.#since.delete(other);
    }
    if (this.#since.has(owner)) return 'own';
    if (this.#since.size >= this.#room) return 'full';
    this.#since.set(owner, now);
    return 'taken';
  }

  giveBack(owner: string): void {
    this.#since.delete(owner);
  }
}
