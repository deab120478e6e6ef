import type * as z from 'zod';
import type { Joined } from './joined.ts';
import { machines, type MachineName } from './machines.ts';
import type { Note } from './states/state.ts';

/**
 * Every Lambda-backed state: what it reads of the state data, what it gives, and what people are told of
 * that. A handler of a state that no machine has does not compile.
 */

type StatesOf<Machine extends MachineName> = (typeof machines)[Machine]['states'];
type States = Joined<StatesOf<MachineName>>;

/** The states of all machines, in the order of the list. */
export const states = Object.assign(
  {},
  ...Object.values(machines).map((machine) => machine.states),
) as States;

export type StateName = keyof typeof states;
export type StateInput<Name extends StateName> = z.output<(typeof states)[Name]['input']>;
export type StateOutput<Name extends StateName> = z.output<(typeof states)[Name]['output']>;
/** The ports that a state works with. */
export type StateNeeds<Name extends StateName> = (typeof states)[Name]['needs'][number];

/** What people are told of each state once it has ended, from what it gives. */
export type StateNotes = { readonly [Name in StateName]: (given: StateOutput<Name>) => Note };
export const stateNotes = Object.fromEntries(
  Object.entries(states).map(([name, { note }]) => [name, note]),
) as unknown as StateNotes;

/** File of a state's handler in `functions/`: "Validate user pool" is `validate-user-pool`. */
export function fileNameOf(state: string): string {
  return state.toLowerCase().replaceAll(' ', '-');
}

/** Placeholder of a state's function in the ASL: "Validate user pool" is `ValidateUserPool`. */
export function placeholderOf(state: string): string {
  return state
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** How long a function of ours can run; an ended execution may have one running this long. */
export const functionTimeoutSeconds = 60;
