import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** An app client as findings tell it. */
export const clientFact = once(() =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    /** The user pool that it belongs to. */
    userPool: z.string(),
  }),
);
export type ClientFact = z.infer<ReturnType<typeof clientFact>>;

/** What every command on an app client names. */
export function clientAddress({ client }: { readonly client: ClientFact }) {
  return { ...poolAddress(client), clientId: client.id };
}

/** What every command on a user pool names. */
export function poolAddress({ userPool }: { readonly userPool: string }) {
  return { region: regionOfPool(userPool), userPoolId: userPool };
}
