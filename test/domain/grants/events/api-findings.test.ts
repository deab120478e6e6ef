import { describe, expect, it } from '@jest/globals';

import type { EventApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import { identityPoolFindings } from '../../../../src/domain/grants/request-findings.ts';
import { codes } from '../../../support/builders/codes.ts';
import { eventApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { identityPoolId, userPoolId, webClientId } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTrustedPool, eventApiReading } from '../../../support/builders/resources.ts';

type Channels = NonNullable<WrittenGrants['events']>[number]['channels'];
const everything: Channels = [
  { path: '/chat/*', authenticated: ['connect', 'publish'], guest: ['subscribe'] },
];

function judge(facts: Partial<EventApiFacts>, channels: Channels = everything) {
  return resourceFindings(requestFor(channels), eventApiReading(facts), {
    allowList: null,
    roles: [],
    clients: [webClientId],
  });
}
const requestFor = (channels: Channels, pool: string | null = identityPoolId) =>
  aRequest({
    identityPoolId: pool,
    grants: someGrants({ events: [{ api: eventApiId, channels }] }),
  });
const told = (...judged: Parameters<typeof judge>) =>
  judge(...judged).map(({ severity, code, facts }) => [
    severity,
    code,
    (facts as { readonly operations?: readonly string[] }).operations,
  ]);

describe('A granted Event API', () => {
  it('is fine where it takes IAM for all that is granted', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ subscribe: ['API_KEY'] }, [{ path: '/chat/*', guest: ['connect'] }])).toEqual(
      [],
    );
    expect(judge({ providers: ['API_KEY'] }, [{ path: '/chat/*' }])).toEqual([]);
  });

  it('lets nobody in that does not take IAM at all', () => {
    const key = ['API_KEY'];

    expect(told({ providers: key, connect: key, publish: key, subscribe: key })).toEqual([
      ['error', 'EVENTS_WITHOUT_IAM', ['connect', 'publish', 'subscribe']],
    ]);
  });

  it('lets nobody connect where its connections do not take IAM', () => {
    expect(judge({ connect: ['API_KEY'] })).toEqual([
      expect.objectContaining({
        code: 'EVENTS_WITHOUT_IAM',
        severity: 'error',
        subject: eventApiId,
        message: `The Event API ${eventApiId} does not take IAM to connect, which is granted to signed-in users.`,
        found: 'AWS_IAM, API_KEY',
        needed: 'AWS_IAM',
        look: `aws appsync get-api --region eu-west-1 --api-id ${eventApiId}`,
      }),
    ]);
  });

  it('leaves a doubt about its namespaces, which were not read', () => {
    expect(told({ publish: ['API_KEY'], subscribe: ['API_KEY'] })).toEqual([
      ['warning', 'EVENTS_WITHOUT_IAM', ['publish', 'subscribe']],
    ]);
    expect(judge({ publish: ['API_KEY'] })).toEqual([
      expect.objectContaining({ message: expect.stringContaining('namespaces were not read') }),
    ]);
  });
});

describe('An Event API that takes the tokens of the user pool', () => {
  const cognito = ['AMAZON_COGNITO_USER_POOLS'];
  const tokensOnly = (pool = aTrustedPool()): Partial<EventApiFacts> => ({
    providers: cognito,
    connect: cognito,
    publish: cognito,
    subscribe: cognito,
    trustedPools: [pool],
  });
  const users: Channels = [
    { path: '/chat/*', authenticated: ['connect'], groups: { admins: ['subscribe'] } },
  ];
  const severities = (...judged: Parameters<typeof judge>) =>
    judge(...judged).map(({ severity, code }) => `${severity} ${code}`);

  it('needs no grant to signed-in users, and tells that a grant opens nothing', () => {
    expect(judge(tokensOnly(), users)).toEqual([
      expect.objectContaining({
        code: 'API_NEEDS_NO_GRANT',
        severity: 'warning',
        subject: eventApiId,
        message: `The Event API ${eventApiId} takes the tokens of ${userPoolId}: signed-in users need neither a grant nor an identity pool for what they are granted, unless a namespace says otherwise: namespaces were not read. It does not take IAM, so that the grant opens nothing to them.`,
        resolution: 'Leave the grant to signed-in users and groups out.',
      }),
    ]);
  });

  it('needs none beside IAM either, which is no more than told', () => {
    const both = [...cognito, 'AWS_IAM'];
    const facts = { providers: both, connect: both, publish: both, subscribe: both };

    expect(severities({ ...tokensOnly(), ...facts }, users)).toEqual(['info API_NEEDS_NO_GRANT']);
  });

  it('keeps guests out all the same', () => {
    expect(
      judge(tokensOnly(), [{ path: '/chat/*', authenticated: ['publish'], guest: ['connect'] }]),
    ).toEqual([
      expect.objectContaining({
        code: 'EVENTS_WITHOUT_IAM',
        severity: 'error',
        message: `The Event API ${eventApiId} does not take IAM to connect, which is granted to guests.`,
      }),
      expect.objectContaining({ code: 'API_NEEDS_NO_GRANT' }),
    ]);
  });

  it.each([
    ['of another pool', aTrustedPool({ userPoolId: 'eu-west-1_ZzZzZzZzZ' })],
    ['of other app clients', aTrustedPool({ clients: 'another' })],
    ['as an issuer, which is not what it connects by', aTrustedPool({ by: 'OPENID_CONNECT' })],
  ])('lets nobody in who has tokens %s', (_, pool) => {
    expect(severities(tokensOnly(pool), users)).toEqual(['error EVENTS_WITHOUT_IAM']);
  });

  it('needs no identity pool, unless guests or what it takes no tokens for are granted', () => {
    const needed = (facts: Partial<EventApiFacts>, channels: Channels) =>
      codes(
        identityPoolFindings(requestFor(channels, null), eventApiReading(facts), {
          clients: [webClientId],
        }),
      );
    const missing = ['IDENTITY_POOL_NEEDED'];

    expect(needed(tokensOnly(), users)).toEqual([]);
    expect(needed(tokensOnly(), [{ path: '/chat/*', guest: ['connect'] }])).toEqual(missing);
    expect(needed({ ...tokensOnly(), connect: ['AWS_IAM'] }, users)).toEqual(missing);
    expect(severities({ ...tokensOnly(), subscribe: ['AWS_IAM'] }, users)).toEqual([]);
  });
});
