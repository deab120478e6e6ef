import { finding, type Finding } from '../../contract/findings.ts';
import type { PairedRequest } from '../../contract/request.ts';
import { grantsTo } from '../grants/granted-to.ts';
import { providerNameOf } from '../ids.ts';
import type { IdentityPoolDescription, IdentityPoolRoles } from '../readings.ts';

/** A login of the identity pool beside the imported user pool, and the roles that it may bring. */
export type OtherLogin = {
  /** `accounts.google.com`, `<provider name>:<client id>`, an ARN, or the name of a developer's provider. */
  readonly login: string;
  readonly roles: readonly string[];
};

/**
 * Every other way to sign in to an identity pool. Without a role mapping it brings the authenticated
 * role; by token of another user pool, roles that are not known here as well (API reference,
 * RoleMapping). Other clients of the same user pool bring the same users, so they are none.
 */
export function otherLoginsOf(
  userPoolId: string,
  pool: IdentityPoolDescription,
  { authenticated, mappings }: IdentityPoolRoles,
): readonly OtherLogin[] {
  const ours = providerNameOf(userPoolId);
  const logins = [
    ...pool.providers
      .filter(({ name }) => name !== ours)
      .map(({ name, clientId }) => `${name}:${clientId}`),
    ...pool.loginProviders,
    ...pool.federations,
  ];
  return [...new Set(logins)].map((login) => {
    const mapping = mappings.find(({ provider }) => provider === login);
    const byRule = mapping?.type === 'Rules' ? mapping.rules.map(({ roleArn }) => roleArn) : [];
    const falls = mapping?.otherwise !== 'Deny' && authenticated !== null ? [authenticated] : [];
    return { login, roles: [...new Set([...byRule, ...falls])] };
  });
}

/** Other logins that get whatever signed-in users are granted. */
export function otherLoginFindings(
  request: PairedRequest,
  authenticated: string,
  logins: readonly OtherLogin[],
): Finding[] {
  const sharing = logins.filter(({ roles }) => roles.includes(authenticated));
  if (sharing.length === 0 || !grantsTo(request, { kind: 'authenticated' })) return [];
  return [
    finding('AUTH_ROLE_OTHER_LOGINS', {
      role: authenticated,
      identityPool: request.identityPoolId,
      logins: sharing.map(({ login }) => login),
    }),
  ];
}
