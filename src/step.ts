import middy from '@middy/core';
import type * as z from 'zod';
import { largestStateData } from './contract/quotas.ts';
import { AwsUnavailable, StateDataFault } from './contract/errors/faults.ts';
import { UserError } from './contract/errors/user-error.ts';
import { failedItem } from './contract/item.ts';
import {
  states,
  type StateInput,
  type StateName,
  type StateNeeds,
  type StateOutput,
} from './contract/states.ts';
import type { Services, Surroundings } from './procedures/ports.ts';
import { writeLog } from './log.ts';

/** A step as the function of its state and the engine in process call it: state data in, its own slice out. */
export type StepHandler<Output = unknown, Needed = Services> = (
  input: unknown,
  context: { readonly services: Needed },
) => Promise<Output>;

/** What a step of a state works with: the ports that the state names, and what every step has. */
type StepServices<Name extends StateName> = Pick<Services, StateNeeds<Name> | keyof Surroundings>;

/** What a state reads of the state data and what it gives. */
type StepContract<Input, Output> = {
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /**
   * It works on an item of a Map: `AwsUnavailable` is all that it throws, since that alone is tried
   * again; any other error is what it gives, see `failedItemSchema`.
   */
  readonly item?: true;
  /** What it gives stands in place of its input, which so takes no room. */
  readonly entry?: true;
};

const contracts: {
  readonly [Name in StateName]: StepContract<StateInput<Name>, StateOutput<Name>>;
} = states;

/**
 * middy would answer just before Lambda's own timeout and leave the handler writing beside its Undo.
 * Lambda ends it for good, and says `Sandbox.Timedout`, which is tried again.
 */
const withoutEarlyTimeout = { timeoutEarlyInMillis: 0 } as const;

/**
 * Makes a handler a state of the machine. Schemas are looked up by the state's name, so that input
 * and output types follow from it; what a state is not to see is stripped, what it must not give is
 * refused. Errors keep their name, which the machine matches.
 *
 * @throws StateDataFault when the data between two states is not what the contract says, or too large
 */
export function step<Name extends StateName>(
  name: Name,
  useCase: (input: StateInput<Name>, services: StepServices<Name>) => Promise<StateOutput<Name>>,
): StepHandler<StateOutput<Name>, StepServices<Name>> {
  return stepOf(name, contracts[name], useCase);
}

/**
 * A step of a machine that is none of the product's, with its contract.
 *
 * @internal for tests, whose machines have states of their own
 */
export function stepOf<Input, Output, Needed>(
  name: string,
  { input: inputSchema, output: outputSchema, item, entry }: StepContract<Input, Output>,
  useCase: (input: Input, services: Needed) => Promise<Output>,
): StepHandler<Output, Needed> {
  const run: StepHandler<Output, Needed> = async (input, { services }) => {
    const data = checked(name, 'input', inputSchema, input);
    const output = checked(name, 'output', outputSchema, await useCase(data, services));
    requireRoom(name, entry ? null : input, output);
    return output;
  };
  const handler = middy(run, withoutEarlyTimeout)
    .before(() => writeLog('StepStarted', { state: name }))
    .after(() => writeLog('StepEnded', { state: name }))
    .onError(({ error }) =>
      writeLog('StepFailed', { state: name, error: error?.name, message: error?.message }),
    );
  return async (input, context) => {
    try {
      return await handler(input, context);
    } catch (error) {
      if (!item || error instanceof AwsUnavailable) throw withoutTrace(error);
      return checked(name, 'output', outputSchema, failedItem(error as Error));
    }
  };
}

/**
 * Lambda puts the stack of an error beside its message into the cause, the message once more in front of
 * it. Whoever made a mistake in a request needs no stack, and a message with commands needs its room.
 */
function withoutTrace(error: unknown): unknown {
  if (error instanceof UserError) error.stack = error.name;
  return error;
}

/**
 * The state that gives too much fails, so that those which undo and close have room to run. The engine
 * in process asks it for tasks that are no steps too.
 *
 * @throws StateDataFault
 */
export function requireRoom(state: string, input: unknown, output: unknown): void {
  const size = bytesOf(input) + bytesOf(output);
  if (size <= largestStateData) return;
  throw new StateDataFault(
    `After "${state}" the state data would have ${size} bytes; Step Functions takes 256 KiB at most.`,
  );
}

/** How large state data are for Step Functions. */
export function bytesOf(data: unknown): number {
  return Buffer.byteLength(JSON.stringify(data) ?? '');
}

function checked<Data>(
  name: string,
  side: 'input' | 'output',
  schema: z.ZodType<Data>,
  value: unknown,
): Data {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new StateDataFault(`The ${side} of "${name}" breaks its contract: ${problems.join('; ')}`);
}
