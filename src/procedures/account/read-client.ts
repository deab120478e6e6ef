import type { AppClientDescription, Reading } from '../../domain/readings.ts';
import type { UserPools } from './port.ts';

/**
 * An app client, with whether it has a secret. Its description shows the secret that it was made with, which
 * may be gone while others stand: any but the last can be deleted (API reference, AddUserPoolClientSecret,
 * DeleteUserPoolClientSecret), and then none is shown (floci-io/floci, pull request 345, of real pools). So
 * of a client that shows none the list of secrets is asked, which holds no values. Whoever may not read it
 * knows what the description says.
 *
 * @param asked `at once`: beside the description, which saves a wave where most clients show none;
 *   `after`: only of one that shows none
 */
export async function readClient(
  userPools: Pick<UserPools, 'client' | 'hasClientSecret'>,
  userPoolId: string,
  id: string,
  asked: 'at once' | 'after',
): Promise<Reading<AppClientDescription>> {
  const [reading, early] = await Promise.all([
    userPools.client(userPoolId, id),
    asked === 'at once' ? userPools.hasClientSecret(userPoolId, id) : null,
  ]);
  if (reading.status !== 'found' || reading.value.hasSecret) return reading;
  const secret = early ?? (await userPools.hasClientSecret(userPoolId, id));
  return { ...reading, value: { ...reading.value, ...known(secret) } };
}

function known(
  secret: Reading<boolean>,
): Pick<AppClientDescription, 'hasSecret' | 'secretsDenied'> {
  switch (secret.status) {
    case 'found':
      return { hasSecret: secret.value };
    case 'denied':
      return { hasSecret: false, secretsDenied: secret.action };
    case 'not-found':
      return { hasSecret: false };
  }
}
