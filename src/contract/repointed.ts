import * as z from 'zod';
import { once } from './when-asked.ts';

/** A pool that a link leaves for another one; `null`: it had none, or is to have none. */
export const repointedPoolSchema = once(() =>
  z.strictObject({
    field: z.enum(['userPoolId', 'identityPoolId']),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
);

export type RepointedPool = z.infer<ReturnType<typeof repointedPoolSchema>>;

/** A pool that a link leaves, as people read it: `userPoolId: eu-west-1_Old → eu-west-1_New`. */
export function repointedText({ field, from, to }: RepointedPool): string {
  return `${field}: ${from ?? 'none'} → ${to ?? 'none'}`;
}
