import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../src/domain/grants/resource-findings.ts';
import type { ApiRoute } from '../../../src/domain/grants/resource-readings.ts';
import { restApiId, someGrants, type WrittenGrants } from '../../support/builders/grants.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import { apiReading, aRoute } from '../../support/builders/resources.ts';

type Path = NonNullable<WrittenGrants['rest']>[number]['paths'][number];

const other = 'eu-west-1_ZzZzZzZzZ';
const iam = (method: string) => aRoute({ method, path: '/items' });
const trusting = (method: string, ...userPoolIds: readonly string[]) =>
  aRoute({
    method,
    path: '/items',
    authorization: 'COGNITO_USER_POOLS',
    authorizer: { id: 'auth01', userPoolIds },
  });
const users: Partial<Path> = { authenticated: ['read', 'create'] };
const guests: Partial<Path> = { guest: ['read'] };

function judge(granted: Partial<Path>, ...routes: readonly ApiRoute[]) {
  const paths = [{ path: '/items', ...granted }];
  const grants = someGrants({ rest: [{ api: restApiId, stage: 'prod', paths }] });
  return resourceFindings(aRequest({ grants }), apiReading({ routes }), {
    allowList: null,
    roles: [],
    clients: [],
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
      command: `aws apigateway update-authorizer --region eu-west-1 --rest-api-id ${restApiId} --authorizer-id auth01 --patch-operations op=add,path=/providerARNs,value="$(aws cognito-idp describe-user-pool --region eu-west-1 --user-pool-id ${userPoolId} --query UserPool.Arn --output text)"`,
    });
  });

  it('says for which methods nobody needs a grant', () => {
    expect(judge(users, trusting('GET', userPoolId), iam('POST'))).toEqual([
      expect.objectContaining({
        code: 'API_NEEDS_NO_GRANT',
        message: expect.stringContaining(`take the tokens of ${userPoolId}`),
      }),
    ]);
  });
});
