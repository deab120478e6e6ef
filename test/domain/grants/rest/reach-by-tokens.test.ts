import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { ApiRoute } from '../../../../src/domain/grants/resources/readings.ts';
import { restApiId, someGrants } from '../../../support/builders/grants.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { apiReading, aRoute } from '../../../support/builders/resources.ts';

type Statement = Readonly<Record<string, unknown>>;

const byTokens = (overrides: Partial<ApiRoute> = {}) =>
  aRoute({
    path: '/items',
    authorization: 'COGNITO_USER_POOLS',
    authorizer: { id: 'auth01', issuer: 'original', userPoolIds: [userPoolId], clients: null },
    ...overrides,
  });
const backend = 'arn:aws:iam::111122223333:role/backend';
const about = { Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const allow: Statement = { Effect: 'Allow', ...about };
const deny: Statement = { Effect: 'Deny', ...about };
const elsewhere = { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };

/** What is told of an API with a policy of these statements, of which signed-in users may read `/items`. */
function judged(
  statements: readonly Statement[],
  routes: readonly ApiRoute[] = [byTokens()],
  arn: string | null = authRoleArn,
) {
  const paths = [{ path: '/items', authenticated: ['read' as const, 'create' as const] }];
  const rest = [{ api: restApiId, stage: 'prod', paths }];
  const role = { kind: 'authenticated', reach: 'everyone' } as const;
  return resourceFindings(
    aRequest({
      grants: someGrants({ rest }),
      identityPoolId: arn === null ? null : identityPoolId,
    }),
    apiReading({
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
      routes,
    }),
    { allowList: null, roles: arn === null ? [] : [{ ...role, arn }], clients: [] },
  ).filter(({ code }) => code === 'API_NOT_REACHABLE');
}

const whyOf = (...args: Parameters<typeof judged>) =>
  judged(...args).map(({ facts }) => (facts as { readonly why: unknown }).why);

describe('The own policy of a REST API that takes the tokens of the user pool', () => {
  const refused = { because: 'policy on tokens', keys: [] };
  const noWord = { because: 'no word on tokens' };

  it.each<[string, readonly Statement[], readonly unknown[]]>([
    ['everybody', [allow, deny], [refused]],
    [
      'everybody but one',
      [{ ...deny, Principal: undefined, NotPrincipal: { AWS: backend } }, allow],
      [refused],
    ],
    ['one method', [allow, { ...deny, Resource: 'execute-api:/*/GET/*' }], [refused]],
    [
      'whoever comes by no backend',
      [allow, { ...deny, Condition: { ArnNotEquals: { 'aws:PrincipalArn': backend } } }],
      [refused],
    ],
    [
      'whoever comes from elsewhere',
      [allow, { ...deny, Condition: elsewhere }],
      [{ ...refused, keys: ['aws:SourceIp'] }],
    ],
    ['a role, which no token has', [allow, { ...deny, Principal: { AWS: authRoleArn } }], []],
    ['another stage', [allow, { ...deny, Resource: 'execute-api:/dev/*' }], []],
    ['another method', [allow, { ...deny, Resource: 'execute-api:/*/DELETE/*' }], []],
  ])('that denies %s', (_, statements, expected) => {
    expect(whyOf(statements)).toEqual(expected);
    expect(whyOf(statements, [byTokens()], null)).toEqual(expected);
  });

  it.each<[string, readonly Statement[], readonly unknown[]]>([
    ['everybody', [allow], []],
    ['a role only', [{ ...allow, Principal: { AWS: backend } }], [noWord]],
    ['the account only', [{ ...allow, Principal: { AWS: '111122223333' } }], [noWord]],
    ['one method of two', [{ ...allow, Resource: 'execute-api:/*/GET/*' }], [noWord]],
    [
      'whoever comes from one place',
      [{ ...allow, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }],
      [noWord],
    ],
  ])('that allows %s', (_, statements, expected) => {
    expect(whyOf(statements)).toEqual(expected);
  });

  it('is held against each method by what authorizes it', () => {
    const routes = [byTokens({ method: 'GET' }), aRoute({ method: 'POST', path: '/items' })];
    const byRole = { because: 'policy', roles: [authRoleArn], keys: [] };
    const onRole = { ...deny, Principal: { AWS: authRoleArn } };
    const on = (method: string) => ({ Resource: `execute-api:/*/${method}/*` });

    expect(whyOf([allow, { ...onRole, ...on('GET') }], routes)).toEqual([]);
    expect(whyOf([allow, { ...onRole, ...on('POST') }], routes)).toEqual([byRole]);
    expect(whyOf([allow, { ...deny, ...on('POST') }], routes)).toEqual([byRole]);
    expect(whyOf([allow, { ...deny, ...on('GET') }], routes)).toEqual([refused]);
  });

  it('says of a Deny whom it meets, and of silence what the guide of AWS says of it', () => {
    expect(judged([allow, { ...deny, Condition: elsewhere }])[0]).toMatchObject({
      severity: 'warning',
      message: `The own policy of the API ${restApiId} may deny signed-in users who call by the tokens of the user pool what is granted there, or a part of it: aws:SourceIp decides that in each call.`,
    });
    expect(judged([allow, deny])[0]).toMatchObject({
      message: expect.stringContaining('denies signed-in users who call by the tokens'),
      resolution: expect.stringContaining('Take these methods out of the statement that denies'),
    });
    expect(judged([{ ...allow, Principal: { AWS: backend } }])[0]).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('in one place that such calls are refused, and in another'),
    });
  });
});
