import * as z from 'zod';

/**
 * Where an import writes, or would: the account of the roles, where it has none that of the user pool, and the
 * region of the user pool. Left out: nobody knows, or it is from before it was told.
 */
export const destinationShape = {
  account: z.string().optional(),
  region: z.string().optional(),
};
export type Destination = {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
};

/** The same for people; `null`: nothing is known. */
export function destinationText({ account, region }: Destination): string | null {
  const parts = [account && `account ${account}`, region && `region ${region}`].filter(Boolean);
  if (parts.length === 0) return null;
  const [first = '', ...rest] = parts.join(', ');
  return `${first.toUpperCase()}${rest.join('')}`;
}
