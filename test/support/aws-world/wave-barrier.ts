/**
 * Holds calls until the code cannot start another one without an answer, then lets all of them go
 * together: one wave. A call belongs to a later wave only when it could not start before one of an
 * earlier wave had ended.
 */
export type WaveBarrier = {
  /** Resolves with the number of the wave once the call may go. */
  pass(): Promise<number>;
  /**
   * From now on each wave is one call, chosen at random among all that are held: what runs side by side
   * is interleaved at the level of single calls.
   */
  oneAtATime(random: () => number): void;
};

type Held = (wave: number) => void;

export function waveBarrier(): WaveBarrier {
  let held: Held[] = [];
  let waves = 0;
  let choose = (all: readonly Held[]): readonly Held[] => all;
  const release = () => {
    waves += 1;
    const going = choose(held);
    held = held.filter((go) => !going.includes(go));
    if (held.length > 0) setImmediate(release);
    for (const go of going) go(waves);
  };
  return {
    // Promises are all settled before an immediate runs: whatever could start has started by then.
    pass: () =>
      new Promise((go) => {
        if (held.push(go) === 1) setImmediate(release);
      }),
    oneAtATime: (random) => {
      choose = (all) => all.slice(0).splice(Math.floor(random() * all.length), 1);
    },
  };
}
