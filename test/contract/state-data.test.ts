import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { states, type StateName } from '../../src/contract/states.ts';

/** What a state reads of the state data, slice by slice. */
function slicesOf(state: StateName): readonly (readonly [name: string, schema: z.ZodType])[] {
  const input: z.ZodType = states[state].input;
  return input instanceof z.ZodObject ? Object.entries<z.ZodType>(input.shape) : [];
}

const begun = (Object.keys(states) as StateName[]).filter((state) => !('entry' in states[state]));
const mayBeNull = begun.flatMap((state) =>
  slicesOf(state)
    .filter(([, schema]) => schema.safeParse(null).success)
    .map(([name, schema]) => [state, name, schema] as const),
);

it.each(mayBeNull)(
  '"%s" takes %s for null where an execution that an earlier version began does not know it',
  (_state, _name, schema) => {
    expect(schema.safeParse(undefined)).toEqual({ success: true, data: null });
  },
);

it('Each machine has such a slice', () => {
  expect(mayBeNull.map(([state, name]) => `${state}: ${name}`)).toEqual(
    expect.arrayContaining([
      'Validate user pool: requestFile',
      'Close run: requestFile',
      'Close push: lease',
      'Close removal: lease',
    ]),
  );
});
