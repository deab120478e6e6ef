import type * as z from 'zod';
import { whenAsked } from '../when-asked.ts';

/** What a state found, in a few words; `bad`: it ended well, and what it says is no success to people. */
export type Note = string | { readonly bad: string };

/**
 * A Lambda-backed state: what it reads of the state data, what it works with, what it gives, and what people are
 * told of that.
 */
export type State<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Port extends string = string,
> = {
  readonly input: Input;
  readonly output: Output;
  /** The ports that it reaches the world by: its function loads no other (`Ports` of `src/procedures/ports.ts`). */
  readonly needs: readonly Port[];
  readonly note: (given: z.output<Output>) => Note;
  /** It works on an item of a Map, see `failedItemSchema`. */
  readonly item?: true;
  /** It is the first of its machine: what it gives stands in place of the input. */
  readonly entry?: true;
};

/** Declares a state; its note is typed by what it gives. Its schemas are made when they are asked for. */
export function state<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Port extends string,
>({
  input,
  output,
  ...rest
}: Omit<State<Input, Output, Port>, 'input' | 'output'> & {
  readonly input: () => Input;
  readonly output: () => Output;
}): State<Input, Output, Port> {
  return Object.assign(whenAsked({ input, output }), rest);
}

/** The note of a state of which its name says enough. */
export const nothingToSay = (): Note => '';

/** The note of the state that ends a machine: only a good end is a success. */
export function endNote(status: string): Note {
  return status === 'refused' || status === 'failed' ? { bad: status } : status;
}
