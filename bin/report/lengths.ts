/** Lengths of time, counted by whole seconds: the size depends on the longest, not on how many there are. */
export class Lengths {
  readonly #counts = new Map<number, number>();
  #size = 0;

  /** Adds a length in milliseconds; one that is not told, or below nothing, as where clocks differ, is left out. */
  add(milliseconds: number | undefined): void {
    if (milliseconds === undefined || !(milliseconds >= 0)) return;
    const seconds = Math.round(milliseconds / 1000);
    this.#counts.set(seconds, (this.#counts.get(seconds) ?? 0) + 1);
    this.#size += 1;
  }

  /** The seconds that this share of the lengths does not exceed (nearest rank); `null` where there are none. */
  secondsAt(share: number): number | null {
    let rank = Math.ceil(this.#size * share);
    for (const [seconds, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      rank -= count;
      if (rank <= 0) return seconds;
    }
    return null;
  }
}
