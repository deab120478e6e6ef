import { describe, expect, it } from '@jest/globals';

import { requestedGrants } from '../../../src/domain/grants/categories.ts';
import { resourceKey } from '../../../src/domain/grants/resources/granted-resource.ts';
import type { ResourceReadings } from '../../../src/domain/grants/resources/readings.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  eventApiId,
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  graphqlApiId,
  mapArn,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { authRoleArn, bucketName, guestRoleArn, userPoolId } from '../../support/builders/ids.ts';
import { aResource, home } from '../../support/builders/known-resources.ts';
import { found } from '../../support/builders/readings.ts';
import { identitySettings } from '../../support/builders/settings.ts';
import { documentOf, planOf, poolRoles } from '../../plans/category-plan.ts';

const stranger = '999999999999';
const ofStranger = (arn: string) => arn.replace(home.account, stranger);
const apiArn = (service: string, id: string) =>
  `arn:aws:${service}:eu-west-1:${home.account}:${id}`;

/** As they are read where the account of the roles is asked: what is somebody else's is not looked at. */
function readingsOf(written: WrittenGrants): ResourceReadings {
  const named = requestedGrants({ grants: someGrants(written), userPoolId });
  return Object.fromEntries(
    named.flatMap(({ resource }) =>
      resource
        ? [
            [
              resourceKey(resource),
              resource.owner?.account === stranger
                ? { status: 'foreign' as const }
                : found(aResource(resource)),
            ],
          ]
        : [],
    ),
  );
}

/** The same resource by name, once of another account for guests, once of the roles' for users. */
const twice: readonly [
  string,
  string,
  (arn: string, who: 'guest' | 'authenticated') => WrittenGrants,
][] = [
  ['a stream', clicksArn, (stream, who) => ({ analytics: [{ stream, [who]: true }] })],
  ['a Firehose stream', deliveryArn, (stream, who) => ({ analytics: [{ stream, [who]: true }] })],
  ['a map', mapArn, (resource, who) => ({ geo: [{ resource, [who]: ['read'] }] })],
  [
    'a GraphQL API',
    apiArn('appsync', `apis/${graphqlApiId}`),
    (api, who) => ({ graphql: [{ api, [who]: ['Query.*'] }] }),
  ],
  [
    'an API',
    apiArn('execute-api', restApiId),
    (api, who) => ({ rest: [{ api, stage: 'prod', paths: [{ path: '/', [who]: ['read'] }] }] }),
  ],
];

describe.each(twice)('The name of %s in two accounts', (_, arn, grant) => {
  const foreign = grant(ofStranger(arn), 'guest');
  const own = grant(arn, 'authenticated');

  it.each([
    ['first', foreign, own],
    ['last', own, foreign],
  ])('is two resources, with the foreign one %s', (__, one, other) => {
    const both = Object.fromEntries(
      Object.keys(one).map((category) => {
        const key = category as keyof WrittenGrants;
        return [key, [...(one[key] ?? []), ...(other[key] ?? [])]];
      }),
    ) as WrittenGrants;

    const plan = planOf(both, { resources: readingsOf(both) });

    expect(codes(plan.findings)).toContain('RESOURCE_OTHER_ACCOUNT');
    expect(documentOf(plan, guestRoleArn, 'after')).toBeNull();
    expect(documentOf(plan, authRoleArn, 'after')).toContain(home.account);
  });
});

describe('What a request names by an id', () => {
  const named: readonly WrittenGrants[] = [
    { graphql: [{ api: graphqlApiId, authenticated: true }] },
    {
      rest: [{ api: restApiId, stage: 'prod', paths: [{ path: '/', authenticated: ['read'] }] }],
    },
    { interactions: [{ bot: botId, alias: botAliasId, authenticated: true }] },
    { events: [{ api: eventApiId, channels: [{ path: '/chat/*', authenticated: ['publish'] }] }] },
    { storage: [{ bucket: bucketName, authenticated: ['read'] }] },
  ];
  const foundIn = (written: WrittenGrants, place: typeof home): ResourceReadings =>
    Object.fromEntries(
      requestedGrants({ grants: someGrants(written), userPoolId }).flatMap(({ resource }) =>
        resource ? [[resourceKey(resource), found(aResource(resource, place))]] : [],
      ),
    );

  it.each(named)('is not granted where it is of another account than the roles: %j', (written) => {
    const plan = planOf(written, {
      resources: foundIn(written, { ...home, account: stranger }),
    });

    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        code: 'RESOURCE_OTHER_ACCOUNT',
        message: expect.stringContaining(`belongs to account ${stranger} of the partition aws`),
      }),
    );
    expect(plan.roles.map(({ after }) => after).join('')).not.toContain('Allow');
  });

  it.each(named)('is judged by every role of the pool, not by the first: %j', (written) => {
    const [first, ...others] = poolRoles;
    const strangers = others.map((role) => ({ ...role, arn: ofStranger(role.arn) }));
    const roles = [first!, ...strangers];

    const plan = planOf(written, {
      identityPool: { settings: identitySettings({ roles }), findings: [] },
      resources: foundIn(written, home),
    });

    expect(codes(plan.findings)).toContain('RESOURCE_OTHER_ACCOUNT');
  });

  it('is granted where nobody could say whose bucket it is, in the partition of the roles only', () => {
    const written = { storage: [{ bucket: bucketName, authenticated: ['read' as const] }] };
    const nobodys = { ...home, account: '' };
    const chinese = { partition: 'aws-cn', region: 'cn-north-1', account: '' };

    const granted = planOf(written, { resources: foundIn(written, nobodys) });
    const refused = planOf(written, { resources: foundIn(written, chinese) });

    expect(documentOf(granted, authRoleArn, 'after')).toContain(bucketName);
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ code: 'RESOURCE_OTHER_ACCOUNT', found: 'partition aws-cn' }),
    );
  });
});

describe('A prediction in a region of another partition', () => {
  it('is refused, and nothing is granted for it', () => {
    const plan = planOf({
      predictions: [{ use: 'translate', region: 'cn-north-1', authenticated: true }],
    });

    expect(plan.findings).toEqual([
      expect.objectContaining({
        code: 'REGION_OTHER_PARTITION',
        severity: 'error',
        subject: 'grants.predictions.0',
        found: 'cn-north-1',
        needed: 'a region of aws',
      }),
    ]);
    expect(plan.roles.map(({ after }) => after).join('')).not.toContain('translate');
  });
});
