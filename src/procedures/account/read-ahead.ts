import pLimit from 'p-limit';
import type { UserPools } from './port.ts';
import { readClient } from './read-client.ts';

/** What every request reads of a user pool. */
export type AskedOfEvery = Pick<
  UserPools,
  'userPool' | 'clients' | 'client' | 'hasClientSecret' | 'mfa' | 'identityProviders' | 'groups'
>;

/**
 * Asks what every request reads of its user pool before it is known which identity pools there are, so
 * that the rates of the two services pass beside each other. Answers are found again where the port
 * remembers: who reads ahead judges nothing.
 *
 * @param userPools a port that is asked each thing once, see `remembered`
 * @param poolsAtOnce so many are read at a time
 */
export function readingAhead(
  userPools: AskedOfEvery,
  poolsAtOnce: number,
): (userPoolId: string) => Promise<unknown> {
  const atOnce = pLimit(poolsAtOnce);
  return (id) =>
    atOnce(() =>
      Promise.allSettled([
        readClients(id, userPools),
        userPools.userPool(id),
        userPools.mfa(id),
        userPools.identityProviders(id),
        userPools.groups(id),
      ]),
    );
}

/** All of a page. Where there are more, identity pools say which of them are looked at. */
async function readClients(userPoolId: string, userPools: AskedOfEvery): Promise<unknown> {
  const page = await userPools.clients(userPoolId);
  if (page.status !== 'found' || page.value.more) return;
  return Promise.all(
    page.value.items.map(({ id }) => readClient(userPools, userPoolId, id, 'after')),
  );
}
