import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { ApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { restApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { apiReading, aRoute } from '../../../support/builders/resources.ts';

type Path = NonNullable<WrittenGrants['rest']>[number]['paths'][number];
const readers = (path: string): Path => ({ path, authenticated: ['read'] });

function judge(path: Path, facts: Partial<ApiFacts>, stage = 'prod') {
  const grants = someGrants({ rest: [{ api: restApiId, stage, paths: [path] }] });
  return resourceFindings(aRequest({ grants }), apiReading(facts), {
    allowList: null,
    roles: [],
    clients: [],
  });
}

describe('The stage of an API', () => {
  it('must be there', () => {
    expect(judge(readers('/items'), { stages: ['dev', 'test'] })).toEqual([
      expect.objectContaining({
        code: 'STAGE_NOT_FOUND',
        severity: 'error',
        subject: `${restApiId}/prod`,
        found: 'dev, test',
        facts: {
          api: { kind: 'rest', id: restApiId, region: 'eu-west-1' },
          stage: 'prod',
          stages: ['dev', 'test'],
        },
        look: `aws apigateway get-stages --region eu-west-1 --rest-api-id ${restApiId}`,
      }),
    ]);
  });

  it('is looked up by another command for an HTTP API', () => {
    const [finding] = judge(readers('/items'), { kind: 'http', stages: [] });

    expect(finding).toMatchObject({
      found: 'no stage',
      look: `aws apigatewayv2 get-stages --region eu-west-1 --api-id ${restApiId}`,
    });
  });
});

describe('A granted path', () => {
  const get = (path: string) => ({ routes: [aRoute({ method: 'GET', path })] });

  it.each([
    ['/items', '/items'],
    ['/items/{id}', '/items/{itemId}'],
    ['/items', '/items/{id}'],
    ['/items/{id}', '/items/latest'],
    ['/items/latest', '/items/{id}'],
    ['/items/latest', '/{proxy+}'],
    ['/items/a/b', '/items/{proxy+}'],
    ['/items/{proxy+}', '/items/a/b'],
    ['/', '/items'],
    ['/', '/'],
    ['/items', '$default'],
  ])('%s is there as %s', (path, there) => {
    expect(judge(readers(path), get(there))).toEqual([]);
  });

  it.each([
    ['/items', '/'],
    ['/items', '/orders'],
    ['/items/{id}', '/items'],
    ['/items', '/v1/items'],
    ['/items', '/item'],
    ['/items/{proxy+}', '/items'],
  ])('%s is not there as %s', (path, there) => {
    expect(judge(readers(path), get(there))).toEqual([
      expect.objectContaining({
        code: 'PATH_NOT_FOUND',
        severity: 'error',
        subject: `${restApiId}${path}`,
        message: `The API ${restApiId} has no GET on ${path} or below it.`,
        found: 'nothing',
      }),
    ]);
  });

  it('that has other methods than those granted is worth a warning', () => {
    expect(judge({ path: '/items', guest: ['create'] }, get('/items'))).toEqual([
      expect.objectContaining({
        code: 'METHOD_NOT_FOUND',
        severity: 'warning',
        facts: expect.objectContaining({ path: '/items', missing: ['POST'], methods: ['GET'] }),
        found: 'GET',
        needed: 'POST',
      }),
    ]);
  });

  it('is not judged when the API has more than was read, nor when it grants nothing', () => {
    expect(judge(readers('/items'), { routes: [], moreRoutes: true })).toEqual([]);
    expect(judge({ path: '/items' }, { routes: [] })).toEqual([]);
  });
});

describe('A granted method', () => {
  const items = (authorization: string, method = 'GET') => ({
    routes: [aRoute({ id: 'abc123', method, path: '/items', authorization })],
  });

  it('is opened by IAM and nothing else', () => {
    expect(judge(readers('/items'), items('AWS_IAM'))).toEqual([]);
  });

  it.each([
    ['NONE', 'open to everybody, with or without a grant'],
    ['COGNITO_USER_POOLS', 'opened by the tokens of a user pool, without a grant'],
    ['JWT', 'opened by tokens, without a grant'],
    ['CUSTOM', 'opened by an authorizer of their own'],
    ['NEW_ONE', 'authorized by NEW_ONE'],
  ])('with %s is told, with the command that changes it', (authorization, words) => {
    expect(judge(readers('/items'), items(authorization))).toEqual([
      expect.objectContaining({
        code: 'METHOD_WITHOUT_IAM',
        severity: 'warning',
        subject: `${restApiId}/items`,
        message: expect.stringContaining(words),
        found: authorization,
        facts: expect.objectContaining({
          authorization,
          methods: [{ method: 'GET', path: '/items', belowOnly: false }],
          id: 'abc123',
          guestsGetNothing: false,
        }),
        command: `aws apigateway update-method --region eu-west-1 --rest-api-id ${restApiId} --resource-id abc123 --http-method GET --patch-operations op=replace,path=/authorizationType,value=AWS_IAM`,
      }),
    ]);
  });

  it.each(['GET', 'ANY'])('that guests cannot open by tokens is an error: %s', (method) => {
    const [finding] = judge({ path: '/items', guest: ['read'] }, items('JWT', method));

    expect(finding).toMatchObject({
      code: 'METHOD_WITHOUT_IAM',
      severity: 'error',
      facts: { guestsGetNothing: true },
    });
  });

  it('that nobody is granted may be authorized as it likes', () => {
    expect(
      judge(readers('/items'), {
        routes: [
          aRoute({ method: 'GET', path: '/items' }),
          aRoute({ method: 'OPTIONS', path: '/items', authorization: 'NONE' }),
          aRoute({ method: 'DELETE', path: '/items', authorization: 'CUSTOM' }),
        ],
      }),
    ).toEqual([]);
  });

  it('with words of its own goes before one that takes anything in their place', () => {
    expect(
      judge(readers('/items/latest'), {
        routes: [
          aRoute({ path: '/items/latest' }),
          aRoute({ path: '/items/{id}', authorization: 'NONE' }),
        ],
      }),
    ).toEqual([]);
  });

  it('is one of several in one finding, whose command shows them', () => {
    const routes = ['/items', '/items/{id}'].map((path) => aRoute({ path, authorization: 'NONE' }));

    expect(judge(readers('/items'), { routes })).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          'ANY /items, ANY /items/{id}. The grant on /items does not open them.',
        ),
        facts: expect.objectContaining({ id: null }),
        look: `aws apigateway get-resources --region eu-west-1 --rest-api-id ${restApiId} --embed methods`,
      }),
    ]);
  });

  it('of an HTTP API is changed by its route', () => {
    const [finding] = judge(readers('/items'), { kind: 'http', ...items('NONE') });

    expect(finding).toMatchObject({
      command: `aws apigatewayv2 update-route --region eu-west-1 --api-id ${restApiId} --route-id abc123 --authorization-type AWS_IAM`,
    });
  });
});
