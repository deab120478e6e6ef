import { usernameClaim } from '../../contract/findings/role-ways.ts';
import type { Slice } from '../../contract/slices.ts';
import type { AppClientDescription, UserPoolDescription } from '../readings.ts';
import { standardAttributes } from '../standard-attributes.ts';
import { signsInByLibrary } from './sign-in.ts';

type Client = Pick<
  AppClientDescription,
  'writeAttributes' | 'authFlows' | 'hostedUi' | 'providers' | 'scopes'
>;
type Pool = Pick<
  UserPoolDescription,
  | 'openSignUp'
  | 'provenUpdates'
  | 'autoVerifiedAttributes'
  | 'immutableAttributes'
  | 'usernameAttributes'
>;

/**
 * What users of published clients can set of themselves: as they sign up, where anybody may, and later
 * by an access token with the scope for it. To set it, the client must be allowed to write the attribute
 * (Cognito guide, "Working with user attributes"); that alone does not let users do so.
 */
export function settableSaid(
  clients: readonly Client[],
  pool: Pool,
): Pick<Slice<'userPool'>, 'writable' | 'claimable'> {
  const entering = pool.openSignUp && clients.some(admitsOwnUsers);
  const settings = clients.flatMap((client) => {
    const changing = letsUsersChange(client, pool);
    return (client.writeAttributes ?? standardAttributes).map((name) => ({
      name,
      provable:
        pool.autoVerifiedAttributes.includes(name) &&
        ((entering && isProvenAtSignUp(name, pool)) || changing),
      /** Of each way to set it, whether the value has to be proven. */
      proofs: [
        ...(entering ? [isProvenAtSignUp(name, pool)] : []),
        ...(changing && !pool.immutableAttributes.includes(name)
          ? [pool.provenUpdates.includes(name)]
          : []),
      ],
    }));
  });
  const setBy = (proof: boolean) =>
    settings.filter(({ proofs }) => proofs.includes(proof)).map(({ name }) => name);
  const writable = new Set(setBy(false));
  const names = entering && pool.usernameAttributes.length === 0 ? [usernameClaim] : [];
  const proofs = settings.flatMap(({ name, provable }) => (provable ? [`${name}_verified`] : []));
  const claimable = new Set(
    [...setBy(true), ...names, ...proofs].filter((name) => !writable.has(name)),
  );
  return {
    ...(!isStandard(writable) && { writable: [...writable] }),
    ...(claimable.size > 0 && { claimable: [...claimable] }),
  };
}

/** Whether users with a password of the pool itself can sign in. */
function admitsOwnUsers(client: Client): boolean {
  return signsInByLibrary(client) || (client.hostedUi && client.providers.includes('COGNITO'));
}

/**
 * Whether access tokens let users change their attributes: those that a client library gets do, and of
 * the hosted UI those with the scope (Cognito guide, "Scopes, M2M, and resource servers"). Providers
 * without Cognito keep no user of the pool itself from a library (API reference, CreateUserPoolClient,
 * SupportedIdentityProviders), but there may be none.
 */
function letsUsersChange(client: Client, { openSignUp }: Pool): boolean {
  const { providers, hostedUi, scopes } = client;
  const hasOwnUsers = openSignUp || providers.length === 0 || providers.includes('COGNITO');
  return (
    (hasOwnUsers && signsInByLibrary(client)) ||
    (hostedUi && scopes.includes('aws.cognito.signin.user.admin'))
  );
}

/**
 * Whether an account is confirmed by a code to that address: of both, it goes to the phone alone
 * (Cognito guide, "Signing up and confirming user accounts").
 */
function isProvenAtSignUp(name: string, { autoVerifiedAttributes: sentTo }: Pool): boolean {
  const address = sentTo.includes('phone_number') ? 'phone_number' : sentTo[0];
  return name === address;
}

function isStandard(writable: ReadonlySet<string>): boolean {
  return (
    writable.size === standardAttributes.length &&
    standardAttributes.every((name) => writable.has(name))
  );
}
