import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { deniedReadings } from '../findings/denied-readings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import type { AppClientDescription, UserPoolDescription, UserPoolReadings } from '../readings.ts';
import { isKnownRegion } from '../regions.ts';
import { chooseClients, clientsOf, hiddenSecretFindings } from './app-clients.ts';
import { attributeFindings, readableSaid, signUpFindings } from './attributes.ts';
import { loginDomainOf, shapeAuthSettings } from './auth-settings.ts';
import { differenceFindings } from './client-differences.ts';
import { factorFindings } from './factors.ts';
import { federationFindings, isFederated } from './federation.ts';
import { allGroupsKnown, groupFindings, groupsGrantedTo } from './groups.ts';
import { oauthFindings, oauthOf } from './oauth.ts';
import { oauthUseFindings } from './oauth-use.ts';
import { settableSaid } from './settable.ts';
import { signInFindings } from './sign-in.ts';
import { entryFindings } from './sign-up.ts';

/**
 * Judges what was read of the user pool, and shapes what the client config says about it. No rule
 * waits for another: whatever could not be read, or is refused, the rest is still judged.
 */
export function judgeUserPool(request: RunRequest, readings: UserPoolReadings): Slice<'userPool'> {
  const denials = denialsIn(request, readings);
  if (readings.pool.status === 'not-found') {
    const findings = [poolNotFound(request, readings), ...denials];
    return {
      settings: null,
      clients: [],
      grantedGroups: [],
      groupsKnown: false,
      ...tokensOf(null),
      findings,
    };
  }
  const pool = readings.pool.status === 'found' ? readings.pool.value : null;
  const chosen = chooseClients(request, readings);
  const clients = clientsOf(chosen);
  const domain = pool ? loginDomainOf(pool) : undefined;
  const differences = request.oauth === 'off' ? [] : differenceFindings(chosen.web, chosen.native);
  return {
    settings: shapeAuthSettings(readings, chosen),
    clients: [...chosen.published],
    grantedGroups: groupsGrantedTo(request, readings),
    groupsKnown: allGroupsKnown(readings),
    ...tokensOf(pool),
    ...(pool && settableSaid(clients, pool)),
    ...readableSaid(clients),
    ...(pool?.account !== undefined && { account: pool.account }),
    ...(pool?.allowTag !== undefined && { allowTag: pool.allowTag }),
    findings: [
      ...denials,
      ...(pool ? vanishedFindings(pool, readings) : []),
      ...chosen.findings,
      ...clients.flatMap(hiddenSecretFindings),
      ...clients.flatMap((client) => clientFindings(client, pool, request)),
      ...(pool ? attributeFindings(pool) : []),
      ...(pool ? factorFindings(pool, readings.mfa) : []),
      ...(pool ? entryFindings(pool, clients, readings.mfa) : []),
      ...oauthFindings(clients, domain, request),
      ...(pool ? oauthUseFindings(chosen, loginDomainOf(pool), request) : []),
      ...federationFindings(clients, pool, readings, request),
      ...differences,
      ...groupFindings(request, readings),
      ...(request.identityPoolId
        ? []
        : [finding('USER_POOL_ONLY', { userPool: request.userPoolId })]),
    ],
  };
}

/** What is unusual about the tokens of a pool, if anything is: of one that was not read, all may be. */
function tokensOf(pool: UserPoolDescription | null): Pick<Slice<'userPool'>, 'tokens'> {
  if (!pool) return { tokens: { updatedIssuer: null, rewritten: true } };
  if (!pool.updatedIssuer && !pool.tokenTrigger) return {};
  return { tokens: { updatedIssuer: pool.updatedIssuer, rewritten: pool.tokenTrigger } };
}

/** What holds of a client with or without OAuth. */
function clientFindings(
  client: AppClientDescription,
  pool: UserPoolDescription | null,
  request: RunRequest,
): Finding[] {
  const hostedUi = pool
    ? oauthOf(client, loginDomainOf(pool), request) !== null
    : client.hostedUi && request.oauth !== 'off';
  // Of providers alone the rule of social sign-in says the same of the same attributes, and more.
  const told =
    request.oauth !== 'off' && isFederated(client) && !client.providers.includes('COGNITO');
  return [
    ...signInFindings(client, pool, hostedUi),
    ...(pool && !told ? signUpFindings(client, pool) : []),
  ];
}

/** Every action that was denied, once. */
function denialsIn(request: RunRequest, readings: UserPoolReadings): Finding[] {
  const all = [
    readings.pool,
    readings.clientList,
    readings.mfa,
    readings.identityProviders,
    readings.groups,
    ...readings.clients.map(({ reading }) => reading),
    ...Object.values(readings.providers),
    ...Object.values(readings.namedGroups),
  ];
  return deniedReadings(request.userPoolId, all, request);
}

/** A part that is said not to be there is not known, as long as the pool is: never taken for an empty one. */
function vanishedFindings(pool: UserPoolDescription, readings: UserPoolReadings): Finding[] {
  const { id, mfa, firstFactors } = pool;
  const hangsOnMfa = (mfa !== null && mfa !== 'OFF') || firstFactors.includes('WEB_AUTHN');
  const parts = [
    [hangsOnMfa ? readings.mfa : null, 'GetUserPoolMfaConfig', 'factors'],
    [readings.identityProviders, 'ListIdentityProviders', 'identity providers'],
    [readings.groups, 'ListGroups', 'groups'],
  ] as const;
  return parts.flatMap(([reading, operation, part]) =>
    reading?.status === 'not-found'
      ? [
          finding('POOL_NOT_READ', {
            pool: id,
            why: { because: 'part is gone', operation, part },
          }),
        ]
      : [],
  );
}

function poolNotFound(request: RunRequest, { account }: UserPoolReadings): Finding {
  const userPool = request.userPoolId;
  return finding('USER_POOL_NOT_FOUND', {
    userPool,
    account,
    readRole: request.readRoleArn,
    regionKnown: isKnownRegion(regionOfPool(userPool)),
  });
}
