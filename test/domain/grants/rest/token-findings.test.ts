import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { ApiRoute } from '../../../../src/domain/grants/resources/readings.ts';
import { restApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { userPoolId } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { apiReading, aRoute } from '../../../support/builders/resources.ts';

type Path = NonNullable<WrittenGrants['rest']>[number]['paths'][number];

const other = 'eu-west-1_ZzZzZzZzZ';
const iam = (method: string) => aRoute({ method, path: '/items' });
const trusting = (method: string, ...userPoolIds: readonly string[]) =>
  aRoute({
    method,
    path: '/items',
    authorization: 'COGNITO_USER_POOLS',
    authorizer: { id: 'auth01', userPoolIds, issuer: 'original', clients: null },
  });
const byJwt = (method: string, userPool: string, ...clients: readonly string[]) =>
  aRoute({
    method,
    path: '/items',
    authorization: 'JWT',
    authorizer: { id: 'jwt01', userPoolIds: [userPool], issuer: 'original', clients },
  });
const users: Partial<Path> = { authenticated: ['read', 'create'] };
const guests: Partial<Path> = { guest: ['read'] };

function judge(granted: Partial<Path>, ...routes: readonly ApiRoute[]) {
  const kind = routes.some(({ authorization }) => authorization === 'JWT') ? 'http' : 'rest';
  const paths = [{ path: '/items', ...granted }];
  const grants = someGrants({ rest: [{ api: restApiId, stage: 'prod', paths }] });
  return resourceFindings(aRequest({ grants }), apiReading({ kind, routes }), {
    allowList: null,
    roles: [],
    clients: ['web1', 'native1'],
  });
}

describe('A granted method behind an authorizer of user pools', () => {
  it.each<[string, Partial<Path>, readonly ApiRoute[], readonly string[]]>([
    ['ours', users, [trusting('ANY', other, userPoolId)], ['info API_NEEDS_NO_GRANT']],
    [
      'ours beside IAM',
      users,
      [trusting('GET', userPoolId), iam('POST')],
      ['info API_NEEDS_NO_GRANT'],
    ],
    ['ours, for guests', guests, [trusting('GET', userPoolId)], ['error METHOD_WITHOUT_IAM']],
    [
      'ours, for a group and guests',
      { groups: { admins: ['read'] }, ...guests },
      [trusting('GET', userPoolId)],
      ['info API_NEEDS_NO_GRANT', 'error METHOD_WITHOUT_IAM'],
    ],
    [
      'of another pool only',
      users,
      [trusting('ANY', other)],
      ['error API_TRUSTS_OTHER_POOL', 'warning METHOD_WITHOUT_IAM'],
    ],
    [
      'of another pool beside IAM',
      users,
      [trusting('GET', other), iam('POST')],
      ['warning API_TRUSTS_OTHER_POOL', 'warning METHOD_WITHOUT_IAM'],
    ],
    ['of another pool, for guests', guests, [trusting('GET', other)], ['error METHOD_WITHOUT_IAM']],
    [
      'of another pool, for nobody',
      users,
      [trusting('DELETE', other), iam('GET'), iam('POST')],
      [],
    ],
  ])('%s', (_, granted, routes, expected) => {
    const findings = judge(granted, ...routes);

    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
  });

  it('names the pools, the methods and the command that adds this pool', () => {
    const [finding] = judge(users, trusting('GET', other), trusting('POST', other));

    expect(finding).toMatchObject({
      code: 'API_TRUSTS_OTHER_POOL',
      subject: `${restApiId}/items`,
      message: `In the API ${restApiId} these take the tokens of ${other}, not those of ${userPoolId}: GET /items, POST /items.`,
      found: other,
      needed: userPoolId,
      facts: {
        methods: [
          { method: 'GET', path: '/items' },
          { method: 'POST', path: '/items' },
        ],
        pools: [other],
        otherAccess: false,
      },
      command: `aws apigateway update-authorizer --region eu-west-1 --rest-api-id ${restApiId} --authorizer-id auth01 --patch-operations op=add,path=/providerARNs,value="$(aws cognito-idp describe-user-pool --region eu-west-1 --user-pool-id ${userPoolId} --query UserPool.Arn --output text)"`,
    });
  });

  it('says for which methods nobody needs a grant', () => {
    expect(judge(users, trusting('GET', userPoolId), iam('POST'))).toEqual([
      expect.objectContaining({
        code: 'API_NEEDS_NO_GRANT',
        message: expect.stringContaining(`take the tokens of ${userPoolId}`),
        facts: expect.objectContaining({
          methods: [{ method: 'GET', path: '/items' }],
          authorization: ['COGNITO_USER_POOLS'],
        }),
      }),
    ]);
  });
});

describe('A granted route of an HTTP API behind a JWT authorizer', () => {
  const both = ['web1', 'native1'];

  it.each<[string, Partial<Path>, readonly ApiRoute[], readonly string[]]>([
    ['of ours', users, [byJwt('ANY', userPoolId, 'x', ...both)], ['info API_NEEDS_NO_GRANT']],
    [
      'of ours, for guests',
      guests,
      [byJwt('GET', userPoolId, ...both)],
      ['error METHOD_WITHOUT_IAM'],
    ],
    [
      'of another pool only',
      users,
      [byJwt('ANY', other, ...both)],
      ['error API_TRUSTS_OTHER_POOL', 'warning METHOD_WITHOUT_IAM'],
    ],
    [
      'of another pool beside IAM',
      users,
      [byJwt('GET', other, ...both), iam('POST')],
      ['warning API_TRUSTS_OTHER_POOL', 'warning METHOD_WITHOUT_IAM'],
    ],
    [
      'of other clients of ours',
      users,
      [byJwt('ANY', userPoolId, 'web1')],
      ['error API_TRUSTS_OTHER_CLIENTS', 'warning METHOD_WITHOUT_IAM'],
    ],
    [
      'of other clients of ours beside IAM',
      users,
      [byJwt('GET', userPoolId, 'web1'), iam('POST')],
      ['warning API_TRUSTS_OTHER_CLIENTS', 'warning METHOD_WITHOUT_IAM'],
    ],
    [
      'of nobody knows whom',
      users,
      [aRoute({ path: '/items', authorization: 'JWT' })],
      ['warning METHOD_WITHOUT_IAM'],
    ],
  ])('%s', (_, granted, routes, expected) => {
    const findings = judge(granted, ...routes);

    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected);
  });

  it('of another pool is led to one of this pool, since an authorizer takes the tokens of one issuer', () => {
    const [finding] = judge(users, byJwt('ANY', other, ...both));

    expect(finding).toMatchObject({
      message: `In the API ${restApiId} these take the tokens of ${other}, not those of ${userPoolId}: ANY /items.`,
      command: `aws apigatewayv2 update-route --region eu-west-1 --api-id ${restApiId} --route-id r1 --authorization-type JWT --authorizer-id "$(aws apigatewayv2 create-authorizer --region eu-west-1 --api-id ${restApiId} --name ${userPoolId} --authorizer-type JWT --identity-source '$request.header.Authorization' --jwt-configuration '{"Issuer":"https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}","Audience":["web1","native1"]}' --query AuthorizerId --output text)"`,
    });
  });

  it('of another pool is one of several: whose routes they are is looked up, and no command leads them all', () => {
    const [finding] = judge(users, byJwt('GET', other, ...both), byJwt('POST', other, ...both));

    expect(finding).toMatchObject({
      code: 'API_TRUSTS_OTHER_POOL',
      look: `aws apigatewayv2 get-routes --region eu-west-1 --api-id ${restApiId}`,
    });
    expect(finding).not.toHaveProperty('command');
  });

  it('of other clients is given these as well', () => {
    const [finding] = judge(users, byJwt('ANY', userPoolId, 'x', 'web1'));

    expect(finding).toMatchObject({
      subject: `${restApiId}/items`,
      message: `In the API ${restApiId} these take of the tokens of ${userPoolId} only those of x and web1, and not those of native1: ANY /items.`,
      facts: { taken: ['x', 'web1'], turnedAway: ['native1'], clients: ['web1', 'native1'] },
      found: 'x, web1',
      needed: 'web1, native1',
      command: `aws apigatewayv2 update-authorizer --region eu-west-1 --api-id ${restApiId} --authorizer-id jwt01 --jwt-configuration '{"Issuer":"https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}","Audience":["x","web1","native1"]}'`,
    });
  });
});
