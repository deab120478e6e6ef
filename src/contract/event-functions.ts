/**
 * Functions that a rule starts and that are no state. Each is a file in `functions/events/` of its name;
 * what stands for one in the stack is a loop over this list.
 */
type EventFunction = {
  /** What it does, in the console. */
  readonly description: string;
  /** What it reaches the world by, as a state does (`EventServices` of `src/procedures/ports.ts`). */
  readonly needs: readonly string[];
  /** How often the rule starts it. */
  readonly everyMinutes: number;
};

/** THE list of functions that rules start, by the names of their files. */
export const eventFunctions = {
  'start-expired': {
    description: 'Starts the removal of environments whose end has come',
    needs: ['linkIndex', 'executions', 'now'],
    everyMinutes: 5,
  },
} as const satisfies Readonly<Record<string, EventFunction>>;

export type EventFunctionName = keyof typeof eventFunctions;

export const eventFunctionNames = Object.keys(eventFunctions) as EventFunctionName[];
