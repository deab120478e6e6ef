import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import { identityPoolFindings } from '../../../../src/domain/grants/request-findings.ts';
import { codes } from '../../../support/builders/codes.ts';
import { graphqlApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import {
  bucketName,
  identityPoolId,
  userPoolId,
  webClientId,
} from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { aTrustedPool, graphqlApiReading } from '../../../support/builders/resources.ts';

const other = 'eu-west-1_ZzZzZzZzZ';
const cognito = 'AMAZON_COGNITO_USER_POOLS';

type Granted = Partial<NonNullable<WrittenGrants['graphql']>[number]>;
const users: Granted = { authenticated: true };
const group: Granted = { groups: { admins: ['Query.*'] } };
const guests: Granted = { guest: ['Query.*'] };

const requestFor = (granted: Granted, pool: string | null = identityPoolId) =>
  aRequest({
    identityPoolId: pool,
    grants: someGrants({ graphql: [{ api: graphqlApiId, ...granted }] }),
  });
const judge = (
  granted: Granted,
  authenticationTypes: readonly string[],
  userPoolIds: readonly string[] = [],
  pool: string | null = identityPoolId,
) =>
  resourceFindings(
    requestFor(granted, pool),
    graphqlApiReading({
      authenticationTypes,
      trustedPools: userPoolIds.map((id) => aTrustedPool({ userPoolId: id })),
    }),
    { allowList: null, roles: [], clients: [webClientId] },
  );
const told = (findings: ReturnType<typeof judge>) =>
  findings.map(({ code, severity }) => `${severity} ${code}`);

describe('A granted GraphQL API', () => {
  it.each<[string, Granted, readonly string[], readonly string[], readonly string[]]>([
    ['IAM only', users, ['AWS_IAM'], [], []],
    ['IAM beside a key', guests, ['API_KEY', 'AWS_IAM'], [], ['info IAM_ON_MARKED_FIELDS']],
    ['IAM beside a key, for nobody', {}, ['API_KEY', 'AWS_IAM'], [], []],
    ['a key only, for users', users, ['API_KEY'], [], ['error API_WITHOUT_IAM']],
    ['a key only, for a group', group, ['API_KEY'], [], ['error API_WITHOUT_IAM']],
    ['a key only, for guests', guests, ['API_KEY'], [], ['error API_WITHOUT_IAM']],
    ['a key only, for nobody', {}, ['API_KEY'], [], []],
    ['our tokens only, for users', users, [cognito], [userPoolId], ['warning API_NEEDS_NO_GRANT']],
    ['our tokens only, for guests', guests, [cognito], [userPoolId], ['error API_WITHOUT_IAM']],
    [
      'our tokens only, for both',
      { ...group, ...guests },
      [cognito],
      [userPoolId],
      ['error API_WITHOUT_IAM', 'warning API_NEEDS_NO_GRANT'],
    ],
    ['IAM, and our tokens where it is marked', users, ['AWS_IAM', cognito], [userPoolId], []],
    [
      'a key, and our tokens and IAM where it is marked',
      group,
      ['API_KEY', cognito, 'AWS_IAM'],
      [userPoolId],
      ['info IAM_ON_MARKED_FIELDS'],
    ],
    [
      'our tokens beside a key',
      users,
      ['API_KEY', cognito],
      [userPoolId],
      ['warning API_NEEDS_NO_GRANT'],
    ],
    [
      'our tokens beside IAM',
      users,
      [cognito, 'AWS_IAM'],
      [userPoolId],
      ['info API_NEEDS_NO_GRANT'],
    ],
    [
      'our tokens beside IAM, for both',
      { ...users, ...guests },
      [cognito, 'AWS_IAM'],
      [userPoolId],
      ['info API_NEEDS_NO_GRANT', 'info IAM_ON_MARKED_FIELDS'],
    ],
    [
      'our tokens among others',
      users,
      [cognito, cognito, 'AWS_IAM'],
      [other, userPoolId],
      ['info API_NEEDS_NO_GRANT'],
    ],
    [
      'the tokens of another pool',
      users,
      [cognito],
      [other],
      ['error API_TRUSTS_OTHER_POOL', 'error API_WITHOUT_IAM'],
    ],
    [
      'the tokens of another pool and IAM',
      users,
      [cognito, 'AWS_IAM'],
      [other],
      ['warning API_TRUSTS_OTHER_POOL', 'info IAM_ON_MARKED_FIELDS'],
    ],
    [
      'the tokens of another pool, for guests',
      guests,
      [cognito, 'AWS_IAM'],
      [other],
      ['info IAM_ON_MARKED_FIELDS'],
    ],
  ])('that takes %s', (_, granted, modes, pools, expected) => {
    expect(told(judge(granted, modes, pools))).toEqual(expected);
  });

  it('that takes no IAM names its modes and the command that adds IAM and keeps the rest', () => {
    const [finding] = judge({ ...users, ...guests }, ['API_KEY', 'OPENID_CONNECT']);

    expect(finding).toMatchObject({
      code: 'API_WITHOUT_IAM',
      message: `The GraphQL API ${graphqlApiId} takes API_KEY, OPENID_CONNECT, so that no policy lets signed-in users or guests in.`,
      facts: {
        modes: ['API_KEY', 'OPENID_CONNECT'],
        shutOut: [{ kind: 'authenticated' }, { kind: 'guest' }],
      },
      found: 'API_KEY, OPENID_CONNECT',
      needed: 'AWS_IAM',
      command: `aws appsync update-graphql-api --region eu-west-1 --cli-input-json "$(aws appsync get-graphql-api --region eu-west-1 --api-id ${graphqlApiId} --query graphqlApi | jq 'del(.arn, .uris, .tags, .wafWebAclArn, .dns, .visibility, .apiType, .owner) | .additionalAuthenticationProviders += [{authenticationType: "AWS_IAM"}]')"`,
    });
  });

  it('that trusts another pool names it, and the command that adds this one', () => {
    const [finding] = judge(users, [cognito, 'AWS_IAM'], [other]);

    expect(finding).toMatchObject({
      code: 'API_TRUSTS_OTHER_POOL',
      facts: { pools: [other], userPool: userPoolId, otherAccess: true },
      found: other,
      needed: userPoolId,
      command: expect.stringContaining(
        `jq --arg pool ${userPoolId} --arg region eu-west-1 'del(.arn`,
      ),
    });
  });
});

describe('A GraphQL API that takes IAM beside its default', () => {
  it('answers to a role by what its schema marks, which the command shows', () => {
    const [finding] = judge(guests, ['API_KEY', 'AWS_IAM']);

    expect(finding).toMatchObject({
      code: 'IAM_ON_MARKED_FIELDS',
      subject: graphqlApiId,
      message: expect.stringContaining('what its schema marks with @aws_iam answers'),
      found: 'API_KEY',
      look: `aws appsync get-introspection-schema --region eu-west-1 --api-id ${graphqlApiId} --format SDL --include-directives /dev/stdout`,
    });
  });
});

describe('A private GraphQL API', () => {
  const judged = (granted: Granted) =>
    resourceFindings(
      requestFor(granted),
      graphqlApiReading({ isPrivate: true, authenticationTypes: ['AWS_IAM'] }),
      { allowList: null, roles: [], clients: [webClientId] },
    );

  it.each([users, group, guests])('is not reached by whoever is granted it: %j', (granted) => {
    expect(judged(granted).filter(({ code }) => code === 'API_NOT_REACHABLE')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: graphqlApiId,
        facts: {
          api: { kind: 'graphql', id: graphqlApiId, region: 'eu-west-1' },
          why: { because: 'private' },
        },
        look: `aws appsync get-graphql-api --region eu-west-1 --api-id ${graphqlApiId}`,
      }),
    ]);
  });

  it('is no matter to a grant that names nobody', () => {
    expect(codes(judged({}))).not.toContain('API_NOT_REACHABLE');
  });
});

