import { describe, expect, it } from '@jest/globals';

import { requestedPermissions } from '../../../src/domain/grants/categories.ts';
import { knownResources } from '../../../src/domain/grants/resources/readings.ts';
import { breaches } from '../../../src/domain/iam/guardrails.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { whoCanWhat } from '../../../src/domain/report/who-can-what.ts';
import {
  cognitoNamesOf,
  cognitoPrincipalOf,
  identityKeyOf,
  nameFindings,
} from '../../../src/domain/trust/cognito-principal.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { someGrants } from '../../support/builders/grants.ts';
import { bucketName } from '../../support/builders/ids.ts';
import { aBucket, bucketReading } from '../../support/builders/resources.ts';
import { found } from '../../support/builders/readings.ts';

const pathsBucket = 'storefront-media';
const bothWays = someGrants({
  storage: [
    { bucket: bucketName, authenticated: ['read'] },
    {
      bucket: pathsBucket,
      paths: {
        'media/{entity_id}/*': { entity: ['read', 'write'] },
        'public/*': { authenticated: ['read'] },
        'public/drafts/*': { guest: ['read'] },
      },
    },
  ],
});

describe.each([
  ['eu-west-1', 'aws', 'cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'aws-us-gov', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'aws-us-gov', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', 'aws-eusc', 'cognito-identity.eusc-de-east-1.amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'cognito-identity.us-iso-east-1.c2s.ic.gov'],
])('The users of an identity pool in %s', (region, partition, principal) => {
  const identityPoolId = `${region}:11111111-2222-4333-8444-555555555555`;
  const roleArn = `arn:${partition}:iam::111122223333:role/Auth`;
  const place = { partition, region, account: '111122223333' };
  const foundIn = (name: string) => bucketReading(name, found({ ...aBucket(name), place }));
  const known = knownResources({ userPoolId: `${region}_AbCdEfGhI`, identityPoolId }, roleArn, {
    ...foundIn(bucketName),
    ...foundIn(pathsBucket),
  });
  const permissions = requestedPermissions(
    { grants: bothWays, userPoolId: `${region}_AbCdEfGhI` },
    [{ kind: 'authenticated' }],
    known!,
  );

  it('are known in policies by the key of the provider that their trust names', () => {
    const variables = new Set(JSON.stringify(permissions).match(/\$\{[^}]*\}/g));

    expect(cognitoPrincipalOf(identityPoolId)).toBe(principal);
    expect(identityKeyOf(identityPoolId)).toBe(`${principal}:sub`);
    expect([...variables]).toEqual([`\${${principal}:sub}`]);
  });

  it('are denied nothing by a variable: under a wrong name it would deny nothing', () => {
    const denied = permissions.filter(({ effect }) => effect === 'Deny');

    expect(denied.length).toBeGreaterThan(0);
    expect(JSON.stringify(denied)).not.toContain('${');
  });

  it('are given what the guardrails take, and no variable of another partition', () => {
    const other = region === 'eu-west-1' ? 'us-gov-west-1:1' : 'eu-west-1:1';

    expect(breaches(permissions, { roleArn, identityPoolId })).toEqual([]);
    expect(
      breaches(permissions, { roleArn, identityPoolId: other }).map(({ rule }) => rule),
    ).toContain('VARIABLE');
  });

  it('are told to reach their own objects', () => {
    const documents = [policyDocument(permissions) ?? ''];

    const answers = whoCanWhat(identityKeyOf(identityPoolId), [{ principal: 'users', documents }]);

    expect(answers).toContainEqual(
      expect.objectContaining({
        resource: `arn:${partition}:s3:::${pathsBucket}/media/\${${principal}:sub}/*`,
        who: ['users'],
      }),
    );
  });
});

describe('The name by which IAM knows the users of identity pools', () => {
  const uuid = '11111111-2222-4333-8444-555555555555';

  it.each(['eu-west-1', 'us-gov-west-1', 'us-gov-east-1'])('is documented for %s', (region) => {
    expect(nameFindings(`${region}:${uuid}`)).toEqual([]);
  });

  it.each(['cn-north-1', 'eusc-de-east-1', 'us-iso-east-1'])(
    'is in doubt in %s, and that is said with every name that is taken as right',
    (region) => {
      const id = `${region}:${uuid}`;

      const [finding, ...others] = nameFindings(id);

      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        code: 'TRUST_NAME_UNDOCUMENTED',
        severity: 'warning',
        subject: id,
        facts: {
          names: [cognitoPrincipalOf(id), expect.any(String), 'cognito-identity.amazonaws.com'],
        },
        message: expect.stringContaining(`\${${identityKeyOf(id)}}`),
      });
    },
  );
});

describe('A trust policy where AWS documents no name', () => {
  const identityPoolId = 'cn-north-1:11111111-2222-4333-8444-555555555555';
  const [first, second = ''] = cognitoNamesOf(identityPoolId);
  const role = { kind: 'authenticated', arn: 'arn:aws-cn:iam::111122223333:role/Auth' } as const;
  /** What is said of one whose keys of the pool and of the kind begin with these names. */
  const told = (poolBy: string, kindBy: string, ...denies: readonly object[]) =>
    judgeTrust(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: first },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${poolBy}:aud`]: identityPoolId },
              'ForAnyValue:StringLike': { [`${kindBy}:amr`]: 'authenticated' },
            },
          },
          ...denies,
        ],
      }),
      role,
      identityPoolId,
    );
  const denyOtherPools = (name: string) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringNotEquals: { [`${name}:aud`]: identityPoolId } },
  });

  it.each([first, second])('may have all its keys by one of the likely names: %s', (name) => {
    expect(told(name, name)).toEqual([]);
  });

  it('is in doubt where it needs keys of two names in one statement, which no token bears', () => {
    expect(told(first, second)).toMatchObject([
      {
        code: 'TRUST_MAY_DENY',
        facts: { doubts: [{ condition: { key: `${second}:amr`, values: ['authenticated'] } }] },
      },
    ]);
    expect(told(second, first)).toMatchObject([
      { code: 'TRUST_MAY_DENY', facts: { doubts: [{ condition: { key: `${first}:amr` } }] } },
    ]);
  });

  it('is in doubt where a Deny spares the users by a key of another name', () => {
    expect(told(first, first, denyOtherPools(first))).toEqual([]);
    expect(told(second, second, denyOtherPools(second))).toEqual([]);
    expect(told(first, first, denyOtherPools(second))).toMatchObject([
      { code: 'TRUST_MAY_DENY', facts: { doubts: [{ because: 'conditions of a Deny' }] } },
    ]);
  });
});
