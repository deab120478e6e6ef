import { describe, expect, it } from '@jest/globals';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import { configFindings } from '../../../../src/domain/config/config-findings.ts';
import { eventApisOf } from '../../../../src/domain/grants/events/config.ts';
import type { ConfigSource } from '../../../../src/domain/grants/resources/config-source.ts';
import type { EventApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { eventApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { anEventApi, home } from '../../../support/builders/known-resources.ts';
import { userPoolSlice } from '../../../support/builders/plan.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTrustedPool, eventApiReading } from '../../../support/builders/resources.ts';
import { clientConfig, identitySettings } from '../../../support/builders/settings.ts';
import { renderAndRead } from '../../config/read-files.ts';

const { endpoint } = anEventApi();
const first = {
  id: eventApiId,
  region: 'eu-west-1',
  endpoint,
  authentication: 'AWS_IAM' as const,
  otherwise: [],
};
const further = { ...first, id: eventApiId.replace('z', 'y') };

/** Signed-in users may connect and subscribe. */
const chat: WrittenGrants = {
  events: [
    { api: eventApiId, channels: [{ path: '/chat/*', authenticated: ['connect', 'subscribe'] }] },
  ],
};
const sourceOf = (
  facts: Partial<EventApiFacts> = {},
  written = chat,
  overrides: Partial<ConfigSource> = {},
): ConfigSource => ({
  request: aRequest({ grants: someGrants(written) }),
  userPool: userPoolSlice(),
  identityPool: { settings: identitySettings() },
  resources: eventApiReading(facts),
  ...overrides,
});
const told = (...source: Parameters<typeof sourceOf>) =>
  configFindings(
    sourceOf(...source),
    clientConfig({ eventApis: eventApisOf(sourceOf(...source)) }),
  );

describe('An Event API in the files for apps', () => {
  it('is what the library connects to by IAM; the other formats have no word for it', () => {
    const { outputs, exports } = renderAndRead(clientConfig({ eventApis: [first] }));

    expect(parseAmplifyConfig(outputs).API?.Events).toEqual({
      endpoint,
      region: 'eu-west-1',
      defaultAuthMode: 'iam',
    });
    expect(JSON.stringify(exports)).not.toContain(endpoint);
  });

  it('is the first that is granted, and of further ones it is said that libraries know one', () => {
    const config = clientConfig({ eventApis: [first, further] });
    expect(renderAndRead(config).outputs.custom).toMatchObject({ events: { url: endpoint } });
    expect(configFindings(sourceOf({}, {}), config)).toEqual([
      expect.objectContaining({
        code: 'NOT_IN_CLIENT_CONFIG',
        subject: further.id,
        message: expect.stringContaining('Libraries know one Event API'),
      }),
    ]);
  });

  it('is named once, by whichever name it is granted', () => {
    const arn = `arn:aws:appsync:${home.region}:${home.account}:apis/${eventApiId}`;
    const [reading] = Object.values(eventApiReading());
    const source = sourceOf(
      {},
      {
        events: [
          { api: eventApiId, channels: [] },
          { api: arn, channels: [] },
        ],
      },
    );

    expect(
      eventApisOf({
        ...source,
        resources: { ...source.resources, ...(reading && { [arn]: reading }) },
      }),
    ).toEqual([first]);
  });
});

describe('The way into an Event API that its config names', () => {
  const cognito = 'AMAZON_COGNITO_USER_POOLS';
  const named = (...source: Parameters<typeof sourceOf>) =>
    eventApisOf(sourceOf(...source)).map(({ authentication }) => authentication);
  const forAll = (...modes: string[]) => ({
    providers: modes,
    connect: modes,
    publish: modes,
    subscribe: modes,
    trustedPools: [aTrustedPool(), aTrustedPool({ by: 'OPENID_CONNECT' })],
  });

  it.each([
    ['IAM', ['AWS_IAM'], ['AWS_IAM']],
    ['IAM and the tokens of the pool', [cognito, 'AWS_IAM'], ['AWS_IAM']],
    ['the tokens of the pool', ['API_KEY', cognito], [cognito]],
    ['the tokens of the pool by its issuer', ['OPENID_CONNECT'], ['OPENID_CONNECT']],
    ['neither', ['API_KEY', 'AWS_LAMBDA'], []],
  ])('that takes %s', (_, modes, expected) => {
    expect(named(forAll(...modes))).toEqual(expected);
  });

  it('is no token of another pool, and not IAM without an identity pool', () => {
    const others = { trustedPools: [aTrustedPool({ userPoolId: 'eu-west-1_ZzZzZzZzZ' })] };
    const alone = { identityPool: null };

    expect(named({ ...forAll(cognito), ...others })).toEqual([]);
    expect(named(forAll('AWS_IAM', cognito), chat, alone)).toEqual([cognito]);
    expect(named(forAll('AWS_IAM'), chat, alone)).toEqual([]);
  });

  it('is one that does for all that is granted', () => {
    const both = forAll('AWS_IAM', cognito);

    expect(named({ ...both, connect: [cognito] })).toEqual([cognito]);
    expect(told({ ...both, connect: [cognito] })).toEqual([]);
  });

  it('is IAM where none does for all, and it is told what the app names with a call', () => {
    const apart = { ...forAll('AWS_IAM', cognito), connect: [cognito], subscribe: ['AWS_IAM'] };

    expect(named(apart)).toEqual(['AWS_IAM']);
    expect(told(apart)).toEqual([
      expect.objectContaining({
        code: 'EVENTS_MODE_PER_CALL',
        severity: 'warning',
        subject: eventApiId,
        message: `The client config says AWS_IAM for the Event API ${eventApiId}, which takes ${cognito} to connect.`,
        resolution: expect.stringContaining('connect: authMode "userPool"'),
      }),
    ]);
  });

  it('is IAM for guests, who have no tokens', () => {
    const apart = { ...forAll('AWS_IAM', cognito), connect: [cognito] };
    const written: WrittenGrants = {
      events: [
        {
          api: eventApiId,
          channels: [{ path: '/chat/*', authenticated: ['subscribe'], guest: ['publish'] }],
        },
      ],
    };

    expect(named(apart, written)).toEqual(['AWS_IAM']);
    expect(told(apart, written)).toEqual([
      expect.objectContaining({
        facts: expect.objectContaining({
          otherwise: [{ operation: 'connect', modes: [cognito] }],
        }),
      }),
    ]);
  });
});
