import { describe, expect, it } from '@jest/globals';

import type { PoolRole } from '../../../../src/contract/pool-settings.ts';
import type { EventApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import { codes } from '../../../support/builders/codes.ts';
import { eventApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { authRoleArn, guestRoleArn, webClientId } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTrustedPool, eventApiReading } from '../../../support/builders/resources.ts';

type Channels = NonNullable<WrittenGrants['events']>[number]['channels'];
const auth = { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' } as const;
const guests = { kind: 'guest', arn: guestRoleArn, reach: 'everyone' } as const;

const judge = (
  facts: Partial<EventApiFacts>,
  channels: Channels,
  roles: readonly PoolRole[] = [auth, guests],
) =>
  resourceFindings(
    aRequest({ grants: someGrants({ events: [{ api: eventApiId, channels }] }) }),
    eventApiReading(facts),
    { allowList: null, roles, clients: [webClientId] },
  );

describe('A role that is granted something on an Event API and may not connect', () => {
  const admins = { kind: 'group', group: 'admins', arn: authRoleArn, reach: 'everyone' } as const;
  const listening: Channels = [{ path: '/chat/*', authenticated: ['subscribe'] }];
  const byTokens = {
    providers: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
    connect: ['AMAZON_COGNITO_USER_POOLS'],
    trustedPools: [aTrustedPool()],
  };

  it('can subscribe to nothing', () => {
    expect(judge({}, listening)).toEqual([
      expect.objectContaining({
        code: 'EVENTS_NOT_CONNECTED',
        severity: 'warning',
        subject: eventApiId,
        message: `Who gets ${authRoleArn} is granted to subscribe on the Event API ${eventApiId}, and not to connect: they can subscribe to nothing.`,
        resolution: expect.stringContaining('Grant them `connect` as well'),
      }),
    ]);
  });

  it('can publish by HTTP, which is no more than told', () => {
    expect(judge({}, [{ path: '/chat/*', guest: ['publish'] }])).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: expect.stringContaining(`what they publish goes by HTTP only`),
      }),
    ]);
  });

  it.each([
    ['on another path', [...listening, { path: '/news/*', authenticated: ['connect'] }]],
    [
      'as another holder of the role',
      [{ ...listening[0], path: '/chat/*', groups: { admins: ['connect'] } }],
    ],
  ] as [string, Channels][])('is none where connecting is granted %s', (_, channels) => {
    expect(judge({}, channels, [auth, admins])).toEqual([]);
  });

  it('is told of each role, for everybody who gets it', () => {
    const channels: Channels = [
      { path: '/chat/*', authenticated: ['connect'], groups: { admins: ['subscribe'] } },
    ];

    expect(codes(judge({}, channels, [auth, admins]))).toEqual([]);
    expect(judge({}, channels, [auth, { ...admins, arn: guestRoleArn }])).toEqual([
      expect.objectContaining({ facts: expect.objectContaining({ role: guestRoleArn }) }),
    ]);
  });

  it('connects by the tokens of its users where the API takes them, which guests do not have', () => {
    expect(judge(byTokens, listening)).toEqual([]);
    expect(codes(judge(byTokens, [{ path: '/chat/*', guest: ['subscribe'] }]))).toEqual([
      'EVENTS_NOT_CONNECTED',
    ]);
  });

  it('is told to let the API take IAM first where it does not', () => {
    const [warning] = judge({ connect: ['API_KEY'] }, listening);

    expect(warning?.resolution).toContain('which it does by API_KEY only');
  });
});
