/**
 * Holds calls until the code cannot start another one without an answer, then lets all of them go
 * together: one wave. A call belongs to a later wave only when it could not start before one of an
 * earlier wave had ended.
 */
export type WaveBarrier = {
  /** Resolves with the number of the wave once the call may go. */
  pass(): Promise<number>;
};

export function waveBarrier(): WaveBarrier {
  let held: ((wave: number) => void)[] = [];
  let waves = 0;
  const release = () => {
    waves += 1;
    const going = held;
    held = [];
    for (const go of going) go(waves);
  };
  return {
    // Promises are all settled before an immediate runs: whatever could start has started by then.
    pass: () =>
      new Promise((go) => {
        if (held.push(go) === 1) setImmediate(release);
      }),
  };
}
