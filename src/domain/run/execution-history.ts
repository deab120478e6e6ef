/** What is read of an event in the history of an execution (Step Functions API reference, HistoryEvent). */
export type HistoryEvent = {
  readonly id: number;
  readonly type: string;
  readonly at: Date;
  /** The one that led to it; 0: the history does not say, as that of an emulator, and it is the one before. */
  readonly previous: number;
  /** Of a state that is entered or left, its name. */
  readonly state: string | null;
  /** Of a failure, the name of the error. */
  readonly error: string | null;
};

/** A task that has ended: in how many milliseconds, and by which error, if a Catch took one. */
export type EndedTask = {
  readonly state: string;
  readonly milliseconds: number;
  readonly error: string | null;
};

/**
 * The tasks of an execution that have ended, in the order in which they did. What led to an event has a smaller id:
 * where a history says another one, nothing is known of the time before.
 */
export function endedTasks(events: readonly HistoryEvent[]): readonly EndedTask[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const before = ({ previous, id }: HistoryEvent) => {
    const led = previous === 0 ? id - 1 : previous;
    return led < id ? byId.get(led) : undefined;
  };
  return events.flatMap((exit) => {
    if (exit.type !== 'TaskStateExited' || exit.state === null) return [];
    const last = before(exit);
    let entry = last;
    while (entry && entry.type !== 'TaskStateEntered') entry = before(entry);
    const milliseconds = entry ? exit.at.getTime() - entry.at.getTime() : 0;
    return [{ state: exit.state, milliseconds, error: last?.error ?? null }];
  });
}