describe('An API that needs no grant', () => {
  const readings = graphqlApiReading({ authenticationTypes: [cognito] });
  const alone = requestFor(users, null);

  it('E-2: needs no identity pool either, and says so', () => {
    const findings = judge(users, [cognito], [userPoolId], null);

    expect(identityPoolFindings(alone, readings)).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'API_NEEDS_NO_GRANT',
        severity: 'info',
        message: expect.stringContaining('neither a grant nor an identity pool'),
      }),
    ]);
  });

  it('leaves those that do need one, which are named', () => {
    const storage = [{ bucket: bucketName, guest: ['read' as const] }];
    const graphql = [{ api: graphqlApiId, ...users }];
    const request = aRequest({
      identityPoolId: null,
      grants: someGrants({ storage, graphql }),
    });

    expect(identityPoolFindings(request, readings)).toEqual([
      expect.objectContaining({ code: 'IDENTITY_POOL_NEEDED', subject: 'grants.storage' }),
    ]);
  });

  it.each([
    ['guests are granted something', requestFor(guests, null), readings],
    [
      'it takes the tokens of another pool',
      alone,
      graphqlApiReading({ trustedPools: [aTrustedPool({ userPoolId: other })] }),
    ],
    ['it was not read', alone, {}],
    [
      'it takes the tokens beside IAM, which its schema opens the rest to',
      alone,
      graphqlApiReading({ authenticationTypes: ['AWS_IAM', cognito] }),
    ],
  ])('is none when %s', (_, request, read) => {
    expect(codes(identityPoolFindings(request, read))).toEqual(['IDENTITY_POOL_NEEDED']);
  });
});
